import { Rewind } from '../../core/record/rewind.ts';
import { compareIds } from '../../core/task/id.ts';
import type { Task, TaskPatch } from '../../core/task/task.ts';
import { sortedIds, type TaskDocument } from './check-tasks.ts';
import type { Model } from './model.ts';

/** Stops with file and line: what other hands did to this task cannot be taken over. */
export type Refuse = (id: string, reason: string) => never;

/** A list that other hands changed, held against what was acknowledged; ids in order. */
export interface Comparison {
  /** New ones, and those that are newer than the acknowledged ones. */
  readonly changed: readonly string[];
  /** Those with another text and a lower version. */
  readonly older: readonly string[];
  /** Those that say the same, with another version or time of change. */
  readonly restamped: readonly string[];
  readonly gone: readonly string[];
}

/**
 * Compares task by task. What a large list was not told yet stays as it is, if the list has it as it was told; a task
 * that changed on both sides is refused, whoever wrote it.
 */
export function compareLists(
  model: Model,
  ours: ReadonlyMap<string, Task>,
  theirs: TaskDocument,
  refuse: Refuse,
): Comparison {
  const listed = listedTasks(model, ours);
  const changed: string[] = [];
  const older: string[] = [];
  const restamped: string[] = [];
  for (const id of sortedIds(theirs.tasks)) {
    const task = theirs.tasks.get(id)!;
    const mine = ours.get(id);
    if (listed.has(id)) {
      const before = listed.get(id);
      if (isSame(before, task) || isSame(mine, task)) continue;
      refuse(id, 'it was changed here, and by a command that the file did not show yet');
    }
    if (!mine || task.version > mine.version) changed.push(id);
    else if (!isSame(mine, task)) {
      if (task.version === mine.version) changed.push(id);
      else older.push(id);
    } else if (task.version !== mine.version || task.updated_at !== mine.updated_at) restamped.push(id);
  }
  const gone: string[] = [];
  for (const id of ours.keys()) {
    if (theirs.tasks.has(id)) continue;
    if (!listed.has(id)) gone.push(id);
    else if (listed.get(id))
      refuse(id, 'it is missing here, and a command changed it that the file did not show yet');
  }
  return { changed, older, restamped, gone: gone.sort(compareIds) };
}

/** The tasks that changed after the list was written last, as that list had them: undefined for those it had not. */
function listedTasks(model: Model, ours: ReadonlyMap<string, Task>): ReadonlyMap<string, Task | undefined> {
  const written = Math.max(...model.listWritings.values());
  const ids = [...model.unlisted().keys()];
  const past = new Rewind(ids.flatMap((id) => (ours.has(id) ? [[id, ours.get(id)!] as const] : [])));
  for (const entry of model.tail.toReversed()) if (entry.generation > written) past.before(entry);
  return new Map(ids.map((id) => [id, past.tasks.get(id)]));
}

/**
 * The fields in which a task of the file differs, also those that lra does not know; the bookkeeping is lra's own. Null
 * stands for a key that was taken away.
 */
export function differences(mine: Task, theirs: Task): TaskPatch {
  const fields = new Set([...Object.keys(mine), ...Object.keys(theirs)]);
  for (const field of ['id', 'version', 'updated_at']) fields.delete(field);
  const valueIn = (task: object, field: string) => (task as { [field: string]: unknown })[field] ?? null;
  const differing = [...fields].filter(
    (field) => JSON.stringify(valueIn(mine, field)) !== JSON.stringify(valueIn(theirs, field)),
  );
  return Object.fromEntries(differing.map((field) => [field, valueIn(theirs, field)]));
}

export function isSame(a: Task | undefined, b: Task): boolean {
  return a !== undefined && Object.keys(differences(a, b)).length === 0;
}
