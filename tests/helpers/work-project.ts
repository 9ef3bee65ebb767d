import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { type CliProject, newProject } from './cli-project.ts';
import { LRA, NODE, type Ran, runProgram } from './run-lra.ts';

const AGENT = fileURLToPath(new URL('fake-agent.mjs', import.meta.url));

/** A line that the fake agent wrote. */
export interface AgentNote {
  readonly at: 'start' | 'end' | 'left' | 'ignored';
  readonly task: string;
  readonly token: number;
  readonly agent: string;
  readonly pid: number;
  readonly does: string;
  readonly time: number;
  readonly prompt: string;
  readonly samePrompt: boolean;
  readonly child?: number;
}

/** Settings under which tests do not wait long. */
const QUICK = {
  backoff_seconds: 0.05,
  grace_seconds: 0.5,
  checkpoint_seconds: 60,
};

/** What else the machine does is no part of a test. */
const OTHERS = {
  system_check: { auto_check_on_first_task: false },
  resources: { warn: 1, admit: 1, disk_pause: 1 },
};

/** A project on which `lra work` drives the scripted agent of tests/helpers/fake-agent.mjs. */
export class WorkProject {
  readonly cli: CliProject;
  readonly #log: string;
  readonly #script: string;

  constructor(cli: CliProject) {
    this.cli = cli;
    this.#log = join(cli.folder, '..', 'agent.log');
    this.#script = join(cli.folder, '..', 'script.json');
  }

  get folder(): string {
    return this.cli.folder;
  }

  /** What each task's runs do, in turn. */
  script(script: { readonly [task: string]: readonly string[] }): void {
    writeFileSync(this.#script, JSON.stringify(script));
  }

  settings(
    work: { readonly [key: string]: unknown },
    more: { readonly [section: string]: unknown } = {},
  ): void {
    writeFileSync(
      join(this.folder, '.long-run-agent', 'config.yaml'),
      JSON.stringify({ ...OTHERS, work: { ...QUICK, ...work }, ...more }),
    );
  }

  get env(): NodeJS.ProcessEnv {
    return { LRA_AGENT_ID: 'ann', FAKE_SCRIPT: this.#script, FAKE_LOG: this.#log, FAKE_LRA: LRA };
  }

  args(...more: readonly string[]): readonly string[] {
    return [LRA, 'work', '--exec', `exec '${NODE}' '${AGENT}'`, ...more];
  }

  /** Runs a worker to its end. */
  work(...more: readonly string[]): Promise<Ran> {
    return runProgram(NODE, this.args(...more), { cwd: this.folder, env: this.env });
  }

  /** Runs a worker to its end; returns its events and, last, how it ended. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into documents of every shape
  async events(...more: readonly string[]): Promise<{ code: number | null; events: any[]; summary: any }> {
    const { code, stdout } = await this.work('--json', ...more);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    return { code, events: lines.slice(0, -1), summary: lines.at(-1) };
  }

  /** Starts a worker; it does not outlive the test. */
  start(...more: readonly string[]): ChildProcess {
    const { PATH, HOME } = process.env;
    const child = spawn(NODE, this.args(...more), {
      cwd: this.folder,
      env: { PATH, HOME, ...this.env },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    onTestFinished(async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
    });
    return child;
  }

  /** What the agents wrote, in order. */
  notes(at?: AgentNote['at']): readonly AgentNote[] {
    if (!existsSync(this.#log)) return [];
    const lines = readFileSync(this.#log, 'utf8').trim().split('\n').filter(Boolean);
    return lines.map((line) => JSON.parse(line) as AgentNote).filter((note) => !at || note.at === at);
  }

  /** Waits until an agent began. */
  async begun(count = 1): Promise<readonly AgentNote[]> {
    return until(() => {
      const started = this.notes('start');
      return started.length >= count ? started : null;
    });
  }

  /** The processes that still belong to a job of this project. */
  leftovers(): readonly number[] {
    return readdirSync('/proc')
      .map(Number)
      .filter((pid) => Number.isInteger(pid) && environmentOf(pid).includes(`LRA_DIR=${this.folder}\0`))
      .filter((pid) => environmentOf(pid).includes('LRA_JOB_ID='));
  }

  async statusOf(id: string): Promise<string> {
    return (await this.cli.json(['show', id])).task.status;
  }

  /** The leases that are there, whatever their state. */
  leases(): readonly { readonly task_id: string; readonly agent: string; readonly status: string }[] {
    return JSON.parse(readFileSync(join(this.folder, '.long-run-agent', 'locks.json'), 'utf8')).leases ?? [];
  }
}

/** A project with tasks of these descriptions, and settings that make no test wait. */
export async function workProject(...tasks: readonly string[]): Promise<WorkProject> {
  const project = new WorkProject(await newProject());
  // What a worker that was killed left does not outlive the test either.
  onTestFinished(() => {
    for (const pid of project.leftovers()) process.kill(pid, 'SIGKILL');
  });
  project.settings({});
  project.script({});
  for (const task of tasks) await project.cli.json(['create', task]);
  return project;
}

/** Waits until a question has an answer; fails after 20 s. */
export async function until<T>(
  ask: () => T | null | false | undefined | Promise<T | null | false | undefined>,
): Promise<T> {
  for (let round = 0; round < 400; round++) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    await new Promise((go) => setTimeout(go, 50));
  }
  throw new Error('waited 20 s in vain');
}

function environmentOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1');
  } catch {
    return '';
  }
}
