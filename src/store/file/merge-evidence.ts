import { FailureError } from '../../core/failure.ts';
import type { Task } from '../../core/task/task.ts';
import { parseTaskList } from './check-tasks.ts';
import type { ConflictSide } from './conflict-text.ts';
import { type MergedSnapshots, mergedSnapshots, type Snapshot } from './git-snapshots.ts';
import { Side, soleOf, type Witness } from './witness.ts';

/** A task of the list, and on which side of a conflict it stands. */
export interface Placed {
  readonly task: Task;
  readonly side: ConflictSide;
}

/** What tells which side of a merge something came from. */
export interface MergeEvidence {
  /** The commits that were merged: all that each of them had. */
  readonly commits: readonly { readonly side: Side; readonly files: Snapshot }[];
  /** The list both sides began from; null when nobody has it. */
  readonly base: ReadonlyMap<string, Task> | null;
  /** The list that git merged against, where it can be read: what only one side changed it took. */
  readonly merged: ReadonlyMap<string, Task> | null;
  /** The list of each branch, ours first, as far as git knows them; the best first. */
  readonly branches: readonly (readonly [ReadonlyMap<string, Task>, ReadonlyMap<string, Task>])[];
  /** The files of the commit both sides began from. */
  readonly baseFiles: Snapshot | null;
  /** What stands on either side of the conflicts in the list. */
  readonly blocks: { readonly ours: Side; readonly theirs: Side };
  /** What was acknowledged here. */
  readonly log: Side;
  /** The best first. */
  readonly witnesses: readonly Witness[];
}

/** Gathers what is known about a merge of the list at a path. Starts git. */
export function gatherEvidence(
  path: string,
  items: readonly Placed[],
  ours: ReadonlyMap<string, Task>,
): MergeEvidence {
  const on = (side: ConflictSide) =>
    Side.of(items.filter((item) => item.side === side).map(({ task }) => task));
  const merge = mergedSnapshots(path);
  const commits = merge.sides.flatMap((files) => {
    const tasks = tasksIn(path, files.read(path));
    return tasks ? [{ side: Side.of(tasks.values()), files, tasks }] : [];
  });
  const [merged, ...stages] = merge.stages.map((bytes) => tasksIn(path, bytes));
  const branches = [stages, commits.map(({ tasks }) => tasks)].flatMap(([ours, theirs]) =>
    ours && theirs ? [[ours, theirs] as const] : [],
  );
  const blocks = { ours: on('ours'), theirs: on('theirs') };
  const log = Side.of(ours.values());
  const unlogged = Side.of(items.map(({ task }) => task)).without(log);
  const witnesses = [
    commits.map(({ side }) => side),
    [blocks.ours, blocks.theirs],
    ours.size > 0 ? [log, unlogged] : [],
  ];
  const base = baseOf(path, merge, items);
  return { commits, base, merged: merged ?? null, branches, baseFiles: merge.base, blocks, log, witnesses };
}

/** The list from before both sides: as the commit has it, as git took it, or as it stands in the conflict itself. */
function baseOf(
  path: string,
  { stages: [before], base }: MergedSnapshots,
  items: readonly Placed[],
): ReadonlyMap<string, Task> | null {
  // Where there are several commits to begin from, git makes up a text that may have one task twice.
  const known = tasksIn(path, base?.read(path) ?? null) ?? tasksIn(path, before);
  if (known || !items.some(({ side }) => side === 'neither')) return known;
  const shown = items.filter(({ side }) => side === 'neither' || side === 'both');
  return new Map(shown.map(({ task }) => [task.id, task]));
}

/** What the commits have in a file of a task, under the id that each of them knew it by. */
export function committedFiles(
  { commits }: MergeEvidence,
  known: readonly Task[],
  pathOf: (id: string) => string,
): readonly Buffer[] {
  return commits.flatMap(({ side, files }) =>
    known.flatMap((task) => (side.has(task) ? (files.read(pathOf(task.id)) ?? []) : [])),
  );
}

/** The side of the list's conflicts on which one of several tasks stands, and the others do not. */
export function blockOf(
  { blocks }: MergeEvidence,
  task: Task,
  among: readonly Task[],
): 'ours' | 'theirs' | null {
  const isOn = (side: 'ours' | 'theirs') => soleOf(among, blocks[side]) === task;
  return isOn('ours') === isOn('theirs') ? null : isOn('ours') ? 'ours' : 'theirs';
}

function tasksIn(path: string, bytes: Buffer | null): ReadonlyMap<string, Task> | null {
  try {
    return bytes && parseTaskList(path, bytes).tasks;
  } catch (error) {
    if (error instanceof FailureError) return null;
    throw error;
  }
}
