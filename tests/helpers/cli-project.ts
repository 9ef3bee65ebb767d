import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect } from 'vitest';
import { type Ran, type RunOptions, runLra, temporaryFolder } from './run-lra.ts';

type More = Partial<RunOptions>;

/** A project in a folder of its own, with the command line at work on it. */
export class CliProject {
  readonly folder: string;
  readonly #env: NodeJS.ProcessEnv;

  constructor(folder: string, env: NodeJS.ProcessEnv = { LRA_AGENT_ID: 'ann' }) {
    this.folder = folder;
    this.#env = env;
  }

  /** The same project, as another agent sees it. */
  as(agent: string, env: NodeJS.ProcessEnv = {}): CliProject {
    return new CliProject(this.folder, { ...env, LRA_AGENT_ID: agent });
  }

  /** Runs a command for people. */
  run(args: readonly string[], { cwd = this.folder, env, stdin }: More = {}): Promise<Ran> {
    return runLra(args, {
      cwd,
      env: { ...this.#env, ...env },
      ...(stdin === undefined ? {} : { stdin }),
    });
  }

  /** Runs a command for programs, which must succeed; returns its document without `ok`. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into documents of every shape
  async json(args: readonly string[], more: More = {}): Promise<any> {
    const ran = await this.run([...args, '--json'], more);
    const { ok, ...keys } = ran.json;
    expect({ args, ok, code: ran.code, error: keys.error }).toEqual({ args, ok: true, code: 0 });
    return keys;
  }

  /** Runs a command for programs, which must fail so; returns its error. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into documents of every shape
  async fails(args: readonly string[], code: string, exitCode: number, more: More = {}): Promise<any> {
    const ran = await this.run([...args, '--json'], more);
    const said = { args, code: ran.json.error?.code, exitCode: ran.code, stderr: ran.stderr };
    expect(said).toEqual({ args, code, exitCode, stderr: '' });
    expect(ran.json.ok).toBe(false);
    return ran.json.error;
  }

  /** Every file of the project by path, with what it holds. */
  files(): { readonly [path: string]: string } {
    const root = join(this.folder, '.long-run-agent');
    const entries = readdirSync(root, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    return Object.fromEntries(files.sort().map((path) => [relative(root, path), digest(path)]));
  }
}

/** A project that `lra init` made in a folder named `shop`. */
export async function newProject(...args: readonly string[]): Promise<CliProject> {
  const folder = join(temporaryFolder(), 'shop');
  mkdirSync(folder);
  const project = new CliProject(folder);
  await project.json(['init', ...args]);
  return project;
}

function digest(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
