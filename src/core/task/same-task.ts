import { idOrigin } from './id.ts';
import type { Task } from './task.ts';

type Birth = Pick<Task, 'created_at' | 'created_by'>;

/** Whether two texts are of one task, whatever id each has: a task is known by when it was created, and by whom. */
export function isSameTask(a: Birth, b: Birth): boolean {
  return a.created_at === b.created_at && a.created_by === b.created_by;
}

/**
 * The tasks of two lists that are one task under two ids. What one command made at once (the parts of a split) is told
 * apart by its place and its description; those of which more than one could be meant are left out. `isOwn`: whether an
 * id was this task's own before the lists parted; two tasks that both had theirs are two.
 */
export function sameUnderOtherIds(
  ours: ReadonlyMap<string, Task>,
  theirs: ReadonlyMap<string, Task>,
  isOwn: (task: Task) => boolean,
): ReadonlyMap<Task, Task> {
  const alone = (tasks: ReadonlyMap<string, Task>, others: ReadonlyMap<string, Task>) =>
    [...tasks.values()].filter((task) => {
      const other = others.get(task.id);
      return !other || !isSameTask(task, other);
    });
  const mine = grouped(alone(ours, theirs));
  const pairs = new Map<Task, Task>();
  for (const [key, others] of grouped(alone(theirs, ours))) {
    const ones = mine.get(key) ?? [];
    for (const one of ones) {
      const other = counterpart(one, ones, others);
      if (other && !(isOwn(one) && isOwn(other))) pairs.set(one, other);
    }
  }
  return pairs;
}

function counterpart(one: Task, ones: readonly Task[], others: readonly Task[]): Task | null {
  if (ones.length === 1 && others.length === 1) return others[0]!;
  const isAlike = ({ description }: Task) => description === one.description;
  const alike = others.filter(isAlike);
  return alike.length === 1 && ones.filter(isAlike).length === 1 ? alike[0]! : null;
}

/** By birth, and by how deep they stand: a part is not the whole that was made with it. */
function grouped(tasks: readonly Task[]): ReadonlyMap<string, readonly Task[]> {
  const groups = new Map<string, Task[]>();
  for (const task of tasks) {
    const depth = task.parent_id === null ? 0 : idOrigin(task.id).key.split('_').length;
    const key = JSON.stringify([task.created_at, task.created_by, depth]);
    const known = groups.get(key);
    if (known) known.push(task);
    else groups.set(key, [task]);
  }
  return groups;
}
