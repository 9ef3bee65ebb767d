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
  /** The file from before both sides, as git took it for the conflict that waits; null when none does. */
  readonly before: Buffer | null;
}

/** The merge that is going on around a file, or else the last one that touched it. */
export function mergedSnapshots(path: string): MergedSnapshots {
  const folder = dirname(path);
  const ask = (...args: readonly string[]) =>
    runGit(folder, ...args)
      ?.toString()
      .trim() || null;
  const commit = (name: string) => ask('rev-parse', '--quiet', '--verify', name);
  const before = runGit(folder, 'show', `:1:./${basename(path)}`);
  const merge = (revs: readonly string[], base: string | null): MergedSnapshots => ({
    sides: revs.map((rev) => snapshot(folder, rev)),
    base: base === null ? null : snapshot(folder, base),
    before,
  });
  for (const name of PENDING) {
    const theirs = commit(name);
    if (!theirs) continue;
    const base = name === 'MERGE_HEAD' ? ask('merge-base', 'HEAD', theirs) : commit(`${theirs}^`);
    return merge(['HEAD', theirs], base);
  }
  const log = ['log', '-1', '--merges', '--full-history', '--format=%P', '--', basename(path)];
  const parents = ask(...log)?.split(' ') ?? [];
  return merge(parents, parents.length < 2 ? null : ask('merge-base', ...parents));
}

function snapshot(folder: string, rev: string): Snapshot {
  return {
    read: (path) => runGit(folder, 'show', `${rev}:./${relative(folder, path).replaceAll('\\', '/')}`),
  };
}
