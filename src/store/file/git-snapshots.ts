import { basename, dirname, relative } from 'node:path';
import { runGit } from './git-provenance.ts';

/** A commit, as the files of a project stood in it. */
export interface Snapshot {
  /** The content of a file of the project; null when the commit does not have it. */
  read(path: string): Buffer | null;
}

/** What is being brought into the present branch while git waits for a conflict to be resolved. */
const PENDING = ['MERGE_HEAD', 'CHERRY_PICK_HEAD', 'REBASE_HEAD'];

/** A merge, as git knows it. */
export interface MergedSnapshots {
  /** What is merged here, ours first; none outside of git. */
  readonly sides: readonly Snapshot[];
  /** The commit both sides began from; null when there is none, or git cannot tell. */
  readonly base: Snapshot | null;
  /** The file before both sides, and on each, as git took them for the conflict that waits; null where it has none. */
  readonly stages: readonly [before: Buffer | null, ours: Buffer | null, theirs: Buffer | null];
}

/** The merge that is going on around a file, or else the last one that touched it. */
export function mergedSnapshots(path: string): MergedSnapshots {
  const folder = dirname(path);
  const ask = (...args: readonly string[]) =>
    runGit(folder, ...args)
      ?.toString()
      .trim() || null;
  const commit = (name: string) => ask('rev-parse', '--quiet', '--verify', name);
  const stage = (n: number) => runGit(folder, 'show', `:${n}:./${basename(path)}`);
  const stages = [stage(1), stage(2), stage(3)] as const;
  const merge = (revs: readonly string[], base: string | null): MergedSnapshots => ({
    sides: revs.map((rev) => snapshot(folder, rev)),
    base: base === null ? null : snapshot(folder, base),
    stages,
  });
  for (const name of PENDING) {
    const theirs = commit(name);
    if (!theirs) continue;
    const base = name === 'MERGE_HEAD' ? ask('merge-base', 'HEAD', theirs) : commit(`${theirs}^`);
    return merge(['HEAD', theirs], base);
  }
  // A stash that is popped has no commit to ask; an older merge would tell of other things.
  if (stages.some((bytes) => bytes !== null)) return merge([], null);
  const log = ['log', '-1', '--merges', '--full-history', '--format=%P', '--', basename(path)];
  const parents = ask(...log)?.split(' ') ?? [];
  return merge(parents, parents.length < 2 ? null : ask('merge-base', ...parents));
}

function snapshot(folder: string, rev: string): Snapshot {
  return {
    read: (path) => runGit(folder, 'show', `${rev}:./${relative(folder, path).replaceAll('\\', '/')}`),
  };
}
