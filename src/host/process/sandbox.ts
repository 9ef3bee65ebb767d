import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import type { ProcessRow } from './process-table.ts';

const WRAPPER = 'bwrap';
const OPTIONS = ['--dev-bind', '/', '/', '--proc', '/proc', '--unshare-pid', '--die-with-parent'];
const PROBE_MILLISECONDS = 5_000;

/** Finds out whether commands can be given a PID namespace of their own here: not everybody may make one. Takes milliseconds. */
export function canSandbox(path: string | undefined): boolean {
  if (process.platform !== 'linux' || !findProgram(WRAPPER, path, '/')) return false;
  const probe = spawnSync(WRAPPER, [...OPTIONS, 'true'], {
    stdio: 'ignore',
    timeout: PROBE_MILLISECONDS,
    env: { PATH: path },
  });
  return probe.status === 0;
}

/** The command line that runs a command in a PID namespace: when its first process ends, all of it does. */
export function sandboxed(argv: readonly string[], cwd: string): readonly string[] {
  return [WRAPPER, ...OPTIONS, '--chdir', cwd, '--', ...argv];
}

/** The wrapper itself and the first process of the namespace: whoever ends one of them ends all at once. */
export function holdersOf(rows: readonly ProcessRow[], root: number): ReadonlySet<number> {
  return new Set([root, ...rows.filter(({ parent }) => parent === root).map(({ pid }) => pid)]);
}

/** Where a program is, looked for as the system does; null when it is not there or may not be run. */
export function findProgram(program: string, path: string | undefined, cwd: string): string | null {
  const candidates = program.includes('/')
    ? [resolve(cwd, program)]
    : (path ?? '').split(delimiter).map((folder) => join(resolve(cwd, folder), program));
  return candidates.find(isExecutable) ?? null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
