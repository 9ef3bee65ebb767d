import type { JsonObject } from '../json.ts';
import type { Lease } from '../lease/lease.ts';
import type { Task } from '../task/task.ts';
import { type Change, changedTask, type Entry } from './change.ts';
import { CHECKPOINTS_KEPT, type Checkpoint } from './checkpoint.ts';

/** What one transaction did to one task, as it stands in `records/<id>.json`. */
export interface RecordEntry {
  /** The transaction. */
  readonly tx: string;
  /** UTC, ISO 8601. */
  readonly at: string;
  readonly agent: string;
  /** The verb, as in `lra <verb>`. */
  readonly command: string;
  readonly note?: string;
  /** Set when a lease or a gate was overridden. */
  readonly forced?: true;
  /** The transaction it took back. */
  readonly undoes?: string;
  /** The task as it was made; an entry that was imported may tell less of it. */
  readonly created?: Partial<Task>;
  /** The task as it was last. */
  readonly deleted?: Partial<Task>;
  /** Field by field, as `Task` has them: what it was, what it became. */
  readonly changed?: { readonly [field: string]: readonly [before: unknown, after: unknown] };
  /** The lease it had from then on; null for none. */
  readonly lease?: Pick<Lease, 'agent' | 'token' | 'status' | 'published'> | null;
  readonly checkpoint?: Checkpoint;
  /** What was written into it by `record`, or by other hands. */
  readonly record?: readonly JsonObject[];
}

/** The history of a task, the oldest first. */
export interface TaskRecord {
  readonly task_id: string;
  readonly entries: readonly RecordEntry[];
}

export function emptyRecord(id: string): TaskRecord {
  return { task_id: id, entries: [] };
}

/** The newest checkpoint in a record, or null. */
export function lastCheckpoint(record: TaskRecord): Checkpoint | null {
  return record.entries.findLast((entry) => entry.checkpoint)?.checkpoint ?? null;
}

/**
 * The tasks whose record a transaction adds to: all it touched. An import adds only the histories it brings: a task that
 * was created by thousands starts its record with its first change. What git brought adds nothing: its records came along.
 */
export function recordedTasks(entry: Entry): ReadonlySet<string> {
  if (entry.fromGit) return new Set();
  if (entry.command !== 'import') return touchedTasks(entry);
  return new Set(entry.changes.flatMap((change) => (change.op === 'history' ? change.id : [])));
}

/** The tasks that a transaction did something to, but for mere heartbeats. */
export function touchedTasks({ changes }: Pick<Entry, 'changes'>): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const change of changes) {
    const id = changedTask(change);
    if (id !== null && change.op !== 'brief' && !isHeartbeat(change)) ids.add(id);
  }
  return ids;
}

/** The record of a task with all that a transaction adds to it. */
export function withEntry(record: TaskRecord, entry: Entry): TaskRecord {
  const brought = changesOf(entry, record.task_id).find(({ op }) => op === 'history');
  if (brought?.op !== 'history') return appendEntry(record, recordEntry(entry, record.task_id));
  const entries = brought.entries as unknown as readonly RecordEntry[];
  return entries.reduce(appendEntry, record);
}

/** What a transaction adds to the record of one task. */
function recordEntry(entry: Entry, id: string): RecordEntry {
  const { tx, at, agent, command, note, forced, undoes } = entry;
  const line: { -readonly [K in keyof RecordEntry]: RecordEntry[K] } = { tx, at, agent, command };
  if (note !== undefined) line.note = note;
  if (forced) line.forced = forced;
  if (undoes !== undefined) line.undoes = undoes;
  for (const change of changesOf(entry, id)) describe(line, change);
  return line;
}

const changesByTask = new WeakMap<Entry, ReadonlyMap<string | null, readonly Change[]>>();

/** An entry that touches thousands of tasks is asked about each of them: its changes are sorted once. */
function changesOf(entry: Entry, id: string): readonly Change[] {
  const known = changesByTask.get(entry) ?? sortedByTask(entry.changes);
  changesByTask.set(entry, known);
  return known.get(id) ?? [];
}

function sortedByTask(changes: readonly Change[]): ReadonlyMap<string | null, readonly Change[]> {
  const sorted = new Map<string | null, Change[]>();
  for (const change of changes) {
    const id = changedTask(change);
    const known = sorted.get(id);
    if (known) known.push(change);
    else sorted.set(id, [change]);
  }
  return sorted;
}

/** A record with a transaction added, once; of the checkpoints only the newest are kept. */
function appendEntry(record: TaskRecord, line: RecordEntry): TaskRecord {
  if (record.entries.some((known) => known.tx === line.tx)) return record;
  const entries = [...record.entries, line];
  if (!line.checkpoint) return { ...record, entries };
  let kept = 0;
  const trimmed = entries.reduceRight<RecordEntry[]>((rest, one) => {
    const { checkpoint, ...others } = one;
    rest.push(!checkpoint || ++kept <= CHECKPOINTS_KEPT ? one : others);
    return rest;
  }, []);
  return { ...record, entries: trimmed.reverse() };
}

function isHeartbeat(change: Change): boolean {
  return (
    change.op === 'lease' &&
    change.from?.token === change.to?.token &&
    change.from?.status === change.to?.status &&
    change.from?.published === change.to?.published
  );
}

function describe(line: { -readonly [K in keyof RecordEntry]: RecordEntry[K] }, change: Change): void {
  switch (change.op) {
    case 'task.create':
      line.created = change.task;
      return;
    case 'task.delete':
      line.deleted = change.task;
      return;
    case 'task.update': {
      const changed: { [field: string]: readonly [unknown, unknown] } = { ...line.changed };
      for (const [field, value] of Object.entries(change.to)) {
        if (field === 'version' || field === 'updated_at') continue;
        const before = (change.from as { [field: string]: unknown })[field];
        changed[field] = [changed[field] ? changed[field][0] : before, value];
      }
      line.changed = changed;
      return;
    }
    case 'lease':
      if (isHeartbeat(change)) return;
      line.lease = change.to && pick(change.to);
      return;
    case 'checkpoint':
      line.checkpoint = change.checkpoint;
      return;
    case 'record':
      line.record = [...(line.record ?? []), change.record];
      return;
    case 'brief':
    case 'history':
    case 'counter':
      return;
  }
}

function pick({
  agent,
  token,
  status,
  published,
}: Lease): Pick<Lease, 'agent' | 'token' | 'status' | 'published'> {
  return { agent, token, status, published };
}
