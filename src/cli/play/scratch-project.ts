import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a run of lra said, and how it ended. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The dying processes of lra may still write for a moment. */
const REMOVAL = { recursive: true, force: true, maxRetries: 5 } as const;

/** A project in a temporary folder, with real processes of lra at work on it. It goes with this process at the latest. */
export class ScratchProject {
  readonly dir: string;
  readonly #self: readonly string[];
  readonly #running = new Set<ChildProcess>();

  private constructor(dir: string, self: readonly string[]) {
    this.dir = dir;
    this.#self = self;
    process.once('exit', this.#removeAtExit);
  }

  /** Makes an empty folder; `self` is the command line that starts lra. */
  static create(self: readonly string[]): ScratchProject {
    return new ScratchProject(mkdtempSync(join(tmpdir(), 'lra-')), self);
  }

  /** Runs lra to its end. With `killAfterMs`, it is killed (SIGKILL) by then. */
  run(
    args: readonly string[],
    options: { agent?: string; input?: string; killAfterMs?: number } = {},
  ): Promise<Run> {
    const { agent = 'ann', input = '', killAfterMs } = options;
    const [command = '', ...rest] = this.#self;
    const child = spawn(command, [...rest, ...args], { cwd: this.dir, env: environment(agent) });
    this.#running.add(child);
    const timer =
      killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    return new Promise((resolve, reject) => {
      let stdout = '';
      let stderr = '';
      child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
        stdout += chunk;
      });
      child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
        stderr += chunk;
      });
      child.once('error', reject);
      child.once('close', (code) => {
        clearTimeout(timer);
        this.#running.delete(child);
        resolve({ code, stdout, stderr });
      });
      child.stdin.on('error', () => {});
      child.stdin.end(input);
    });
  }

  /** The answer of a command as JSON; null when it died before it answered. */
  async json(args: readonly string[], options: Parameters<ScratchProject['run']>[1] = {}) {
    const { stdout } = await this.run([...args, '--json'], options);
    return stdout.trim() === '' ? null : (JSON.parse(stdout) as { ok: boolean; [key: string]: unknown });
  }

  /** Ends what still runs and deletes the folder. */
  async remove(): Promise<void> {
    this.#endProcesses();
    await rm(this.dir, REMOVAL);
    process.off('exit', this.#removeAtExit);
  }

  /** A signal or a bug ends this process in the middle of anything: nothing can be awaited then. */
  readonly #removeAtExit = (): void => {
    this.#endProcesses();
    try {
      rmSync(this.dir, REMOVAL);
    } catch {
      // What is left behind must not change how the process ends.
    }
  };

  #endProcesses(): void {
    for (const child of this.#running) child.kill('SIGKILL');
  }
}

/** The caller's environment without what would point lra elsewhere. */
function environment(agent: string): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, LRA_AGENT_ID: agent };
  for (const name of ['LRA_DIR', 'LRA_JSON', 'LRA_TOKEN', 'LRA_SESSION_ID', 'LRA_DEBUG']) delete env[name];
  return env;
}
