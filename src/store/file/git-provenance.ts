import { basename, dirname } from 'node:path';

/** Set while git runs a hook; they would make it look at another repository, or another index, than the file's own. */
const OF_HOOKS = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_COMMON_DIR'];

const LARGEST_OUTPUT = 1 << 30;

/** What git prints when it is asked in a folder; null when it fails, or is not there. */
export function runGit(folder: string, ...args: readonly string[]): Buffer | null {
  // Asked in the middle of a synchronous read, and far too rarely to load it with every command.
  const { spawnSync } = process.getBuiltinModule('node:child_process');
  const env: NodeJS.ProcessEnv = { ...process.env, GIT_OPTIONAL_LOCKS: '0' };
  for (const name of OF_HOOKS) delete env[name];
  const { status, stdout } = spawnSync('git', ['-c', 'core.fsmonitor=false', ...args], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 10_000,
    maxBuffer: LARGEST_OUTPUT,
  });
  return status === 0 ? stdout : null;
}

/**
 * Whether git itself wrote a file as it is: a checkout, a merge, a stash or a reset, or an edit that was staged. Its
 * index remembers which writing of the file it knows, so an editor that saves the very text of a commit is told from
 * a checkout of it. Starts git; asked only when a file was changed by other hands.
 */
export function isAsGitHasIt(path: string): boolean {
  const asks = (...args: string[]) => runGit(dirname(path), ...args, '--', basename(path)) !== null;
  // `diff-files` goes by what the index remembers of the file, where `diff` would compare texts.
  return asks('ls-files', '--error-unmatch') && asks('diff-files', '--quiet');
}
