import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** The launcher; `npm test` builds what it starts. */
export const LRA = fileURLToPath(new URL('../../bin/lra.js', import.meta.url));

/** The Node that runs lra; CI sets it to run the same tests under another release. */
export const NODE = process.env.LRA_TEST_NODE ?? process.execPath;

export interface RunOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly stdin?: string;
}

export interface Ran {
  /** The exit code; null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** stdout as JSON; throws when it is none. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into documents of every shape
  readonly json: any;
}

/** A folder of its own for the running test, deleted after it. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lra-test-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** What lra sees of the environment in a test: nothing of the developer's own. */
export function cleanEnv(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, HOME: tmpdir(), LANG: 'C.UTF-8', TERM: 'xterm-256color', ...more };
}

/** Runs lra in a process of its own, without a terminal. */
export function runLra(args: readonly string[], options: RunOptions): Promise<Ran> {
  return runProgram(NODE, [LRA, ...args], options);
}

/** Runs a bash script in which `lra` is the command under test. */
export function runShell(script: string, options: RunOptions): Promise<Ran> {
  return runProgram('bash', ['-c', `lra() { ${quote(NODE)} ${quote(LRA)} "$@"; }\n${script}`], options);
}

/** Runs lra on a terminal; stdout holds all that the terminal was sent. */
export function runOnTerminal(args: readonly string[], options: RunOptions): Promise<Ran> {
  const line = [NODE, LRA, ...args].map(quote).join(' ');
  return runProgram('script', ['--quiet', '--return', '--command', line, '/dev/null'], options);
}

/** Runs a program to its end, in the clean environment; it does not outlive the test. */
export function runProgram(
  command: string,
  args: readonly string[],
  { cwd, env, stdin }: RunOptions,
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    // A group of its own, so that what it starts can be ended with it.
    const child = spawn(command, args, { cwd, env: cleanEnv(env), detached: true });
    onTestFinished(() => endGroup(child));
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.stdin.on('error', () => {});
    child.stdin.end(stdin ?? '');
    child.on('error', reject);
    child.on('close', (code) => {
      const stdout = Buffer.concat(out).toString();
      resolve({
        code,
        stdout,
        stderr: Buffer.concat(err).toString(),
        get json() {
          return JSON.parse(stdout);
        },
      });
    });
  });
}

function endGroup({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, 'SIGKILL');
}

function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
