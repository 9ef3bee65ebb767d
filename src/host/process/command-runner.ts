import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { constants } from 'node:os';
import type { CommandEnd, CommandRunner, CommandSpec, RunningCommand } from '../../ports/command-runner.ts';
import { type EndOptions, endTree } from './end-tree.ts';
import { JobTree } from './job-tree.ts';
import { Output, openPipes, type Pipes } from './output.ts';
import { canSandbox, holdersOf, sandboxed } from './sandbox.ts';
import { notRunnable, startErrorOf } from './start-error.ts';

export interface RunnerOptions {
  /** Whether a PID namespace is put around commands where `bwrap` can make one; default true. */
  readonly sandbox?: boolean;
}

/** How long what a command left behind may take to end by itself, in milliseconds. */
const SWEEP_GRACE = 2_000;
/** How often the children of a command are noted, for one that ends may leave children that nothing else tells of. */
const WATCH_EVERY = 500;
const SIGNALLED = 128;

/** Runs commands on this machine, each as a process group of its own. */
export function createCommandRunner(options: RunnerOptions = {}): CommandRunner {
  let sandbox = options.sandbox === false ? false : undefined;
  return {
    start(spec) {
      sandbox ??= canSandbox(spec.env.PATH);
      return start(spec, sandbox);
    },
    async sweep(jobIds) {
      const trees = jobIds.map((id) => endTree(new JobTree(id, null), { grace: SWEEP_GRACE, group: null }));
      return (await Promise.all(trees)).reduce((sum, met) => sum + met, 0);
    },
  };
}

function start(spec: CommandSpec, sandbox: boolean): RunningCommand {
  const { command, cwd, jobId } = spec;
  const outer = spec.env.LRA_JOB_ID;
  const env: CommandSpec['env'] = { ...spec.env, LRA_JOB_ID: outer ? `${outer}/${jobId}` : jobId };
  const argv = typeof command === 'string' ? ['sh', '-c', command] : command;
  // The wrapper could not tell why it did not start.
  const refused = notRunnable(argv[0]!, env.PATH, cwd);
  if (refused) return notStarted(refused);
  let pipes: Pipes | null = null;
  let output: Output | null = null;
  try {
    pipes = openPipes(spec.stdin);
    output = new Output(pipes.read, spec.outputFile, spec.outputCap);
    const [program, ...args] = sandbox ? sandboxed(argv, cwd) : argv;
    const child = spawn(program!, args, {
      cwd,
      env,
      detached: true,
      stdio: [pipes.stdin, pipes.write, pipes.write],
    });
    return new Run(child, output, jobId, sandbox);
  } catch (error) {
    if (output) output.close();
    else if (pipes) closeSync(pipes.read);
    return notStarted(startErrorOf(error));
  } finally {
    if (pipes) {
      closeSync(pipes.write);
      if (pipes.stdin !== 'ignore') closeSync(pipes.stdin);
    }
  }
}

class Run implements RunningCommand {
  readonly pid: number | null;
  readonly ended: Promise<CommandEnd>;
  readonly #output: Output;
  readonly #tree: JobTree;
  readonly #options: Omit<EndOptions, 'grace'>;
  readonly #watching: NodeJS.Timeout;
  #isStopping = false;

  constructor(child: ChildProcess, output: Output, jobId: string, sandbox: boolean) {
    const { pid } = child;
    this.pid = pid ?? null;
    this.#output = output;
    this.#tree = new JobTree(jobId, this.pid);
    this.#options = {
      group: this.pid,
      ...(sandbox && pid ? { spared: (rows) => holdersOf(rows, pid) } : {}),
    };
    this.#watching = setInterval(() => this.#tree.watch(), WATCH_EVERY);
    this.#watching.unref();
    this.ended = endOf(child).then((end) => {
      output.drain();
      if (end.startError) output.close();
      return sandbox && this.#isStopping ? unwrapped(end) : end;
    });
  }

  lastOutputAt(): number {
    return this.#output.lastAt;
  }

  outputBytes(): number {
    return this.#output.bytes;
  }

  tail(characters: number): string {
    return this.#output.tail(characters);
  }

  async stop(graceMilliseconds: number): Promise<void> {
    this.#isStopping = true;
    await this.#end(graceMilliseconds);
  }

  async sweep(): Promise<void> {
    await this.ended;
    await this.#end(SWEEP_GRACE);
  }

  async #end(grace: number): Promise<void> {
    if (this.pid === null) return;
    await endTree(this.#tree, { ...this.#options, grace });
    clearInterval(this.#watching);
    await this.ended;
    this.#output.close();
  }
}

function endOf(child: ChildProcess): Promise<CommandEnd> {
  return new Promise((settle) => {
    child.once('exit', (exitCode, signal) => settle({ exitCode, signal, startError: null }));
    child.once('error', (error) => {
      if (child.pid === undefined) settle({ exitCode: null, signal: null, startError: startErrorOf(error) });
    });
  });
}

/** The wrapper tells of the signal that ended its command as shells do: in the exit code. */
function unwrapped(end: CommandEnd): CommandEnd {
  const signals = Object.entries(constants.signals);
  const signal = signals.find(([, number]) => end.exitCode === SIGNALLED + number)?.[0];
  return signal ? { ...end, exitCode: null, signal } : end;
}

function notStarted(startError: NonNullable<CommandEnd['startError']>): RunningCommand {
  const now = Date.now();
  return {
    pid: null,
    ended: Promise.resolve({ exitCode: null, signal: null, startError }),
    lastOutputAt: () => now,
    outputBytes: () => 0,
    tail: () => '',
    stop: async () => {},
    sweep: async () => {},
  };
}
