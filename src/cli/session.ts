import type { Deps } from '../app/deps.ts';
import type { CommandContext, Input, ProgressBar } from './command.ts';
import { type Asked, connect, readAsked } from './connect.ts';
import { unwrap } from './input.ts';
import { readStdin } from './io.ts';
import type { Style } from './render/style.ts';
import type { Reporter } from './reporter.ts';
import type { Started } from './started.ts';

/** What one run of a command has around it. */
export class Session implements CommandContext {
  readonly env: NodeJS.ProcessEnv;
  readonly json: boolean;
  readonly self: readonly string[];
  readonly #asked: Asked;
  readonly #reporter: Reporter;
  #project: Promise<Deps> | undefined;

  constructor(options: Input['options'], started: Pick<Started, 'env' | 'self'>, reporter: Reporter) {
    this.env = started.env;
    this.self = started.self;
    this.json = reporter.choice.json;
    this.#asked = readAsked(options, started.env);
    this.#reporter = reporter;
  }

  get startDir(): string {
    return this.#asked.startDir;
  }

  get style(): Style {
    return this.#reporter.io.outStyle;
  }

  project(): Promise<Deps> {
    this.#project ??= this.#open();
    return this.#project;
  }

  stdin(): Promise<string> {
    return readStdin();
  }

  write(text: string): void {
    this.#reporter.io.out(text);
  }

  say(text: string): void {
    this.#reporter.say(text);
  }

  progress(what: string): ProgressBar {
    return this.#reporter.progress(what);
  }

  live(line: string): void {
    this.#reporter.live(line);
  }

  /** Lets go of the project, if one was opened. */
  async close(): Promise<void> {
    const deps = await this.#project?.catch(() => null);
    await deps?.store.close();
  }

  async #open(): Promise<Deps> {
    const { deps, warnings } = unwrap(await connect(this.#asked));
    for (const warning of warnings) this.#reporter.warn(warning);
    return deps;
  }
}
