import { type Failure, FailureError } from '../../core/failure.ts';
import type { Entry } from '../../core/record/change.ts';
import { type RecordEntry, recordedTasks, type TaskRecord, withEntry } from '../../core/record/record.ts';
import { Rewind } from '../../core/record/rewind.ts';
import type { Result } from '../../core/result.ts';
import { isSameTask } from '../../core/task/same-task.ts';
import type { Task } from '../../core/task/task.ts';
import type { Repair } from '../../ports/doctor.ts';
import { parseTaskList } from './check-tasks.ts';
import { recordSymptoms } from './doctor-documents.ts';
import { readIfThere } from './fs.ts';
import type { Model } from './model.ts';
import { recordPath, recordText } from './record-file.ts';
import { type Repairing, replace } from './repairing.ts';
import { entriesAbout, soundEntries } from './sound-items.ts';
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
  const logged = log.value ? loggedAbout(repairing, log.value, ids) : new Map<string, readonly Logged[]>();
  const tasks = log.value && tasksNow(repairing, log.value);
  log.value?.close();
  return [...ids].map((id) => repairRecord(repairing, id, tasks?.(id) ?? null, logged.get(id) ?? []));
}

/** The tasks of the list as it is, which may be ahead of the log; where it cannot be read, those of the log. */
function tasksNow({ fs, layout }: Repairing, log: Model): (id: string) => Task | undefined {
  const bytes = readIfThere(fs, layout.taskList);
  try {
    const list = parseTaskList(layout.taskList, bytes ?? Buffer.alloc(0));
    return (id) => list.tasks.get(id);
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    return (id) => log.task(id);
  }
}

/** A transaction of the log, and the task that had the id then: a checkout may have put another in its place. */
export interface Logged {
  readonly entry: Entry;
  readonly task: Task;
}

/** What the log and the archive have about each of these ids, the oldest first. */
export function loggedAbout(
  { fs, layout }: Repairing,
  log: Model,
  ids: ReadonlySet<string>,
): ReadonlyMap<string, readonly Logged[]> {
  const sorted = new Map([...ids].map((id): [string, Logged[]] => [id, []]));
  const past = new Rewind([...ids].flatMap((id) => (log.task(id) ? [[id, log.task(id)!] as const] : [])));
  for (const entry of viewOf(fs, layout, log).entries()) {
    const after = new Map([...recordedTasks(entry)].map((id) => [id, past.tasks.get(id)]));
    past.before(entry);
    for (const [id, left] of after) {
      const task = left ?? past.tasks.get(id);
      if (task) sorted.get(id)?.push({ entry, task });
    }
  }
  for (const entries of sorted.values()) entries.reverse();
  return sorted;
}

/** The entries of a record, each once, the oldest first. */
export function inOrder(entries: readonly RecordEntry[]): readonly RecordEntry[] {
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

function repairRecord(
  repairing: Repairing,
  id: string,
  task: Task | null,
  logged: readonly Logged[],
): Repair {
  const path = recordPath(repairing.layout, id);
  const sound = entriesAbout(task, soundEntries(readIfThere(repairing.fs, path)));
  const its = logged.filter((one) => !task || isSameTask(task, one.task));
  const record = completed(
    id,
    sound,
    its.map(({ entry }) => entry),
  );
  const message = `the history of ${id} has ${record.entries.length} entries`;
  return replace(repairing, path, [Buffer.from(recordText(record))], message);
}

function idOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1, -'.json'.length);
}
