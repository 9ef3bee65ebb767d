import { isSameTask, sameUnderOtherIds } from '../task/same-task.ts';
import type { Task } from '../task/task.ts';
import { type DroppedValue, type MergeJudge, mergeTask } from './merge-task.ts';

type Tasks = ReadonlyMap<string, Task>;

/** The lists of two branches, by id. */
export interface MergeSides {
  /** The list both began from; null when nobody has it. */
  readonly base: Tasks | null;
  readonly ours: Tasks;
  readonly theirs: Tasks;
  /** Whether these are the lists of the branches, and not what was made of them where lines merged. */
  readonly areWhole: boolean;
}

export interface ListJudge extends MergeJudge {
  /** The text of a task from before both sides; asked where the list both began from does not have it. */
  readonly before: (ours: Task, theirs: Task) => Task | undefined;
  /** Whether a task keeps its id before others. */
  readonly isAtHome: (task: Task) => boolean;
}

/** A task of which not all that somebody did was kept. */
export interface Dropped {
  readonly task: Task;
  /** A value that gave way; null for a deletion, which gave way to an edit. */
  readonly value: DroppedValue | null;
}

export interface MergedLists {
  /** The tasks by id, and under one id who keeps it first. */
  readonly groups: ReadonlyMap<string, readonly Task[]>;
  /** What a side called by another id, and the task among the groups that it is. */
  readonly aliases: ReadonlyMap<Task, Task>;
  readonly dropped: readonly Dropped[];
}

/**
 * Merges two lists task by task. What is one task is merged, also under two ids; a task that one side deleted goes,
 * unless the other changed it. Two tasks that have one id both stay, under that id.
 */
export function mergeLists({ base, ours, theirs, areWhole }: MergeSides, judge: ListJudge): MergedLists {
  const groups = new Map<string, Task[]>();
  const aliases = new Map<Task, Task>();
  const dropped: Dropped[] = [];
  const isOwn = (task: Task) => isIn(base, task);
  const origins = new Map([...originsIn(base, ours), ...originsIn(base, theirs)]);
  const pairs = sameUnderOtherIds(ours, theirs, isOwn);
  const paired = new Set(pairs.values());
  for (const task of ours.values()) {
    const other = theirs.get(task.id);
    const moved = pairs.get(task);
    if (other && isSameTask(task, other)) add(merged(task, other));
    else if (moved) addMoved(task, moved);
    else if (!wasDeleted(task)) add(task);
  }
  for (const task of theirs.values()) {
    const other = ours.get(task.id);
    if ((other && isSameTask(task, other)) || paired.has(task) || wasDeleted(task)) continue;
    add(task);
  }
  for (const group of groups.values()) {
    group.sort((a, b) => Number(judge.isAtHome(b)) - Number(judge.isAtHome(a)));
  }
  return { groups, aliases, dropped };

  function add(task: Task): void {
    const group = groups.get(task.id);
    if (group) group.push(task);
    else groups.set(task.id, [task]);
  }

  /** It keeps the id it has here, unless the other side alone gave it a new one, which is free here. */
  function addMoved(task: Task, other: Task): void {
    const follows = isOwn(task) && !ours.has(other.id);
    const [stays, goes] = follows ? [other, task] : [task, other];
    const { id, parent_id, task_file } = stays;
    const real = merged(task, other, { id, parent_id, task_file });
    add(real);
    aliases.set(goes, real);
  }

  function merged(task: Task, other: Task, place: Partial<Task> = {}): Task {
    if (task === other) return task;
    const before = origins.get(task) ?? origins.get(other) ?? judge.before(task, other);
    const done = mergeTask(before, task, other, judge);
    const whole = { ...done.task, ...place };
    for (const value of done.dropped) dropped.push({ task: whole, value });
    return whole;
  }

  function wasDeleted(task: Task): boolean {
    const before = origins.get(task);
    // Where lines merged, another task may stand under the id that the other side had for it.
    if (!before || (!areWhole && before.id !== task.id)) return false;
    if (before.version === task.version && before.updated_at === task.updated_at) return true;
    dropped.push({ task, value: null });
    return false;
  }
}

/** Each task of a list as it was before, also where it had another id. */
function originsIn(base: Tasks | null, tasks: Tasks): ReadonlyMap<Task, Task> {
  if (!base) return new Map();
  const same = [...tasks.values()].filter((task) => isIn(base, task));
  const moved = sameUnderOtherIds(tasks, base, () => false);
  return new Map([...moved, ...same.map((task) => [task, base.get(task.id)!] as const)]);
}

function isIn(list: Tasks | null, task: Task): boolean {
  const there = list?.get(task.id);
  return there !== undefined && isSameTask(there, task);
}
