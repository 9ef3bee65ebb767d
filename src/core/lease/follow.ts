import { isOver } from '../graph/node.ts';
import type { Draft } from '../record/draft.ts';
import { isSameTask, sameUnderOtherIds } from '../task/same-task.ts';
import type { Task } from '../task/task.ts';
import type { Lease } from './lease.ts';

type Tasks = ReadonlyMap<string, Task>;

/** The leases of tasks that a list does not have under their ids any more. */
export function strayLeases(draft: Draft, before: Tasks, now: Tasks): readonly Lease[] {
  return [...draft.graph.leases.values()].filter(({ task_id: id }) => {
    const [was, is] = [before.get(id), now.get(id)];
    return was !== undefined && !(is && isSameTask(was, is));
  });
}

/**
 * Lets leases follow their tasks to the ids these have in a list that was taken over, and ends those of tasks that are
 * not there, or finished: a lease is of a task, whatever id that has.
 */
export function followTasks(draft: Draft, leases: readonly Lease[], before: Tasks, now: Tasks): void {
  if (leases.length === 0) return;
  const moved = sameUnderOtherIds(before, now, () => false);
  for (const { task_id: id } of leases) if (draft.graph.find(id)) draft.setLease(id, null);
  for (const lease of leases) {
    const id = moved.get(before.get(lease.task_id)!)?.id;
    const node = id === undefined ? undefined : draft.graph.find(id);
    if (node && !isOver(node)) draft.setLease(node.id, { ...lease, task_id: node.id });
  }
}
