import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lastLines } from '../core/gate/evidence.ts';
import type { Evidence, Gate } from '../core/gate/gate.ts';
import type { CommandRunner, RunningCommand } from '../ports/command-runner.ts';
import type { GateRunner } from '../ports/gate-runner.ts';
import { gitAround } from './git.ts';
import { gitFolderAround, mainWorktree } from './git-folder.ts';
import { holdInterrupts } from './hold-interrupts.ts';

export interface GateRunnerOptions {
  readonly runner: CommandRunner;
  /** The folder that the project is about. */
  readonly folder: string;
  /** Where the caller is: of several working trees, its own is the one to be judged. */
  readonly startDir: string;
  /**
   * Is told how to end a gate that begins, and returns what to call when it is over. By default a signal that would end
   * this process ends the gate first.
   */
  readonly guard?: (end: () => Promise<void>) => () => void | Promise<void>;
}

/** Bytes of output that are hashed; what a gate writes beyond is read and thrown away. */
const OUTPUT_CAP = 16 * 1024 * 1024;
/** Characters that are looked at for the last lines; colours, which are not kept, are among them. */
const TAIL = 16_384;
/** How long a gate has between SIGTERM and SIGKILL, in milliseconds. */
const GRACE = 5_000;

/** Runs gates in the project's folder, with the environment of this process; their whole trees end with them. */
export function createGateRunner({
  runner,
  folder,
  startDir,
  guard = holdInterrupts,
}: GateRunnerOptions): GateRunner {
  const cwd = counterpart(folder, startDir);
  return {
    async run(gate, taskId) {
      const at = new Date();
      const begun = performance.now();
      const said = await runToEnd({ runner, guard }, gate, taskId, cwd).catch((error: Error) =>
        notRun(error.message),
      );
      const { name, run } = gate;
      const duration = Math.round(performance.now() - begun);
      const commit = gitAround(cwd).head();
      return { name, run, ...said, duration, commit, at: at.toISOString() };
    },
  };
}

type Said = Pick<Evidence, 'passed' | 'exit_code' | 'timed_out' | 'output_sha256' | 'tail'>;

async function runToEnd(
  { runner, guard }: Required<Pick<GateRunnerOptions, 'runner' | 'guard'>>,
  gate: Gate,
  taskId: string,
  cwd: string,
): Promise<Said> {
  const scratch = mkdtempSync(join(tmpdir(), 'lra-gate-'));
  try {
    const outputFile = join(scratch, 'output');
    const running = runner.start({
      command: gate.run,
      cwd,
      env: { ...process.env, LRA_TASK_ID: taskId, LRA_DIR: cwd },
      stdin: null,
      outputFile,
      outputCap: OUTPUT_CAP,
      jobId: `gate-${randomUUID()}`,
    });
    const release = guard(async () => {
      await running.stop(GRACE);
      rmSync(scratch, { recursive: true, force: true });
    });
    try {
      return await judge(running, gate, outputFile);
    } finally {
      await release();
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function judge(running: RunningCommand, gate: Gate, outputFile: string): Promise<Said> {
  const end = await within(running, gate.timeout_seconds * 1000);
  if (end === null) await running.stop(GRACE);
  else await running.sweep();
  if (end?.startError) return notRun(end.startError.message);
  return {
    passed: end?.exitCode === 0,
    exit_code: end?.exitCode ?? null,
    timed_out: end === null,
    output_sha256: await hashOf(outputFile),
    tail: lastLines(running.tail(TAIL)),
  };
}

/** How the command ended; null when it did not in time. */
async function within(running: RunningCommand, milliseconds: number) {
  const waiting = new AbortController();
  const late = sleep(milliseconds, null, { signal: waiting.signal }).catch(() => null);
  try {
    return await Promise.race([running.ended, late]);
  } finally {
    waiting.abort();
  }
}

function notRun(reason: string): Said {
  const output_sha256 = createHash('sha256').digest('hex');
  return { passed: false, exit_code: null, timed_out: false, output_sha256, tail: lastLines(reason) };
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  if (existsSync(file)) for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('hex');
}

/**
 * The project's folder as it is in the caller's working tree: one that is linked shares the project of the main one, but
 * has code of its own, and that is what the caller worked on.
 */
export function counterpart(folder: string, startDir: string): string {
  const git = gitFolderAround(startDir);
  const main = git && mainWorktree(git);
  if (!git || !main) return folder;
  const path = relative(main, folder);
  const own = join(git.worktree, path);
  return path.startsWith('..') || isAbsolute(path) || !existsSync(own) ? folder : own;
}
