import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CommandEnd } from '../../ports/command-runner.ts';
import { findProgram } from './sandbox.ts';

type StartError = NonNullable<CommandEnd['startError']>;

/** Why a program cannot be run in a folder, before it is tried; null when nothing is known against it. */
export function notRunnable(program: string, path: string | undefined, cwd: string): StartError | null {
  const folder = statSync(cwd, { throwIfNoEntry: false });
  if (!folder) return { code: 'ENOENT', message: `the folder ${cwd} does not exist` };
  if (!folder.isDirectory()) return { code: 'ENOTDIR', message: `${cwd} is no folder` };
  if (findProgram(program, path, cwd)) return null;
  return isThere(program, cwd)
    ? { code: 'EACCES', message: `${program} may not be run` }
    : { code: 'ENOENT', message: `there is no program ${program}` };
}

/** What starting a command threw, in the words of the system. */
export function startErrorOf(error: unknown): StartError {
  const { code, message } = error as NodeJS.ErrnoException;
  return { code: code ?? 'UNKNOWN', message };
}

function isThere(program: string, cwd: string): boolean {
  return program.includes('/') && statSync(resolve(cwd, program), { throwIfNoEntry: false }) !== undefined;
}
