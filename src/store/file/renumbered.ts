import type { Task } from '../../core/task/task.ts';

/** A task that has another id now. */
export interface Move {
  readonly from: string;
  readonly to: string;
  /** As it was under the old id. */
  readonly task: Task;
  /** The task that kept the old id; null when it is free now. */
  readonly keeper: Task | null;
}

/** Something that named an id which two tasks had, and nobody knows which of them it meant. */
export interface Doubt {
  readonly what: 'child' | 'dependency';
  /** The child, or the task with the dependency, by its id now. */
  readonly id: string;
  /** The ids now of the tasks it may belong to; it was left with the first. */
  readonly between: readonly string[];
}

export interface Renumbered {
  readonly tasks: Map<string, Task>;
  readonly moves: readonly Move[];
  readonly doubts: readonly Doubt[];
  /** A task under each id that a branch gave it, where that is more than one. */
  readonly names: ReadonlyMap<Task, readonly Task[]>;
  /** What became of the ids that a task knows: its own, that above it, and those it waits for. */
  readonly renames: ReadonlyMap<Task, ReadonlyMap<string, string>>;
}

/** Which tasks had which id. */
export interface Groups {
  /** Under one id: who keeps it first. */
  readonly tasks: ReadonlyMap<string, readonly Task[]>;
  /** Those among them that are known to be another among them, under the id that a branch gave it. */
  readonly aliases: ReadonlyMap<Task, Task>;
}
