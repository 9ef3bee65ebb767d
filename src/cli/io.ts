import { fstatSync, statSync, writeSync } from 'node:fs';
import { fail } from '../core/failure.ts';
import type { ColorChoice } from './globals.ts';
import { stop } from './input.ts';
import { styleFor } from './render/ansi.ts';
import type { Style } from './render/style.ts';

const STDOUT = 1;
const STDERR = 2;
const RETRY_MILLISECONDS = 2;
/** The width of a terminal that does not know its own. */
const USUAL_COLUMNS = 80;
const ERASE_LINE = '\r\u001b[K';

/** Nobody reads stdout any more (`lra list | head -1`): no error, but nothing is left to say. */
export class StdoutClosed extends Error {}

/** The streams of this process. Writes are whole when they return, so the process may end at any time after one. */
export class Io {
  readonly #color: ColorChoice;
  readonly #env: NodeJS.ProcessEnv;
  #outStyle: Style | undefined;
  #errStyle: Style | undefined;
  #isPassing = false;

  constructor(color: ColorChoice, env: NodeJS.ProcessEnv) {
    this.#color = color;
    this.#env = env;
  }

  /** How text looks on stdout. */
  get outStyle(): Style {
    this.#outStyle ??= this.#styleOf(STDOUT);
    return this.#outStyle;
  }

  get errStyle(): Style {
    this.#errStyle ??= this.#styleOf(STDERR);
    return this.#errStyle;
  }

  /** Writes to stdout. Throws StdoutClosed when nobody reads it; stops with io_error when it takes no more. */
  out(text: string): void {
    this.passing('');
    try {
      writeWhole(STDOUT, text);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') throw new StdoutClosed();
      stop(
        fail('io_error', `stdout does not take the answer: ${message}`, {
          hint: 'what was asked may have been done all the same; before asking again, see: lra status',
        }),
      );
    }
  }

  /** Writes to stderr; what it cannot take is lost, for there is nobody else to tell. */
  err(text: string): void {
    this.passing('');
    this.#tell(text);
  }

  /**
   * Shows a line on stderr that gives way to whatever is written next, or takes it away when it is empty. Only where
   * stderr is a terminal that can erase.
   */
  passing(line: string): void {
    if (line === '' && !this.#isPassing) return;
    if (this.errStyle.width === Number.POSITIVE_INFINITY || this.#env.TERM === 'dumb') return;
    this.#isPassing = line !== '';
    this.#tell(`${ERASE_LINE}${line}`);
  }

  #tell(text: string): void {
    try {
      writeWhole(STDERR, text);
    } catch {}
  }

  #styleOf(fd: number): Style {
    const terminal = isTerminal(fd);
    // A terminal that was not told its size says 0.
    const width = terminal
      ? process.stdout.columns || process.stderr.columns || USUAL_COLUMNS
      : Number.POSITIVE_INFINITY;
    return styleFor(wantsColor(this.#color, this.#env, terminal), width);
  }
}

/** Whether to colour: the flag decides, else FORCE_COLOR, NO_COLOR and TERM in this order, else whether it is a terminal. */
export function wantsColor(choice: ColorChoice, env: NodeJS.ProcessEnv, terminal: boolean): boolean {
  if (choice !== 'auto') return choice === 'always';
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  if (env.NO_COLOR || env.TERM === 'dumb') return false;
  return terminal;
}

/** All of stdin as UTF-8. */
export async function readStdin(): Promise<string> {
  const { text } = await import('node:stream/consumers');
  return text(process.stdin);
}

/** Asks node:tty only about what may be a terminal: loading it takes 2 ms. */
function isTerminal(fd: number): boolean {
  const stats = fstatSync(fd);
  if (!stats.isCharacterDevice() || stats.rdev === statSync('/dev/null', { throwIfNoEntry: false })?.rdev)
    return false;
  return process.getBuiltinModule('node:tty').isatty(fd);
}

/**
 * Writes with the system call itself: `process.stdout` takes 3 ms to load, and on a pipe returns before it has written.
 * A pipe that another process made non-blocking refuses what it has no room for; then the reader gets a moment.
 */
function writeWhole(fd: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(fd, bytes, done);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MILLISECONDS);
    }
  }
}
