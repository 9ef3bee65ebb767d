import { statusFault } from '../../core/check/reference-fault.ts';
import type { Lifecycles } from '../../core/graph/seed.ts';
import { isJsonObject } from '../../core/json.ts';
import type { Dropped, MergedLists } from '../../core/merge/merge-lists.ts';
import { idOrigin } from '../../core/task/id.ts';
import { isSameTask } from '../../core/task/same-task.ts';
import type { Task } from '../../core/task/task.ts';
import { initialState } from '../../core/template/lifecycle.ts';
import { isSame } from './compare-lists.ts';
import type { MergeEvidence, Placed } from './merge-evidence.ts';
import { mergePlaced } from './merge-placed.ts';
import { renumber } from './renumber.ts';
import type { Renumbered } from './renumbered.ts';
import type { SideHistory } from './side-history.ts';

export interface RepairOptions {
  /** What was acknowledged, as far as it is known. */
  readonly ours: ReadonlyMap<string, Task>;
  /** The items that could be read in the file, in order, sound or not. */
  readonly items: readonly unknown[];
  /** Those that are sound. */
  readonly placed: readonly Placed[];
  /** Whether the items stand on the sides of a merge, so that two may be one task. */
  readonly isMerge: boolean;
  /** Whether what is missing among the items was left out on purpose, and older versions are meant. */
  readonly isMeant: boolean;
  /** The tasks of which the file was not told yet: there ours counts. */
  readonly unlisted: ReadonlySet<string>;
  readonly counters: ReadonlyMap<string, number>;
  readonly lifecycles: Lifecycles;
  /** What tells which side of a merge a task came from; asked only after a merge, or when two have one id. */
  readonly evidence: () => MergeEvidence;
  readonly history: (evidence: MergeEvidence) => SideHistory;
}

/** A list made sound. */
export interface RepairedList extends Renumbered {
  /** Null when there was no merge, and each task had an id of its own. */
  readonly evidence: MergeEvidence | null;
  /** What gave way where two branches changed one task. */
  readonly dropped: readonly Dropped[];
}

/**
 * The tasks of a damaged list, made sound: of each what both sides of a merge made of it, no dependencies on tasks that are not there, no
 * status that its template does not have. Of two tasks under one id the one that was acknowledged keeps it, else the
 * first; the other gets a fresh one, with what is known to belong to it. What was acknowledged and is missing, or stands
 * there in an older version, comes from what was acknowledged.
 */
export function repairList(options: RepairOptions): RepairedList {
  const { ours, isMerge, isMeant, unlisted } = options;
  const usable = new Set<unknown>(options.placed.map(({ task }) => task));
  const unusable = options.items.filter((item) => !usable.has(item));
  const named = new Set(unusable.map((item) => (isJsonObject(item) ? item.id : undefined)));
  const evidence = isMerge ? options.evidence() : null;
  const { groups, aliases, dropped } = evidence ? merged(options, evidence) : asListed(options);
  const tasks = new Map<string, Task>();
  const others: Task[] = [];
  for (const [id, group] of groups) {
    tasks.set(id, group[0]!);
    others.push(...group.slice(1));
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
  const { tasks: given, ...rest } = giveIds(tasks, others, aliases, evidence, options);
  for (const [id, task] of given) given.set(id, sound(task, given, options));
  return { ...rest, tasks: given, dropped };
}

function merged({ ours, placed, lifecycles, history }: RepairOptions, evidence: MergeEvidence): MergedLists {
  const isAtHome = (task: Task) => {
    const mine = ours.get(task.id);
    return mine !== undefined && isSameTask(mine, task);
  };
  return mergePlaced({ placed, lifecycles, evidence, history: history(evidence), isAtHome });
}

/** What stands in a list that is no merge: what says the same under one id is one task. */
function asListed({ ours, placed }: RepairOptions): MergedLists {
  const groups = new Map<string, Task[]>();
  for (const { task } of placed) {
    const group = groups.get(task.id);
    if (!group) groups.set(task.id, [task]);
    else if (!isSame(group[0], task)) {
      // Leases and history that were acknowledged stand under the id.
      const mine = ours.get(task.id)?.created_at;
      const keeps = task.created_at === mine && group[0]!.created_at !== mine;
      if (keeps) group.unshift(task);
      else group.push(task);
    }
  }
  return { groups, aliases: new Map(), dropped: [] };
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
  aliases: ReadonlyMap<Task, Task>,
  known: MergeEvidence | null,
  { ours, counters, evidence }: RepairOptions,
): Omit<RepairedList, 'dropped'> {
  if (others.length === 0 && aliases.size === 0) return { ...unmoved(tasks), evidence: known };
  const last = new Map(counters);
  for (const id of [...tasks.keys(), ...ours.keys()]) {
    const { key, n } = idOrigin(id);
    last.set(key, Math.max(last.get(key) ?? 0, n));
  }
  const groups = new Map([...tasks].map(([id, task]) => [id, [task]]));
  for (const task of [...others, ...aliases.keys()]) {
    const group = groups.get(task.id);
    if (group) group.push(task);
    else groups.set(task.id, [task]);
  }
  const gathered = known ?? evidence();
  return { ...renumber({ tasks: groups, aliases }, gathered.witnesses, last), evidence: gathered };
}

function unmoved(tasks: Map<string, Task>): Renumbered {
  return { tasks, moves: [], doubts: [], names: new Map(), renames: new Map() };
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
