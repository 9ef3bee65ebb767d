import { childId, compareIds, idOrigin, isTaskId, rootId } from '../../core/task/id.ts';
import type { Task } from '../../core/task/task.ts';
import { ownersOf, type Witness } from './witness.ts';

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
}

/**
 * Gives every task an id of its own. Of those under one id the first keeps it; what is known to belong to another goes
 * along with that one: children get ids below the new one, dependencies name it. `last`: the highest numbers drawn.
 */
export function renumber(
  groups: ReadonlyMap<string, readonly Task[]>,
  witnesses: readonly Witness[],
  last: Map<string, number>,
): Renumbered {
  const ids = new Map<Task, string>();
  const taken = new Map<string, Task>();
  const doubts: Doubt[] = [];
  const give = (task: Task, id: string) => {
    ids.set(task, id);
    taken.set(id, task);
    const { key, n } = idOrigin(id);
    last.set(key, Math.max(last.get(key) ?? 0, n));
  };
  const affected = affectedIds(groups);
  for (const [id, tasks] of groups) if (!affected.has(id)) give(tasks[0]!, id);
  for (const id of affected) {
    for (const task of groups.get(id)!) {
      const parent = parentOf(task);
      const key = parent ?? idOrigin(id).key;
      const same = parent === null ? id : childId(parent, idOrigin(id).n);
      const fresh = (last.get(key) ?? 0) + 1;
      give(task, !taken.has(same) ? same : parent === null ? rootId(key, fresh) : childId(key, fresh));
      noteDoubt(task, id);
    }
  }
  const result = new Map<string, Task>();
  for (const [id, task] of [...taken].sort(([a], [b]) => compareIds(a, b))) result.set(id, renamed(task, id));
  return { tasks: result, moves: [...ids].flatMap(([task, id]) => moved(task, id)), doubts };

  function parentOf(task: Task): string | null {
    if (task.parent_id === null) return null;
    const parents = groups.get(task.parent_id);
    if (!parents) return task.parent_id;
    return ids.get(parents.length === 1 ? parents[0]! : (ownerOf(task, parents) ?? parents[0]!))!;
  }

  function ownerOf(task: Task, parents: readonly Task[]): Task | null {
    const owners = ownersOf(parents, witnesses, (side) => side.has(task), task.created_at);
    return owners?.length === 1 ? owners[0]! : null;
  }

  function noteDoubt(task: Task, id: string): void {
    const parents = (task.parent_id !== null && groups.get(task.parent_id)) || [];
    if (parents.length < 2 || ownerOf(task, parents)) return;
    doubts.push({
      what: 'child',
      id: ids.get(task) ?? id,
      between: parents.map((parent) => ids.get(parent)!),
    });
  }

  function renamed(task: Task, id: string): Task {
    const dependencies = [...new Set(task.dependencies.flatMap((other) => dependencyOf(task, id, other)))];
    const isSame = id === task.id && dependencies.every((other, i) => other === task.dependencies[i]);
    if (isSame && dependencies.length === task.dependencies.length) return task;
    const { key } = idOrigin(id);
    return { ...task, id, parent_id: isTaskId(key) ? key : null, task_file: `tasks/${id}.md`, dependencies };
  }

  function dependencyOf(task: Task, id: string, other: string): readonly string[] {
    const meant = groups.get(other);
    if (!meant) return [other];
    if (meant.length === 1) return [ids.get(meant[0]!)!];
    const owners = ownersOf(meant, witnesses, (side) => side.depends(task, other), task.updated_at);
    if (owners) return owners.map((owner) => ids.get(owner)!);
    doubts.push({ what: 'dependency', id, between: meant.map((one) => ids.get(one)!) });
    return [ids.get(meant[0]!)!];
  }

  function moved(task: Task, id: string): readonly Move[] {
    if (id === task.id) return [];
    const keeper = taken.get(task.id);
    return [{ from: task.id, to: id, task, keeper: keeper?.id === task.id ? keeper : null }];
  }
}

/** The ids that more than one task has, and all below them, parents first. */
function affectedIds(groups: ReadonlyMap<string, readonly Task[]>): ReadonlySet<string> {
  const affected = new Set<string>();
  for (const id of [...groups.keys()].sort(compareIds)) {
    const [first, second] = groups.get(id)!;
    if (second || (first!.parent_id !== null && affected.has(first!.parent_id))) affected.add(id);
  }
  return affected;
}
