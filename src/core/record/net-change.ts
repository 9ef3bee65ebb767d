import { BLOCKED, patched, type Task, type TaskPatch } from '../task/task.ts';
import type { Change, Entry } from './change.ts';

/** What a transaction did to one task, all in all. */
export type NetChange =
  /** The task as the transaction left it. */
  | { readonly op: 'created'; readonly id: string; readonly task: Task }
  /** The task as it was before the transaction. */
  | { readonly op: 'deleted'; readonly id: string; readonly task: Task }
  /** The fields it wrote: as they were before it, and as it left them. */
  | {
      readonly op: 'updated';
      readonly id: string;
      readonly from: TaskPatch;
      readonly to: TaskPatch;
      /** It was blocked or unblocked: a status that follows from the graph, and is none of the fields. */
      readonly followed: boolean;
    };

/** What a transaction did to tasks, one by one; what it did to leases and records, and numbers drawn, is left out. */
export function netChanges({ changes }: Pick<Entry, 'changes'>): readonly NetChange[] {
  const nets = new Map<string, NetChange>();
  for (const change of changes) {
    if (change.op === 'task.create') {
      nets.set(change.task.id, { op: 'created', id: change.task.id, task: change.task });
    } else if (change.op === 'task.update') {
      nets.set(change.id, withUpdate(nets.get(change.id), change));
    } else if (change.op === 'task.delete') {
      const { task } = change;
      const net = nets.get(task.id);
      if (net?.op === 'created') nets.delete(task.id);
      else nets.set(task.id, { op: 'deleted', id: task.id, task: patched(task, fromOf(net)) });
    }
  }
  return [...nets.values()];
}

/** Whether there is anything in a transaction that an undo would restore. */
export function isRestorable(entry: Pick<Entry, 'changes'>): boolean {
  return entry.changes.some(
    (change) =>
      change.op === 'task.create' ||
      change.op === 'task.delete' ||
      (change.op === 'task.update' && Object.keys(ownFields(change).to).length > 0),
  );
}

type Update = Extract<Change, { op: 'task.update' }>;

function withUpdate(net: NetChange | undefined, change: Update): NetChange {
  if (net?.op === 'created') return { ...net, task: patched(net.task, change.to) };
  const { from, to, followed } = ownFields(change);
  const known = net?.op === 'updated' ? net : { from: {}, to: {}, followed: false };
  return {
    op: 'updated',
    id: change.id,
    from: { ...from, ...known.from },
    to: { ...known.to, ...to },
    followed: known.followed || followed,
  };
}

function fromOf(net: NetChange | undefined): TaskPatch {
  return net?.op === 'updated' ? net.from : {};
}

/** The fields that someone chose: without the bookkeeping, and without a status that lra itself worked out. */
function ownFields(change: Update): { from: TaskPatch; to: TaskPatch; followed: boolean } {
  const followed = change.from.status === BLOCKED || change.to.status === BLOCKED;
  return { from: own(change.from, followed), to: own(change.to, followed), followed };
}

function own(patch: TaskPatch, followed: boolean): TaskPatch {
  const { version: _, updated_at: __, ...fields } = patch;
  if (!followed) return fields;
  const { status: ___, ...others } = fields;
  return others;
}
