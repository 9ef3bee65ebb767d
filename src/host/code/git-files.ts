import { execFile } from 'node:child_process';

/** Set while git runs a hook; they would make it look at another repository, or another index. */
const OF_HOOKS = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_COMMON_DIR'];

const LARGEST_OUTPUT = 1 << 29;

/** Git waits for ever where a `.gitignore` is a pipe. */
const TIME_LIMIT_MS = 60_000;

/**
 * The files below a folder that git tracks, and those that it neither tracks nor ignores; null outside of a repository, or
 * without a git that works. A submodule is one entry, a folder: its files are another project's.
 */
export function filesOfGit(folder: string): Promise<string[] | null> {
  const env: NodeJS.ProcessEnv = { ...process.env, GIT_OPTIONAL_LOCKS: '0' };
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
      (error, output) => resolve(error ? null : output.split('\0').slice(0, -1)),
    );
  });
}
