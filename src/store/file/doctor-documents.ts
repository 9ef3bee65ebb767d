import { join } from 'node:path';
import { type Symptom, type SymptomCode, symptomOf } from '../../core/check/symptom.ts';
import { FailureError } from '../../core/failure.ts';
import { findAnyCycle } from '../../core/graph/cycle.ts';
import { TaskGraph } from '../../core/graph/graph.ts';
import { isTaskId } from '../../core/task/id.ts';
import type { Task } from '../../core/task/task.ts';
import { type ListFault, listFaults, ringText } from './check-tasks.ts';
import { asIoError, readIfThere, type StoreFs } from './fs.ts';
import { namesIn } from './journal.ts';
import type { Layout } from './layout.ts';
import { type ParsedDocument, parseDocument } from './lines.ts';
import { lockFaults } from './locks-file.ts';
import { isOriginal } from './originals.ts';
import { recordFaults, recordPath } from './record-file.ts';
import { soundEntries } from './sound-items.ts';

interface Fault {
  readonly code?: SymptomCode;
  readonly line: number;
  readonly reason: string;
  readonly fixable?: boolean;
}

/** What is wrong with `task_list.json` by itself: every task, and what they name. `hasLog`: whether a copy can be had. */
export function listSymptoms(fs: StoreFs, layout: Layout, hasLog: boolean): readonly Symptom[] {
  const path = layout.taskList;
  const found = documentSymptoms(fs, path, listDocumentFaults, hasLog);
  if (found) return found;
  const message = hasLog
    ? 'the file is missing'
    : 'the file is missing, and there is no log to restore it from';
  return [
    { code: 'missing_file', severity: 'error', message: `${path}: ${message}`, file: path, fixable: hasLog },
  ];
}

/** What is wrong with `locks.json` by itself. */
export function lockSymptoms(fs: StoreFs, layout: Layout): readonly Symptom[] {
  return (
    documentSymptoms(fs, layout.locks, (parsed) => withCode('invalid_lease', lockFaults(parsed)), true) ?? []
  );
}

/** What is wrong with the records, each by itself. */
export function recordSymptoms(fs: StoreFs, layout: Layout): readonly Symptom[] {
  return namesIn(fs, layout.records).flatMap((name) => {
    const path = join(layout.records, name);
    if (isOriginal(name)) return [];
    if (!name.endsWith('.json') || !isTaskId(name.slice(0, -'.json'.length))) return [stray(path)];
    return (
      documentSymptoms(fs, path, (parsed) => withCode('invalid_record', recordFaults(parsed)), true) ?? []
    );
  });
}

/** Briefs that no task here has. */
export function briefSymptoms(fs: StoreFs, layout: Layout, has: (id: string) => boolean): readonly Symptom[] {
  const names = namesIn(fs, layout.tasks).filter((name) => name.endsWith('.md'));
  const strays = names.filter((name) => isTaskId(name.slice(0, -3)) && !has(name.slice(0, -3)));
  return strays.map((name) => stray(join(layout.tasks, name)));
}

/**
 * Records that no task here has, and that do not tell of a deletion either: a merge that was mended and then taken back
 * leaves them behind.
 */
export function strayRecordSymptoms(
  fs: StoreFs,
  layout: Layout,
  has: (id: string) => boolean,
): readonly Symptom[] {
  const ids = namesIn(fs, layout.records).flatMap((name) =>
    name.endsWith('.json') ? name.slice(0, -5) : [],
  );
  const paths = ids.filter((id) => isTaskId(id) && !has(id)).map((id) => recordPath(layout, id));
  const tellsOfEnd = (path: string) =>
    soundEntries(readIfThere(fs, path)).some(({ entry }) => entry.deleted !== undefined);
  return paths.filter((path) => !tellsOfEnd(path)).map(stray);
}

/** Null when there is no such file. */
function documentSymptoms(
  fs: StoreFs,
  path: string,
  faultsOf: (parsed: ParsedDocument) => Iterable<Fault>,
  fixable: boolean,
): readonly Symptom[] | null {
  try {
    const bytes = readIfThere(fs, path);
    if (!bytes) return null;
    return [...faultsOf(parseDocument(path, bytes))].map((fault) => ({
      code: fault.code ?? 'unreadable_file',
      severity: 'error',
      message: `${path}:${fault.line}: ${fault.reason}`,
      file: path,
      line: fault.line,
      fixable: fault.fixable ?? fixable,
    }));
  } catch (error) {
    const known = asIoError(error);
    if (!(known instanceof FailureError)) throw known;
    const isConflict = /conflict markers/.test(known.failure.message);
    const canSalvage = fixable || isConflict;
    return [symptomOf(isConflict ? 'merge_conflict' : 'unreadable_file', known.failure, canSalvage)];
  }
}

function* listDocumentFaults(parsed: ParsedDocument): Generator<Fault> {
  const faults = [...listFaults(parsed)];
  yield* faults.map(listFault);
  if (faults.some(({ code }) => code === 'invalid_list')) return;
  const wrong = new Set(faults.map(({ index }) => index));
  const all = (parsed.value as { tasks: Task[] }).tasks;
  const places = new Map(all.flatMap((task, index) => (wrong.has(index) ? [] : [[task.id, index] as const])));
  for (const [id, index] of places) {
    const { parent_id: parent, dependencies } = all[index]!;
    // The line is found by reading the file up to it: only for what is wrong.
    const place = () => ({ code: 'missing_reference' as const, line: parsed.lineOf('tasks', index) });
    if (parent !== null && !places.has(parent)) {
      yield { ...place(), reason: `${id}: the parent ${parent} is not there` };
    }
    for (const missing of dependencies.filter((other) => !places.has(other))) {
      yield { ...place(), reason: `${id}: the dependency ${missing} is not there`, fixable: true };
    }
  }
  const graph = TaskGraph.of(
    [...places.values()].map((index) => all[index]!),
    () => undefined,
  );
  const ring = findAnyCycle(graph.nodes);
  if (!ring) return;
  const line = parsed.lineOf('tasks', places.get(ring[0]!)!);
  yield {
    code: 'dependency_cycle',
    line,
    reason: `a task waits for itself: ${ringText(ring)}`,
    fixable: false,
  };
}

function listFault({ code, line, reason }: ListFault): Fault {
  const codes = {
    invalid_list: 'unreadable_file',
    invalid_task: 'invalid_task',
    duplicate_id: 'duplicate_id',
  } as const;
  return { code: codes[code], line, reason, fixable: true };
}

function* withCode(code: SymptomCode, faults: Iterable<Fault>): Generator<Fault> {
  for (const fault of faults) yield { ...fault, code };
}

function stray(path: string): Symptom {
  return {
    code: 'stray_file',
    severity: 'warning',
    message: `${path}: it belongs to no task`,
    file: path,
    fixable: false,
  };
}
