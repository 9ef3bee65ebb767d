import { FailureError } from '../../core/failure.ts';
import type { Task } from '../../core/task/task.ts';
import { parseTaskList } from './check-tasks.ts';
import type { ConflictSide } from './conflict-text.ts';
import { mergedSnapshots, type Snapshot } from './git-snapshots.ts';
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
  const commits = mergedSnapshots(path).flatMap((files) => {
    const tasks = tasksIn(path, files);
    return tasks ? [{ side: Side.of(tasks), files }] : [];
  });
  const blocks = { ours: on('ours'), theirs: on('theirs') };
  const log = Side.of(ours.values());
  const unlogged = Side.of(items.map(({ task }) => task)).without(log);
  const witnesses = [
    commits.map(({ side }) => side),
    [blocks.ours, blocks.theirs],
    ours.size > 0 ? [log, unlogged] : [],
  ];
  return { commits, blocks, log, witnesses };
}

/** The commits on whose side one of several tasks was, and the others were not. */
export function commitsOf(evidence: MergeEvidence, task: Task, among: readonly Task[]): readonly Snapshot[] {
  return evidence.commits.filter(({ side }) => soleOf(among, side) === task).map(({ files }) => files);
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

function tasksIn(path: string, files: Snapshot): Iterable<Task> | null {
  const bytes = files.read(path);
  try {
    return bytes && parseTaskList(path, bytes).tasks.values();
  } catch (error) {
    if (error instanceof FailureError) return null;
    throw error;
  }
}
