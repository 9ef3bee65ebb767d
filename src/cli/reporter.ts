import { errorJson, type Failure, FailureError, fail } from '../core/failure.ts';
import type { Answer, ProgressBar } from './command.ts';
import { exitCodeOf } from './exit-code.ts';
import type { OutputChoice } from './globals.ts';
import { Io, StdoutClosed } from './io.ts';
import { Progress } from './progress.ts';
import { harmless, jsonText, visible, visibleLines } from './render/controls.ts';
import { truncate } from './render/width.ts';

/** Says how a command ended: the answer on stdout, all else on stderr, the exit code to the caller. */
export class Reporter {
  readonly choice: OutputChoice;
  readonly io: Io;
  #answered = false;

  constructor(choice: OutputChoice, env: NodeJS.ProcessEnv) {
    this.choice = choice;
    this.io = new Io(choice.color, env);
  }

  /** Says an answer and returns the exit code. */
  answer(answer: Answer): number {
    const { json, text, failure, warnings, next, exitCode } = answer;
    let isWritten: boolean;
    for (const warning of warnings ?? []) this.warn(warning);
    if (this.choice.json) {
      isWritten = this.#document(
        failure ? { ok: false, error: errorJson(failure), ...json } : { ok: true, ...json },
      );
    } else {
      const { outStyle } = this.io;
      isWritten = this.#print(harmless(text(outStyle), outStyle.color));
      if (failure) this.#error(failure);
      if (next !== undefined) this.say(this.io.errStyle.dim(`next: ${visible(next)}`));
    }
    if (isWritten) answer.written?.();
    return exitCode ?? (failure ? exitCodeOf(failure.code) : 0);
  }

  /** Says a failure and returns its exit code. */
  failure(failure: Failure): number {
    if (this.choice.json && !this.#answered) this.#document({ ok: false, error: errorJson(failure) });
    else this.#error(failure);
    return exitCodeOf(failure.code);
  }

  /** Says what a command threw and returns its exit code: a failure it could not return, the end of stdout, or a bug. */
  thrown(thrown: unknown): number {
    if (thrown instanceof StdoutClosed) return 0;
    if (thrown instanceof FailureError) return this.failure(thrown.failure);
    const { message, stack } = thrown instanceof Error ? thrown : new Error(String(thrown));
    if (this.choice.debug) this.io.err(`${visibleLines(stack ?? message)}\n`);
    return this.failure(
      fail('internal', `this is a bug in lra: ${message}`, {
        hint: 'the same command with --debug shows where it happened',
      }),
    );
  }

  /** Says a warning on stderr, unless --quiet. */
  warn(text: string): void {
    this.say(`${this.io.errStyle.yellow('warning:')} ${visible(text)}`);
  }

  /** Says a line on stderr, unless --quiet. */
  say(line: string): void {
    if (this.choice.quiet) return;
    this.io.err(`${harmless(line, this.io.errStyle.color)}\n`);
  }

  /** How far a long step is; with --quiet nothing of it is shown. */
  progress(what: string): ProgressBar {
    const io = this.choice.quiet ? { errStyle: this.io.errStyle, passing: () => {} } : this.io;
    return new Progress(io, what);
  }

  /** Shows a line on a terminal until anything else is said; cut to its width. */
  live(line: string): void {
    if (this.choice.quiet) return;
    this.io.passing(truncate(visible(line), this.io.errStyle.width - 1));
  }

  #error({ message, hint }: Failure): void {
    const { red, bold, dim } = this.io.errStyle;
    this.io.err(`${bold(red('error:'))} ${visible(message)}\n`);
    if (hint) this.say(dim(`hint: ${visible(hint)}`));
  }

  #document(document: { readonly [key: string]: unknown }): boolean {
    this.#answered = true;
    return this.#print(jsonText(document));
  }

  /** The exit code of a command is its own, also when nobody reads what it says; false then. */
  #print(text: string): boolean {
    try {
      if (text !== '') this.io.out(`${text}\n`);
      return true;
    } catch (error) {
      if (!(error instanceof StdoutClosed)) throw error;
      return false;
    }
  }
}
