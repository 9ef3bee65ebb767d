import { statusFault } from '../../core/check/reference-fault.ts';
import { reevaluate } from '../../core/graph/blocking.ts';
import { isOver } from '../../core/graph/node.ts';
import { followTasks, strayLeases } from '../../core/lease/follow.ts';
import type { Draft } from '../../core/record/draft.ts';
import { compareIds, idOrigin } from '../../core/task/id.ts';
import type { Task, TaskPatch } from '../../core/task/task.ts';
import type { TaskDocument } from './check-tasks.ts';
import { compareLists, differences, type Refuse } from './compare-lists.ts';
import { corrupt } from './lines.ts';
import type { Model } from './model.ts';
import { judgeOlder, wasTakenOutByHand } from './older-text.ts';
import type { Origin } from './origin.ts';

/**
 * Takes over a list that other hands changed. Each task is held against what was acknowledged, and `version` tells an
 * edit of the present task from one of an older text. What git wrote is taken as it stands, with its version. Failures
 * are thrown: corrupt_state with file and line. Tells whether git brought tasks.
 */
export function adoptList(
  path: string,
  model: Model,
  theirs: TaskDocument,
  draft: Draft,
  origin: Origin,
): boolean {
  const refuse: Refuse = (id, reason) => {
    throw corrupt(path, theirs.lineOf(id), `${id}: ${reason}`);
  };
  const ours = new Map([...model.tasks()].map((task) => [task.id, task]));
  const { changed, older, restamped, gone } = compareLists(model, ours, theirs, refuse);
  const isAnyOther = [changed, older, restamped, gone].some((ids) => ids.length > 0);
  const isFromGit = isAnyOther && origin.isFromGit();
  const asWritten = isFromGit ? [...older, ...restamped] : rollBacks(ours, theirs, older, origin, refuse);
  if (gone.length > 0 && !isFromGit) {
    const more = gone.length > 1 ? `, and ${gone.length - 1} more` : '';
    refuse(gone[0]!, `it is missing from the file${more}; a task is deleted with: lra delete`);
  }
  const touched = [...changed, ...asWritten].sort(compareIds);
  const strays = strayLeases(draft, ours, theirs.tasks);
  for (const id of touched) {
    const [mine, task] = [ours.get(id), theirs.tasks.get(id)!];
    const fault = isAsBefore(mine, task) ? null : statusFault(task, model.lifecycles);
    if (fault) refuse(id, fault);
    if (!mine) {
      if (!isFromGit) checkNumber(task.id, draft, origin, refuse);
      draft.create(task);
    } else draft.update(id, { ...differences(mine, task), ...stamp(mine, task, isFromGit) });
  }
  for (const id of gone.toReversed()) draft.remove(id);
  for (const [key, n] of theirs.counters) if (n > draft.graph.lastNumber(key)) draft.setCounter(key, n);
  followTasks(draft, strays, ours, theirs.tasks);
  settle(draft, touched);
  return isFromGit;
}

/** An edit makes the version grow; what git wrote goes back and forth with the branch. */
function stamp(mine: Task, { version, updated_at }: Task, isFromGit: boolean): TaskPatch {
  return isFromGit ? { version, updated_at } : { version: Math.max(version, mine.version + 1) };
}

/** Of the tasks that stand in the file with an older text that git did not write, those to be set back to it. */
function rollBacks(
  ours: ReadonlyMap<string, Task>,
  theirs: TaskDocument,
  older: readonly string[],
  origin: Origin,
  refuse: Refuse,
): readonly string[] {
  if (older.length === 0) return older;
  const verdicts = judgeOlder(ours, theirs, older, origin.entries());
  const edited = older.find((id) => (verdicts.get(id) ?? 'refuse') === 'refuse');
  if (edited !== undefined) {
    const [was, is] = [theirs.tasks.get(edited)!.version, ours.get(edited)!.version];
    refuse(edited, `this is an edit of version ${was}, and version ${is} is here already`);
  }
  return older.filter((id) => verdicts.get(id) === 'take-theirs');
}

/** A template may have changed, or gone, since the task was made: that is not for who edits the list to mend. */
function isAsBefore(mine: Task | undefined, task: Task): boolean {
  return mine?.status === task.status && mine.template === task.template;
}

/** The number of a task that was deleted here is not drawn again, unless the same hands bring it back. */
function checkNumber(id: string, draft: Draft, origin: Origin, refuse: Refuse): void {
  const { key, n } = idOrigin(id);
  const last = draft.graph.lastNumber(key);
  if (n <= last && !wasTakenOutByHand(id, origin.entries())) {
    refuse(id, `it is not here, and numbers up to ${last} were drawn before; a new task takes the next`);
  }
}

/** Brings in line what follows from a status: the time of its end, its lease, and who waits for whom. */
function settle(draft: Draft, ids: readonly string[]): void {
  const nodes = ids.map((id) => draft.graph.find(id)!);
  for (const node of nodes) {
    const { finished_at: at } = draft.task(node.id)!;
    if (isOver(node) && at === null) draft.update(node.id, { finished_at: draft.at });
    if (!isOver(node) && at !== null) draft.update(node.id, { finished_at: null });
    if (isOver(node) && node.lease) draft.setLease(node.id, null);
  }
  reevaluate(draft, new Set(nodes.flatMap((node) => [node, ...node.dependents])));
}
