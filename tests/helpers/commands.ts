import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { jobsOf, processTable } from '../../src/host/process/process-table.ts';
import type { CommandSpec } from '../../src/ports/command-runner.ts';
import { tempFolder } from './temp-folder.ts';

let counter = 0;

/** A command in a folder of its own; whatever of its tree is left when the test is over is ended. */
export function commandSpec(command: CommandSpec['command'], more: Partial<CommandSpec> = {}): CommandSpec {
  const folder = tempFolder();
  const jobId = `test-${process.pid}-${counter++}`;
  onTestFinished(() => endMarked(jobId));
  return {
    command,
    cwd: folder,
    env: { PATH: process.env.PATH },
    stdin: null,
    outputFile: join(folder, 'output.log'),
    outputCap: 100_000,
    jobId,
    ...more,
  };
}

/** The pids of the processes whose environment names a job. */
export function marked(jobId: string): readonly number[] {
  return [...(processTable()?.keys() ?? [])].filter((pid) => jobsOf(pid).includes(jobId));
}

/** The pid that a command wrote into a file of its folder, once it is there. */
export async function pidIn({ cwd }: Pick<CommandSpec, 'cwd'>, name: string): Promise<number> {
  const pid = await eventually(() => Number(readOr(join(cwd, name))) || null);
  onTestFinished(() => killIfThere(pid));
  return pid;
}

/** Asks again and again until there is an answer; fails after ten seconds. */
export async function eventually<T>(ask: () => T | null | undefined | false): Promise<T> {
  for (const end = Date.now() + 10_000; Date.now() < end; await sleep(20)) {
    const answer = ask();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
  }
  throw new Error(`never: ${ask}`);
}

/** Whether a process runs; one that was killed and not yet waited for does not. */
export function isRunning(pid: number): boolean {
  return processTable()?.has(pid) ?? false;
}

/** A script for bash in a file of its own. */
export function script(folder: string, name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/bash\n${text}\n`, { mode: 0o755 });
  return file;
}

function endMarked(jobId: string): void {
  for (const pid of marked(jobId)) killIfThere(pid);
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {}
}

function readOr(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
