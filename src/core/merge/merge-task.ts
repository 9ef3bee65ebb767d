import type { Lifecycles } from '../graph/seed.ts';
import { BLOCKED, type Task } from '../task/task.ts';
import { phaseOf } from '../template/lifecycle.ts';
import { mergeSets } from './merge-sets.ts';

export type MergeSide = 'ours' | 'theirs';

/** What deciding between two values of one field turns on. */
export interface MergeJudge {
  readonly lifecycles: Lifecycles;
  /** When a field was changed last on a side, UTC ISO 8601. */
  readonly changedAt: (side: MergeSide, task: Task, field: string) => string;
}

/** A change that gave way to another of the same field. */
export interface DroppedValue {
  readonly field: string;
  readonly kept: unknown;
  readonly dropped: unknown;
}

export interface MergedTask {
  readonly task: Task;
  readonly dropped: readonly DroppedValue[];
}

/** Where a task stands, and what made it: none of it is anyone's edit. */
const FIXED = ['id', 'parent_id', 'task_file', 'created_at', 'created_by', 'version', 'updated_at'];
const SETS = ['labels', 'dependencies'];

/** How far along each phase is; being blocked comes and goes with the graph. */
const PROGRESS = { blocked: 0, unstarted: 0, started: 1, failed: 2, finished: 3 } as const;

/**
 * Merges two texts of one task, field by field, against the one both began from; undefined where nobody has it, and then
 * each difference is a conflict. A field that one side changed is as that side has it; labels and dependencies merge as
 * sets. Of two statuses the further along stays, of two other values the later. Id and place are those of `ours`.
 */
export function mergeTask(base: Task | undefined, ours: Task, theirs: Task, judge: MergeJudge): MergedTask {
  const merged: Record<string, unknown> = { ...ours };
  const dropped: DroppedValue[] = [];
  const fields = new Set([...Object.keys(ours), ...Object.keys(theirs)]);
  for (const field of [...FIXED, 'status', 'finished_at']) fields.delete(field);
  for (const field of fields) {
    const [before, a, b] = [base, ours, theirs].map((task) => valueIn(task, field));
    if (SETS.includes(field)) {
      merged[field] = mergeSets(before as readonly string[] | undefined, a as string[], b as string[]);
    } else choose(field, oneSided(base && { before }, a, b) ?? laterSide(field), a, b);
  }
  const status = statusSide();
  choose('status', status, ours.status, theirs.status);
  merged.finished_at = (status === 'ours' ? ours : theirs).finished_at;
  return { task: stamped(merged as unknown as Task, ours, theirs), dropped };

  function choose(field: string, side: MergeSide, a: unknown, b: unknown): void {
    const [kept, other] = side === 'ours' ? [a, b] : [b, a];
    if (kept === undefined) delete merged[field];
    else merged[field] = kept;
    const isConflict = !isEqual(a, b) && !(base && [a, b].some((v) => isEqual(valueIn(base, field), v)));
    const follows = field === 'status' && [a, b].includes(BLOCKED);
    if (isConflict && !follows) dropped.push({ field, kept: kept ?? null, dropped: other ?? null });
  }

  function laterSide(field: string): MergeSide {
    const [mine, its] = [judge.changedAt('ours', ours, field), judge.changedAt('theirs', theirs, field)];
    if (mine !== its) return mine > its ? 'ours' : 'theirs';
    if (ours.version !== theirs.version) return ours.version > theirs.version ? 'ours' : 'theirs';
    // Whoever merges, the same value stays.
    const text = (task: Task) => JSON.stringify(valueIn(task, field)) ?? '';
    return text(ours) >= text(theirs) ? 'ours' : 'theirs';
  }

  function statusSide(): MergeSide {
    const decided = oneSided(base && { before: base.status }, ours.status, theirs.status);
    if (decided) return decided;
    const [mine, its] = [progress(ours, judge), progress(theirs, judge)];
    if (mine === its) return laterSide('status');
    return mine > its ? 'ours' : 'theirs';
  }
}

/** The side whose value stands without a choice: the only one that changed it; null when both did. */
function oneSided(base: { readonly before: unknown } | undefined, a: unknown, b: unknown): MergeSide | null {
  if (isEqual(a, b)) return 'ours';
  if (!base) return null;
  if (isEqual(base.before, b)) return 'ours';
  return isEqual(base.before, a) ? 'theirs' : null;
}

function progress(task: Task, { lifecycles }: MergeJudge): number {
  return PROGRESS[phaseOf(lifecycles(task.template), task.status)];
}

/** A text that neither side had is newer than both. */
function stamped(merged: Task, ours: Task, theirs: Task): Task {
  const sides = [ours, theirs];
  const version = Math.max(...sides.map((side) => side.version));
  const updated_at = ours.updated_at > theirs.updated_at ? ours.updated_at : theirs.updated_at;
  const isKnown = sides.some((side) => side.version === version && saysTheSame(side, merged));
  return { ...merged, version: isKnown ? version : version + 1, updated_at };
}

function saysTheSame(a: Task, b: Task): boolean {
  const fields = new Set([...Object.keys(a), ...Object.keys(b)]);
  for (const field of FIXED) fields.delete(field);
  return [...fields].every((field) => isEqual(valueIn(a, field), valueIn(b, field)));
}

function valueIn(task: Task | undefined, field: string): unknown {
  return (task as { readonly [field: string]: unknown } | undefined)?.[field];
}

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
