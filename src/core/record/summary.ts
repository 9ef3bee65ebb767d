import { gatesPhrase } from '../gate/evidence.ts';
import type { JsonObject } from '../json.ts';
import { shortText } from '../short-text.ts';
import { changedTask, type Entry } from './change.ts';
import { emptyRecord, type RecordEntry, touchedTasks, withEntry } from './record.ts';

/** A transaction as the log shows it. */
export interface LogLine {
  readonly tx: string;
  /** UTC, ISO 8601. */
  readonly at: string;
  readonly agent: string;
  readonly command: string;
  readonly note: string | null;
  /** Set when a lease or a gate was overridden. */
  readonly forced?: true;
  /** The transaction it took back. */
  readonly undoes?: string;
  /** The tasks it changed; of very many, the first. */
  readonly tasks: readonly string[];
  /** What changed, in one line. */
  readonly summary: string;
}

const TASKS_NAMED = 50;
const TASKS_DESCRIBED = 3;
const LONGEST_TEXT = 80;

/** What a transaction did; null when it was a heartbeat and nothing else. */
export function logLineOf(entry: Entry): LogLine | null {
  const isImport = entry.command === 'import';
  const ids = [...(isImport ? createdTasks(entry) : touchedTasks(entry))];
  if (ids.length === 0) return null;
  const described = ids.slice(0, TASKS_DESCRIBED).map((id) => {
    const [line] = withEntry(emptyRecord(id), entry).entries;
    return `${id} ${line && !isImport ? whatChanged(line) : 'created'}`;
  });
  const more = ids.length - described.length;
  const summary = [...described, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
  return { ...headOf(entry), tasks: ids.slice(0, TASKS_NAMED), summary };
}

/** What a transaction did to one task, from that task's record. */
export function logLineOfRecord(id: string, line: RecordEntry): LogLine {
  return { ...headOf(line), tasks: [id], summary: whatChanged(line) };
}

function headOf(said: Omit<Entry, 'generation' | 'changes'>): Omit<LogLine, 'tasks' | 'summary'> {
  const { tx, at, agent, command, note = null, forced, undoes } = said;
  return { tx, at, agent, command, note, ...(forced ? { forced } : {}), ...(undoes ? { undoes } : {}) };
}

function createdTasks({ changes }: Entry): ReadonlySet<string> {
  return new Set(
    changes.flatMap((change) => (change.op === 'task.create' ? (changedTask(change) ?? []) : [])),
  );
}

function whatChanged(line: RecordEntry): string {
  const { created, deleted, changed = {}, checkpoint, record = [] } = line;
  const phrases = [
    ...(created ? [`created: ${short(created.description)}`] : []),
    ...Object.entries(changed).flatMap(([field, [before, after]]) => fieldChange(field, before, after)),
    ...leaseChange(line),
    ...(checkpoint
      ? [`checkpoint ${checkpoint.sequence}${checkpoint.note ? `: ${short(checkpoint.note)}` : ''}`]
      : []),
    ...record.map(recorded),
    ...(deleted ? [`deleted: ${short(deleted.description)}`] : []),
  ];
  return phrases.join(', ') || line.command;
}

function recorded(record: JsonObject): string {
  const { desc, subject, commit } = record;
  return gatesPhrase(record) ?? `recorded: ${short(desc ?? subject ?? commit ?? 'no commit yet')}`;
}

/** Statuses and other short values are shown; what follows from them is not. */
function fieldChange(field: string, before: unknown, after: unknown): readonly string[] {
  if (field === 'finished_at') return [];
  if (field === 'status') return [`${short(before)} → ${short(after)}`];
  const isShown = [before, after].every((value) => value === null || String(value).length <= LONGEST_TEXT);
  const isScalar = [before, after].every((value) => value === null || typeof value !== 'object');
  return [isShown && isScalar ? `${field} ${short(before)} → ${short(after)}` : `${field} changed`];
}

function leaseChange({ lease, command }: RecordEntry): readonly string[] {
  if (lease === undefined) return [];
  if (lease === null) return ['lease ended'];
  if (lease.status === 'paused') return [`paused by ${lease.agent}`];
  return [command === 'publish' ? 'published' : `held by ${lease.agent}`];
}

function short(value: unknown): string {
  return value === null || value === undefined ? 'none' : shortText(String(value), LONGEST_TEXT);
}
