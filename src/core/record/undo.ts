import { type Failure, fail } from '../failure.ts';
import { reevaluate } from '../graph/blocking.ts';
import { type GraphNode, isOver } from '../graph/node.ts';
import type { Asker, Moment } from '../lease/lease.ts';
import { err, ok, type Result } from '../result.ts';
import { compareIds } from '../task/id.ts';
import type { Entry } from './change.ts';
import type { Draft } from './draft.ts';
import { isRestorable, type NetChange, netChanges } from './net-change.ts';
import {
  brokenRule,
  type Conflict,
  changedSince,
  firstConflict,
  heldByAnother,
  neededSince,
  noPlace,
} from './undo-conflict.ts';

/** What taking a transaction back did to one task. */
export interface UndoneChange {
  readonly id: string;
  /** `deleted` what it had created, `restored` what it had deleted, `reverted` the fields it had changed. */
  readonly did: 'deleted' | 'restored' | 'reverted';
  readonly fields?: readonly string[];
}

/**
 * The last transaction of an agent that was not yet taken back; null when there is none. What took one back is newer, and
 * a transaction itself, so that this is always the newest. One that only touched leases, checkpoints and records, or only
 * brought statuses in line, has nothing to restore and is passed over. Takes the entries newest first.
 */
export function lastUndoable(entries: Iterable<Entry>, agent: string): Entry | null {
  for (const entry of entries) if (entry.agent === agent && isRestorable(entry)) return entry;
  return null;
}

/**
 * Takes a transaction back: deletes what it created, restores what it deleted and the fields it changed; who is blocked
 * follows from that. Leases, checkpoints, records and drawn numbers stay. Fails with undo_conflict when something changed
 * since, is held by another, or could not stand in the graph as it is now. `replaced`: the ids that mean other tasks now.
 */
export function undo(
  draft: Draft,
  entry: Entry,
  asker: Asker,
  moment: Moment,
  replaced: ReadonlySet<string> = new Set(),
): Result<readonly UndoneChange[], Failure> {
  const nets = netChanges(entry);
  const going = new Set(nets.flatMap(({ op, id }) => (op === 'created' ? [id] : [])));
  const inIdOrder = nets.toSorted((a, b) => compareIds(a.id, b.id));
  const conflict =
    firstConflict(nets, ({ id }) =>
      replaced.has(id) ? 'is another task since, which a merge brought' : null,
    ) ??
    firstConflict(nets, (net) => changedSince(draft, net) ?? heldByAnother(draft, net.id, asker, moment)) ??
    firstConflict(inIdOrder, (net) => restore(draft, net, asker, moment)) ??
    firstConflict(nets.toReversed(), (net) => revert(draft, net)) ??
    firstConflict(inIdOrder.toReversed(), (net) => remove(draft, net, going)) ??
    brokenRule(draft, nets);
  if (conflict) return err(undoConflict(entry, conflict));
  settle(
    draft,
    nets.flatMap(({ id }) => draft.graph.find(id) ?? []),
  );
  return ok(inIdOrder.flatMap(described));
}

/** Parents come before their children. */
function restore(draft: Draft, net: NetChange, asker: Asker, moment: Moment): string | null {
  if (net.op !== 'deleted') return null;
  const reason = noPlace(draft.graph, net.task);
  if (reason) return reason;
  draft.create({ ...net.task, version: net.task.version + 1, updated_at: draft.at });
  return heldByAnother(draft, net.id, asker, moment);
}

/** The newest change comes first, as in any rollback. */
function revert(draft: Draft, net: NetChange): null {
  if (net.op === 'updated') draft.update(net.id, net.from);
  return null;
}

/** Children come before their parents. */
function remove(draft: Draft, net: NetChange, going: ReadonlySet<string>): string | null {
  if (net.op !== 'created') return null;
  const reason = neededSince(draft.graph.find(net.id)!, going);
  if (reason === null) draft.remove(net.id);
  return reason;
}

/** What follows from the fields: nobody holds what is finished, and blocked is who waits. */
function settle(draft: Draft, nodes: readonly GraphNode[]): void {
  for (const node of nodes) if (isOver(node) && node.lease) draft.setLease(node.id, null);
  reevaluate(draft, new Set(nodes.flatMap((node) => [node, ...node.dependents])));
}

function described(net: NetChange): UndoneChange[] {
  if (net.op === 'created') return [{ id: net.id, did: 'deleted' }];
  if (net.op === 'deleted') return [{ id: net.id, did: 'restored' }];
  const fields = Object.keys(net.from);
  return fields.length === 0 ? [] : [{ id: net.id, did: 'reverted', fields }];
}

function undoConflict({ tx, command, at }: Entry, { id, reason }: Conflict): Failure {
  return fail('undo_conflict', `cannot take back "${command}" of ${at}: ${id} ${reason}`, {
    hint: `see what happened to it: lra log ${id}`,
    data: { tx, command, at, id, reason },
  });
}
