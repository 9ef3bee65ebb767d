import { statusFault } from '../../core/check/reference-fault.ts';
import type { Lifecycles } from '../../core/graph/seed.ts';
import { isJsonObject } from '../../core/json.ts';
import { idOrigin } from '../../core/task/id.ts';
import type { Task } from '../../core/task/task.ts';
import { initialState } from '../../core/template/lifecycle.ts';
import { isSame } from './compare-lists.ts';
import type { MergeEvidence, Placed } from './merge-evidence.ts';
import { type Renumbered, renumber } from './renumber.ts';

export interface RepairOptions {
  /** What was acknowledged, as far as it is known. */
  readonly ours: ReadonlyMap<string, Task>;
  /** The items that could be read in the file, in order, sound or not. */
  readonly items: readonly unknown[];
  /** Those that are sound. */
  readonly placed: readonly Placed[];
  /** Whether two items under one id may be two versions of one task. */
  readonly isMerge: boolean;
  /** Whether what is missing among the items was left out on purpose, and older versions are meant. */
  readonly isMeant: boolean;
  /** The tasks of which the file was not told yet: there ours counts. */
  readonly unlisted: ReadonlySet<string>;
  readonly counters: ReadonlyMap<string, number>;
  readonly lifecycles: Lifecycles;
  /** What tells which side of a merge a task came from; asked only when two have one id. */
  readonly evidence: () => MergeEvidence;
}

/** A list made sound. */
export interface RepairedList extends Renumbered {
  /** Null when each task had an id of its own. */
  readonly evidence: MergeEvidence | null;
}

/**
 * The tasks of a damaged list, made sound: of each the highest version, no dependencies on tasks that are not there, no
 * status that its template does not have. Of two tasks under one id the one that was acknowledged keeps it, else the
 * first; the other gets a fresh one, with what is known to belong to it. What was acknowledged and is missing, or stands
 * there in an older version, comes from what was acknowledged.
 */
export function repairList(options: RepairOptions): RepairedList {
  const { ours, isMerge, isMeant, unlisted } = options;
  const named = new Set(options.items.map((item) => (isJsonObject(item) ? item.id : undefined)));
  const tasks = new Map<string, Task>();
  const others: Task[] = [];
  for (const { task } of options.placed) {
    const known = tasks.get(task.id);
    if (!known) tasks.set(task.id, task);
    else if (isMerge && known.created_at === task.created_at) {
      if (task.version > known.version) tasks.set(task.id, task);
    } else if (!isSame(known, task)) {
      // Leases and history that were acknowledged stand under the id.
      const mine = ours.get(task.id)?.created_at;
      const keeps = task.created_at === mine && known.created_at !== mine;
      if (keeps) tasks.set(task.id, task);
      others.push(keeps ? known : task);
    }
  }
  for (const [id, mine] of ours) {
    const theirs = tasks.get(id);
    const isBehind = theirs ? theirs.version < mine.version : true;
    // An item that cannot be used was not left out.
    const isUnusable = !theirs && named.has(id);
    if (unlisted.has(id) || (isBehind && !isMeant) || isUnusable) tasks.set(id, mine);
  }
  for (const id of unlisted) if (!ours.has(id)) tasks.delete(id);
  for (const task of tasks.values()) bringAncestors(task, tasks, ours);
  const { evidence, ...given } = giveIds(tasks, others, options);
  for (const [id, task] of given.tasks) given.tasks.set(id, sound(task, given.tasks, options));
  return { ...given, evidence };
}

/** A merge can take a parent out and leave its child: a task cannot be without what is above it. */
function bringAncestors(task: Task, tasks: Map<string, Task>, ours: ReadonlyMap<string, Task>): void {
  for (let id = task.parent_id; id !== null && !tasks.has(id); ) {
    const parent = ours.get(id);
    if (!parent) return;
    tasks.set(id, parent);
    id = parent.parent_id;
  }
}

function giveIds(
  tasks: Map<string, Task>,
  others: readonly Task[],
  { ours, counters, evidence }: RepairOptions,
): RepairedList {
  if (others.length === 0) return { tasks, moves: [], doubts: [], evidence: null };
  const last = new Map(counters);
  for (const id of [...tasks.keys(), ...ours.keys()]) {
    const { key, n } = idOrigin(id);
    last.set(key, Math.max(last.get(key) ?? 0, n));
  }
  const groups = new Map([...tasks].map(([id, task]) => [id, [task]]));
  for (const task of others) groups.get(task.id)?.push(task);
  const gathered = evidence();
  return { ...renumber(groups, gathered.witnesses, last), evidence: gathered };
}

function sound(task: Task, tasks: ReadonlyMap<string, Task>, { ours, lifecycles }: RepairOptions): Task {
  const dependencies = task.dependencies.filter((id) => tasks.has(id));
  const lifecycle = lifecycles(task.template);
  const isKnown = !lifecycle || statusFault(task, lifecycles) === null;
  const mine = ours.get(task.id);
  const isOursKnown =
    mine !== undefined && statusFault({ ...task, status: mine.status }, lifecycles) === null;
  const status = isKnown ? task.status : isOursKnown ? mine.status : initialState(lifecycle);
  if (dependencies.length === task.dependencies.length && isKnown) return task;
  return { ...task, dependencies, status };
}
