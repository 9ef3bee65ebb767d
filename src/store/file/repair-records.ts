import { recordFault } from '../../core/check/record-fault.ts';
import type { Failure } from '../../core/failure.ts';
import type { Entry } from '../../core/record/change.ts';
import { type RecordEntry, recordedTasks, type TaskRecord, withEntry } from '../../core/record/record.ts';
import type { Result } from '../../core/result.ts';
import type { Repair } from '../../ports/doctor.ts';
import type { ConflictSide } from './conflict-text.ts';
import { recordSymptoms } from './doctor-documents.ts';
import { readIfThere } from './fs.ts';
import type { Model } from './model.ts';
import { recordPath, recordText } from './record-file.ts';
import { type Repairing, replace } from './repairing.ts';
import { salvage } from './salvage.ts';
import { viewOf } from './view.ts';

/** Makes each damaged record of what can be read in it and of what the log has about its task. */
export function repairRecords(
  repairing: Repairing,
  openLog: () => Result<Model | null, Failure>,
): readonly Repair[] {
  const { fs, layout } = repairing;
  const symptoms = recordSymptoms(fs, layout).filter(({ code }) => code !== 'stray_file');
  const ids = new Set(symptoms.map(({ file }) => idOf(file!)));
  if (ids.size === 0) return [];
  const log = openLog();
  if (!log.ok) return [];
  const logged = log.value ? loggedAbout(repairing, log.value, ids) : new Map<string, readonly Entry[]>();
  log.value?.close();
  return [...ids].map((id) => repairRecord(repairing, id, logged.get(id) ?? []));
}

/** What the log and the archive have about each of these tasks, the oldest first. */
export function loggedAbout(
  { fs, layout }: Repairing,
  log: Model,
  ids: ReadonlySet<string>,
): ReadonlyMap<string, readonly Entry[]> {
  const sorted = new Map([...ids].map((id): [string, Entry[]] => [id, []]));
  for (const entry of viewOf(fs, layout, log).entries()) {
    for (const id of recordedTasks(entry)) sorted.get(id)?.push(entry);
  }
  for (const entries of sorted.values()) entries.reverse();
  return sorted;
}

/** The sound entries in the bytes of a record, and on which side of a conflict each stands. */
export function soundEntries(
  bytes: Buffer | null,
): readonly { readonly entry: RecordEntry; readonly side: ConflictSide }[] {
  const { items, sides } = salvage(bytes ?? Buffer.alloc(0), 'entries');
  return items.flatMap((item, i) =>
    recordFault(item) === null ? [{ entry: item as unknown as RecordEntry, side: sides[i]! }] : [],
  );
}

/** The entries of a record, each once, the oldest first. */
function inOrder(entries: readonly RecordEntry[]): readonly RecordEntry[] {
  const once = new Map(entries.map((entry) => [entry.tx, entry]));
  return [...once.values()].sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1));
}

/** A record of these entries and of what the log has about its task, the oldest first. */
export function completed(id: string, entries: readonly RecordEntry[], logged: readonly Entry[]): TaskRecord {
  const inLog = new Set(logged.map(({ tx }) => tx));
  const others = inOrder(entries.filter(({ tx }) => !inLog.has(tx)));
  const whole = logged.reduce(withEntry, { task_id: id, entries: others });
  return { task_id: id, entries: inOrder(whole.entries) };
}

function repairRecord(repairing: Repairing, id: string, logged: readonly Entry[]): Repair {
  const path = recordPath(repairing.layout, id);
  const sound = soundEntries(readIfThere(repairing.fs, path)).map(({ entry }) => entry);
  const record = completed(id, sound, logged);
  const message = `the history of ${id} has ${record.entries.length} entries`;
  return replace(repairing, path, [Buffer.from(recordText(record))], message);
}

function idOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1, -'.json'.length);
}
