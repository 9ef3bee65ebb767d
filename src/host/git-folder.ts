import { readdirSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** Where git keeps what belongs to a working tree. */
export interface GitFolder {
  /** The top of the working tree. */
  readonly worktree: string;
  /** HEAD and the index of this working tree. */
  readonly own: string;
  /** Branches and objects, shared by all working trees; another folder than `own` in a linked one. */
  readonly common: string;
}

/** The repository whose working tree has its top in this very folder; null when none has. Reads, starts nothing. */
export function gitFolderAt(folder: string): GitFolder | null {
  const marker = join(folder, '.git');
  const stat = statOrNull(marker);
  if (!stat) return null;
  if (stat.isDirectory()) return { worktree: folder, own: marker, common: marker };
  const own = pointer(marker, 'gitdir: ', folder);
  if (own === null) return null;
  return { worktree: folder, own, common: pointer(join(own, 'commondir'), '', own) ?? own };
}

/** The repository around a folder; null outside of one. */
export function gitFolderAround(folder: string): GitFolder | null {
  for (const above of upwards(folder)) {
    const found = gitFolderAt(above);
    if (found) return found;
  }
  return null;
}

/** The top of the main working tree, for one that is linked to it; null for the main one itself, and below a bare repository. */
export function mainWorktree({ own, common }: GitFolder): string | null {
  return own === common ? null : mainOf(common);
}

/** The top of the main working tree, as far as the repository tells; also one that is gone. */
function mainOf(common: string): string | null {
  if (basename(common) === '.git') return dirname(common);
  // A submodule keeps its repository elsewhere and names its working tree.
  const worktree = /^\s*worktree\s*=\s*(.+?)\s*$/m.exec(readOrNull(join(common, 'config')) ?? '')?.[1];
  return worktree === undefined ? null : resolve(common, worktree);
}

/**
 * Whether a folder is in one of several working trees that cannot tell which is the main one: the repository is bare, or
 * kept elsewhere (`--separate-git-dir`), where git itself takes the repository for it.
 */
export function hasNoMainWorktree(folder: string): boolean {
  const git = gitFolderAround(folder);
  if (git === null) return false;
  const main = mainOf(git.common);
  if (git.own !== git.common) return main === null;
  return hasLinked(git.common) && (main === null || realPath(main) !== realPath(git.worktree));
}

/** Whether working trees are linked to a repository. */
function hasLinked(common: string): boolean {
  try {
    return readdirSync(join(common, 'worktrees')).length > 0;
  } catch {
    return false;
  }
}

/** A path without symbolic links; as it is where nothing is there. */
function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}

/** A folder and those above it, the nearest first. */
export function* upwards(folder: string): Generator<string> {
  for (let at = folder; ; at = dirname(at)) {
    yield at;
    if (dirname(at) === at) return;
  }
}

/** Whether a folder is there, and may be looked at. */
export function isFolder(path: string): boolean {
  return statOrNull(path)?.isDirectory() ?? false;
}

function statOrNull(path: string): Stats | null {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? null;
  } catch {
    return null;
  }
}

/** The path that a file of one line holds, relative to a folder; null when it holds none. */
function pointer(file: string, prefix: string, relativeTo: string): string | null {
  const text = readOrNull(file);
  const path = text?.startsWith(prefix) ? text.slice(prefix.length).replace(/[\r\n]+$/, '') : '';
  return path === '' ? null : resolve(relativeTo, path);
}

/** The text of one of git's files; null when it cannot be read. */
export function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
