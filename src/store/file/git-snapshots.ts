import { basename, dirname, relative } from 'node:path';
import { runGit } from './git-provenance.ts';

/** A commit, as the files of a project stood in it. */
export interface Snapshot {
  /** The content of a file of the project; null when the commit does not have it. */
  read(path: string): Buffer | null;
}

/** What is being brought into the present branch while git waits for a conflict to be resolved. */
const PENDING = ['MERGE_HEAD', 'CHERRY_PICK_HEAD', 'REBASE_HEAD'];

/** The sides of the merge that is going on around a file, or else of the last one that touched it; none outside of git. */
export function mergedSnapshots(path: string): readonly Snapshot[] {
  const folder = dirname(path);
  const commit = (name: string) =>
    runGit(folder, 'rev-parse', '--quiet', '--verify', name)?.toString().trim();
  for (const name of PENDING) {
    const theirs = commit(name);
    if (theirs) return ['HEAD', theirs].map((rev) => snapshot(folder, rev));
  }
  const log = ['log', '-1', '--merges', '--full-history', '--format=%P', '--', basename(path)];
  const parents =
    runGit(folder, ...log)
      ?.toString()
      .trim() ?? '';
  return parents === '' ? [] : parents.split(' ').map((rev) => snapshot(folder, rev));
}

function snapshot(folder: string, rev: string): Snapshot {
  return {
    read: (path) => runGit(folder, 'show', `${rev}:./${relative(folder, path).replaceAll('\\', '/')}`),
  };
}
