import type { Deps } from '../app/deps.ts';
import type { Failure } from '../core/failure.ts';
import type { Result } from '../core/result.ts';
import type { Style } from './render/style.ts';

/** What the shell may offer for a value: a kind that lra knows, or a fixed list. */
export type Completion =
  | 'task'
  | 'status'
  | 'template'
  | 'priority'
  | 'size'
  | 'command'
  | 'module'
  | 'file'
  | readonly string[];

export interface ArgumentSpec {
  readonly name: string;
  readonly summary: string;
  /** Default: required. */
  readonly optional?: boolean;
  readonly variadic?: boolean;
  readonly complete?: Completion;
}

export interface OptionSpec {
  /** As commander writes them: `--priority <P0..P3>`, `-n, --limit <n>`, `--ready`. */
  readonly flags: string;
  readonly summary: string;
  /** May be given several times; the value is a list. */
  readonly repeat?: boolean;
  readonly complete?: Completion;
}

/** What the command line said: arguments by name, options by camelCased long name. */
export interface Input {
  readonly args: { readonly [name: string]: string | readonly string[] | undefined };
  readonly options: { readonly [name: string]: string | boolean | readonly string[] | undefined };
}

/** An answer for programs, typed by whoever made it. */
export type JsonDocument = { readonly [key: string]: unknown };

/** What a command has to say, once for programs and once for people. */
export interface Answer {
  /** The keys beside `ok`, and what JSON.stringify takes. */
  readonly json: JsonDocument;
  /** For stdout; without a trailing newline. Text from tasks must pass through `style.data`. */
  text(style: Style): string;
  /** The next step, for stderr. */
  readonly next?: string;
  /** For stderr, before the next step. */
  readonly warnings?: readonly string[];
  /** Called once the answer was written to stdout, and not when nobody read it. */
  written?(): void;
  /** Set when the answer is a failure all the same (`doctor`, `selftest`): its exit code. */
  readonly exitCode?: number;
  /** The error beside the answer, when `exitCode` is set: `{"ok":false,"error":…,…json}`. */
  readonly failure?: Failure;
}

export interface ProgressBar {
  show(done: number, total: number): void;
  /** Takes it away. */
  end(): void;
}

export interface CommandContext {
  /** Opens the project that was asked for; fails with not_initialized. */
  project(): Promise<Deps>;
  /** The directory a command starts from: `--dir`, `LRA_DIR` or the working directory. */
  readonly startDir: string;
  readonly env: NodeJS.ProcessEnv;
  /** Reads all of stdin as UTF-8. */
  stdin(): Promise<string>;
  /** Writes to stdout at once, for commands that stream. */
  write(text: string): void;
  /** Says something on stderr at once, unless `--quiet`. */
  say(text: string): void;
  /** Shows on stderr how far a step is, where that is a terminal and the step takes longer than a moment. */
  progress(what: string): ProgressBar;
  /** Shows a line on stderr that gives way to whatever is said next; where that is no terminal, nothing. Empty: takes it away. */
  live(line: string): void;
  readonly json: boolean;
  /** The command line that starts lra anew, for commands that run others. */
  readonly self: readonly string[];
  readonly style: Style;
}

export interface Command {
  readonly summary: string;
  /** Command lines with what they do; shown first in the help. */
  readonly examples: readonly (readonly [line: string, does: string])[];
  readonly arguments?: readonly ArgumentSpec[];
  readonly options?: readonly OptionSpec[];
  /** Sub-commands by name (`batch set`, `template list`); then `run` is theirs. */
  readonly subcommands?: { readonly [name: string]: Command };
  /** Longer text under the options in the help. */
  readonly details?: string;
  /** Null when the command streamed its answer itself. */
  run?(context: CommandContext, input: Input): Promise<Result<Answer | null, Failure>>;
}
