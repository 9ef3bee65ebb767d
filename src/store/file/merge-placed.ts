import type { Lifecycles } from '../../core/graph/seed.ts';
import { type MergedLists, mergeLists } from '../../core/merge/merge-lists.ts';
import type { MergeSide } from '../../core/merge/merge-task.ts';
import type { Task } from '../../core/task/task.ts';
import type { MergeEvidence, Placed } from './merge-evidence.ts';
import type { SideHistory } from './side-history.ts';

export interface PlacedMerge {
  readonly placed: readonly Placed[];
  readonly lifecycles: Lifecycles;
  readonly evidence: MergeEvidence;
  readonly history: SideHistory;
  /** Whether a task was acknowledged here, under its id. */
  readonly isAtHome: (task: Task) => boolean;
}

/** Merges the two sides of a list in conflict; a task that stands on one side twice is there twice. */
export function mergePlaced({ placed, evidence, history, ...judge }: PlacedMerge): MergedLists {
  const sides = { base: evidence.base, ...(branchSides(placed, evidence) ?? shownSides(placed)) };
  const merged = mergeLists(sides, {
    ...judge,
    changedAt: (side, task, field) => history.changedAt(side, task, field),
    before: (ours, theirs) => history.before(ours, theirs),
  });
  return sides.areWhole ? merged : { ...merged, groups: withRepeats(merged.groups, placed, sides) };
}

interface Sides {
  readonly ours: ReadonlyMap<string, Task>;
  readonly theirs: ReadonlyMap<string, Task>;
  readonly areWhole: boolean;
}

/** The lists of the branches, with what somebody resolved by hand; null when they are not those of this conflict. */
function branchSides(placed: readonly Placed[], { branches, merged }: MergeEvidence): Sides | null {
  const branch = branches.find(([ours, theirs]) =>
    placed.every(({ task, side }) => {
      if (side === 'ours') return isIn(ours, task);
      return side !== 'theirs' || isIn(theirs, task);
    }),
  );
  if (!branch) return null;
  const [ours, theirs] = branch.map((list) => new Map(list)) as [Map<string, Task>, Map<string, Task>];
  for (const { task, side } of placed) {
    if (side !== 'both' || (isIn(ours, task) && isIn(theirs, task))) continue;
    const isOneSided =
      !merged || [ours, theirs].some((list) => isEqual(list.get(task.id), merged.get(task.id)));
    if (isOneSided && (isIn(ours, task) || isIn(theirs, task))) continue;
    // git would have left a conflict.
    ours.set(task.id, task);
    theirs.set(task.id, task);
  }
  return { ours, theirs, areWhole: true };
}

/** What stands on either side of the conflicts, and outside of them. */
function shownSides(placed: readonly Placed[]): Sides {
  const on = (side: MergeSide) => {
    const found = new Map<string, Task>();
    for (const { task, side: place } of placed) {
      if ((place === side || place === 'both') && !found.has(task.id)) found.set(task.id, task);
    }
    return found;
  };
  return { ours: on('ours'), theirs: on('theirs'), areWhole: false };
}

/** What stands on one side a second time is there as well. */
function withRepeats(
  groups: ReadonlyMap<string, readonly Task[]>,
  placed: readonly Placed[],
  { ours, theirs }: Sides,
): ReadonlyMap<string, readonly Task[]> {
  const all = new Map(groups);
  for (const { task, side } of placed) {
    const isKnown = side === 'neither' || [ours, theirs].some((list) => list.get(task.id) === task);
    if (!isKnown) all.set(task.id, [...(all.get(task.id) ?? []), task]);
  }
  return all;
}

function isIn(list: ReadonlyMap<string, Task>, task: Task): boolean {
  return isEqual(list.get(task.id), task);
}

function isEqual(a: Task | undefined, b: Task | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
