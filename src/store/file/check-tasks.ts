import { referenceFault } from '../../core/check/reference-fault.ts';
import { taskFault } from '../../core/check/task-fault.ts';
import { findAnyCycle } from '../../core/graph/cycle.ts';
import type { TaskGraph } from '../../core/graph/graph.ts';
import { isJsonObject } from '../../core/json.ts';
import { SCHEMA_VERSION } from '../../core/project.ts';
import { compareIds, isTaskId, MAX_NUMBER } from '../../core/task/id.ts';
import type { Task } from '../../core/task/task.ts';
import { corrupt, type ParsedDocument, parseDocument } from './lines.ts';

/** What `task_list.json` says, whoever wrote it. */
export interface TaskDocument {
  readonly tasks: ReadonlyMap<string, Task>;
  readonly counters: ReadonlyMap<string, number>;
  /** The 1-based line a task starts on; for one that is not there, the line it would follow. */
  lineOf(id: string): number;
}

/** One thing that is wrong in a list of tasks. */
export interface ListFault {
  readonly code: 'invalid_list' | 'invalid_task' | 'duplicate_id';
  readonly line: number;
  /** The place of the task in the list; null when it is about the whole. */
  readonly index: number | null;
  readonly reason: string;
}

const KEYS = ['schema_version', 'counters', 'tasks'];
const ROOT_COUNTERS = ['task', 'doc_update'];

/** Reads the list and checks each task by itself. Failures: corrupt_state with file and line. */
export function parseTaskList(path: string, bytes: Uint8Array): TaskDocument {
  const parsed = parseDocument(path, bytes);
  for (const { line, reason } of listFaults(parsed)) throw corrupt(path, line, reason);
  const { tasks, counters } = parsed.value as { tasks: Task[]; counters?: { [key: string]: number } };
  const places = new Map(tasks.map((task, index) => [task.id, index]));
  return {
    tasks: new Map(tasks.map((task) => [task.id, task])),
    counters: new Map(Object.entries(counters ?? {})),
    lineOf: (id) => parsed.lineOf('tasks', places.get(id) ?? placeBefore(tasks, id)),
  };
}

/** Checks that every task names tasks that are there. Failures: corrupt_state with file and line. */
export function checkReferences(path: string, list: TaskDocument): void {
  for (const task of list.tasks.values()) {
    const fault = referenceFault(task, (id) => list.tasks.has(id));
    if (fault) throw corrupt(path, list.lineOf(task.id), `${task.id}: ${fault}`);
  }
}

/** Checks that no task waits for itself. Failures: corrupt_state with file and line. */
export function checkRings(path: string, list: TaskDocument, graph: TaskGraph): void {
  const ring = findAnyCycle(graph.nodes);
  if (ring) throw corrupt(path, list.lineOf(ring[0]!), `${ring[0]}: it waits for itself, ${ringText(ring)}`);
}

/** A ring of ids for a person: `a → b → a`, cut when it is long. */
export function ringText(ring: readonly string[]): string {
  return ring.length <= 20 ? ring.join(' → ') : `${ring.slice(0, 20).join(' → ')} → …`;
}

/** Everything that is wrong with a list and with its tasks, each by itself. */
export function* listFaults({ value, lineOf }: ParsedDocument): Generator<ListFault> {
  const whole = (reason: string): ListFault => ({ code: 'invalid_list', line: 1, index: null, reason });
  if (!isJsonObject(value) || !Array.isArray(value.tasks)) {
    yield whole('a task list is an object with schema_version, counters and tasks');
    return;
  }
  const fault = headFault(value);
  if (fault) yield whole(fault);
  const seen = new Set<string>();
  for (const [index, task] of value.tasks.entries()) {
    const id = isJsonObject(task) && typeof task.id === 'string' ? task.id : null;
    const name = id === null ? `task ${index + 1} of the list` : id.slice(0, 80);
    const wrong = taskFault(task);
    const twice = !wrong && seen.has(id!);
    if (wrong || twice) {
      const code = twice ? 'duplicate_id' : 'invalid_task';
      yield {
        code,
        line: lineOf('tasks', index),
        index,
        reason: `${name}: ${wrong ?? 'the id is there twice'}`,
      };
    }
    seen.add(id ?? '');
  }
}

function headFault(list: { readonly [key: string]: unknown }): string | null {
  const { schema_version: version = SCHEMA_VERSION, counters = {} } = list;
  if (!Number.isSafeInteger(version)) return 'schema_version is not a whole number';
  if ((version as number) > SCHEMA_VERSION) {
    return `it was written by a newer lra (schema ${version}; this one knows ${SCHEMA_VERSION})`;
  }
  const unknown = Object.keys(list).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) return `${JSON.stringify(unknown.slice(0, 80))} is no key of a task list`;
  if (!isJsonObject(counters)) return 'counters is not an object';
  for (const [key, n] of Object.entries(counters)) {
    const isKey = ROOT_COUNTERS.includes(key) || isTaskId(key);
    if (!isKey) return `${JSON.stringify(key.slice(0, 80))} is no counter`;
    if (!Number.isSafeInteger(n) || (n as number) < 0 || (n as number) > MAX_NUMBER) {
      return `the counter ${key} is not a whole number of at most 15 digits`;
    }
  }
  return null;
}

/** The place of the task that an absent one would follow in id order. */
function placeBefore(tasks: readonly Task[], id: string): number {
  let best = 0;
  for (const [index, task] of tasks.entries()) {
    if (compareIds(task.id, id) < 0 && compareIds(task.id, tasks[best]!.id) >= 0) best = index;
  }
  return best;
}

/** The ids of a list in order. */
export function sortedIds(tasks: ReadonlyMap<string, Task>): string[] {
  return [...tasks.keys()].sort(compareIds);
}
