import { execFile } from 'node:child_process';
import { join, relative, sep } from 'node:path';
import { gitFolderAround } from '../git-folder.ts';

/** Set while git runs a hook; they would make it look at another repository, or another index. */
const OF_HOOKS = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_COMMON_DIR'];

const LARGEST_OUTPUT = 1 << 29;

/** Git waits for ever where a `.gitignore` is a pipe. */
const TIME_LIMIT_MS = 60_000;

/** What a folder holds. */
export interface Listing {
  readonly files: readonly string[];
  /** Folders that cannot be read: what is in them cannot be told. */
  readonly closed: readonly string[];
}

/**
 * The files below a folder that git tracks, and those that it neither tracks nor ignores; null outside of a repository,
 * without a git that works, and when the folder itself cannot be read. A submodule is one entry, a folder: its files are
 * another project's.
 */
export function filesOfGit(folder: string): Promise<Listing | null> {
  const env: NodeJS.ProcessEnv = { ...process.env, GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' };
  for (const name of OF_HOOKS) delete env[name];
  // The program that a repository names as its file system monitor would be run.
  const settings = ['-c', 'core.quotePath=false', '-c', 'core.fsmonitor=false'];
  const asked = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  return new Promise((resolve) => {
    execFile(
      'git',
      [...settings, ...asked],
      {
        cwd: folder,
        env,
        encoding: 'utf8',
        maxBuffer: LARGEST_OUTPUT,
        timeout: TIME_LIMIT_MS,
        windowsHide: true,
      },
      (error, output, warnings) => {
        const closed = closedFolders(warnings, folder);
        const isUsable = !error && !closed.includes('');
        resolve(isUsable ? { files: output.split('\0').slice(0, -1), closed } : null);
      },
    );
  });
}

/** Git only warns of a folder that it cannot open, and goes on; it names it from the top of its working tree. */
function closedFolders(warnings: string, folder: string): readonly string[] {
  const told = [...warnings.matchAll(/^warning: could not open directory '(.*)': (?!No such file)/gm)];
  if (told.length === 0) return [];
  const top = gitFolderAround(folder)?.worktree ?? folder;
  return told.map(([, path = '']) => relative(folder, join(top, path)).replaceAll(sep, '/'));
}
