import { childId, compareIds, idOrigin, isTaskId, rootId } from '../../core/task/id.ts';
import type { Task } from '../../core/task/task.ts';
import type { Doubt, Groups, Move, Renumbered } from './renumbered.ts';
import { ownersOf, type Side, type Witness } from './witness.ts';

/**
 * Gives every task an id of its own. Of those under one id the first keeps it; what is known to belong to another goes
 * along with that one: children get ids below the new one, dependencies name it. `last`: the highest numbers drawn.
 */
export function renumber(
  { tasks: groups, aliases }: Groups,
  witnesses: readonly Witness[],
  last: Map<string, number>,
): Renumbered {
  const names = namesOf(aliases);
  const ids = new Map<Task, string>();
  const taken = new Map<string, Task>();
  const doubts: Doubt[] = [];
  const give = (task: Task, id: string) => {
    ids.set(task, id);
    taken.set(id, task);
    const { key, n } = idOrigin(id);
    last.set(key, Math.max(last.get(key) ?? 0, n));
  };
  const affected = affectedIds(groups, aliases);
  for (const [id, tasks] of groups) if (!affected.has(id)) give(tasks[0]!, id);
  for (const id of affected) place(id);
  for (const task of aliases.keys()) ids.set(task, idNow(task));
  const result = new Map<string, Task>();
  for (const [id, task] of [...taken].sort(([a], [b]) => compareIds(a, b))) result.set(id, renamed(task, id));
  const renames = new Map([...ids].map(([task, id]) => [task, renamesOf(task, id)]));
  const moves = [...ids].flatMap(([task, id]) => moved(task, id));
  return { tasks: result, moves, doubts, names, renames };

  /** Gives ids to those under one. What stands above may be known by an id that comes later: it is placed first. */
  function place(id: string): void {
    for (const task of groups.get(id)!) {
      if (aliases.has(task) || ids.has(task)) continue;
      const parent = parentOf(task);
      const key = parent ?? idOrigin(id).key;
      const same = parent === null ? id : childId(parent, idOrigin(id).n);
      const fresh = (last.get(key) ?? 0) + 1;
      give(task, !taken.has(same) ? same : parent === null ? rootId(key, fresh) : childId(key, fresh));
      noteDoubt(task, id);
    }
  }

  function idNow(task: Task): string {
    const real = aliases.get(task) ?? task;
    if (!ids.has(real)) place(real.id);
    return ids.get(real)!;
  }

  function parentOf(task: Task): string | null {
    if (task.parent_id === null) return null;
    const parents = groups.get(task.parent_id);
    if (!parents) return task.parent_id;
    return idNow(parents.length === 1 ? parents[0]! : (ownerOf(task, parents) ?? parents[0]!));
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
      between: parents.map(idNow),
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
    const meant = meantBy(task, other);
    if (meant) return meant;
    const between = groups.get(other)!.map(idNow);
    doubts.push({ what: 'dependency', id, between });
    return between.slice(0, 1);
  }

  /** The ids now of what a task calls by one; null when nobody knows which of several. */
  function meantBy(task: Task, other: string): readonly string[] | null {
    const meant = groups.get(other);
    if (!meant) return [other];
    if (meant.length === 1) return meant.map(idNow);
    const wasSeen = (side: Side) => (names.get(task) ?? [task]).some((name) => side.depends(name, other));
    return ownersOf(meant, witnesses, wasSeen, task.updated_at)?.map(idNow) ?? null;
  }

  function renamesOf(task: Task, id: string): ReadonlyMap<string, string> {
    const renames = new Map([[task.id, id]]);
    if (task.parent_id !== null) renames.set(task.parent_id, idOrigin(id).key);
    for (const other of task.dependencies) {
      const [now, second] = meantBy(task, other) ?? [];
      if (now !== undefined && second === undefined) renames.set(other, now);
    }
    return new Map([...renames].filter(([was, now]) => was !== now));
  }

  function moved(task: Task, id: string): readonly Move[] {
    if (id === task.id) return [];
    const keeper = taken.get(task.id);
    return [{ from: task.id, to: id, task, keeper: keeper?.id === task.id ? keeper : null }];
  }
}

function namesOf(aliases: ReadonlyMap<Task, Task>): ReadonlyMap<Task, readonly Task[]> {
  const known = new Map<Task, Task[]>();
  for (const [alias, real] of aliases) known.set(real, [...(known.get(real) ?? [real]), alias]);
  return new Map([...known.values()].flatMap((names) => names.map((name) => [name, names] as const)));
}

/** The ids that more than one task has or had, and all below them, parents first. */
function affectedIds(
  groups: ReadonlyMap<string, readonly Task[]>,
  aliases: ReadonlyMap<Task, Task>,
): ReadonlySet<string> {
  const affected = new Set<string>();
  for (const id of [...groups.keys()].sort(compareIds)) {
    const [first, second] = groups.get(id)!;
    const isBelow = first!.parent_id !== null && affected.has(first!.parent_id);
    if (second || aliases.has(first!) || isBelow) affected.add(id);
  }
  return affected;
}
