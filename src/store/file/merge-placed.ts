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
  const on = (side: MergeSide) => {
    const found = new Map<string, Task>();
    for (const { task, side: place } of placed) {
      if ((place === side || place === 'both') && !found.has(task.id)) found.set(task.id, task);
    }
    return found;
  };
  const sides = { base: evidence.base, ours: on('ours'), theirs: on('theirs') };
  const merged = mergeLists(sides, {
    ...judge,
    changedAt: (side, task, field) => history.changedAt(side, task, field),
    before: (ours, theirs) => history.before(ours, theirs),
  });
  const isRead = ({ task }: Placed) => [sides.ours, sides.theirs].some((side) => side.get(task.id) === task);
  const groups = new Map(merged.groups);
  for (const one of placed) {
    const { task, side } = one;
    if (side !== 'neither' && !isRead(one)) groups.set(task.id, [...(groups.get(task.id) ?? []), task]);
  }
  return { ...merged, groups };
}
