import { execFileSync } from 'node:child_process';
import {
  closeSync,
  constants,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cutToBytes, tailText } from './text-tail.ts';

/** What a command is given as its stdin, stdout and stderr. */
export interface Pipes {
  readonly stdin: number | 'ignore';
  readonly read: number;
  readonly write: number;
}

/** How much of the end is at hand: 64 Ki characters of any kind. */
const TAIL_BYTES = 4 * 65_536;
/** What a pipe can hold at most (1 MiB by default for the unprivileged): more than that is not of the command itself. */
const PIPE_BYTES = 1_048_576;

/**
 * Opens the ends of a named pipe, and a file with the input. Not the socket that Node makes, which a command cannot open
 * anew as /dev/stderr; one pipe for both streams keeps their order. An input file needs nobody who writes it. The
 * files are gone from the disk when this returns. Throws what the system says when there is no room or no mkfifo.
 */
export function openPipes(stdin: string | null): Pipes {
  const folder = mkdtempSync(join(tmpdir(), 'lra-run-'));
  try {
    const pipe = join(folder, 'out');
    execFileSync('mkfifo', ['-m', '600', pipe], { stdio: 'ignore' });
    // Opened for reading first, and without waiting: else each open would wait for the other.
    const read = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
    const write = openSync(pipe, constants.O_WRONLY);
    if (stdin === null) return { stdin: 'ignore', read, write };
    const input = join(folder, 'in');
    writeFileSync(input, stdin, { mode: 0o600 });
    return { stdin: openSync(input, 'r'), read, write };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Reads what a command writes, to the end: up to a cap into a file, the last of it kept at hand. */
export class Output {
  bytes = 0;
  lastAt = Date.now();
  readonly #pipe: number;
  readonly #socket: Socket;
  readonly #file: number;
  readonly #cap: number;
  #kept = 0;
  #isClosed = false;
  #tail: Buffer[] = [];
  #tailBytes = 0;

  /** Throws when the file cannot be opened. */
  constructor(pipe: number, file: string, cap: number) {
    this.#file = openSync(file, 'w', 0o600);
    this.#cap = cap;
    this.#pipe = pipe;
    this.#socket = new Socket({ fd: pipe, readable: true, writable: false });
    this.#socket.on('data', (chunk: Buffer) => this.#take(chunk));
    this.#socket.on('error', () => {});
  }

  /** Takes what is in the pipe now; who else may write into it is not waited for. */
  drain(): void {
    const buffer = Buffer.allocUnsafe(65_536);
    try {
      for (let left = PIPE_BYTES; left > 0 && !this.#socket.destroyed; ) {
        const size = readSync(this.#pipe, buffer);
        if (size === 0) break;
        this.#take(Buffer.from(buffer.subarray(0, size)));
        left -= size;
      }
    } catch {
      // Nothing more for now.
    }
    this.#socket.unref();
  }

  /** Reads no more: whoever still writes is told by SIGPIPE. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#socket.destroy();
    closeSync(this.#file);
  }

  /** The last so many characters, none of them cut in two. */
  tail(characters: number): string {
    return tailText(Buffer.concat(this.#tail), characters);
  }

  #take(chunk: Buffer): void {
    this.lastAt = Date.now();
    this.bytes += chunk.length;
    this.#keep(chunk);
    this.#tail.push(chunk);
    this.#tailBytes += chunk.length;
    // A flood of short writes is joined, or it would take a buffer each.
    if (this.#tailBytes > 2 * TAIL_BYTES || this.#tail.length > 1_000) {
      const all = Buffer.concat(this.#tail);
      this.#tail = [Buffer.from(all.subarray(Math.max(0, all.length - TAIL_BYTES)))];
      this.#tailBytes = this.#tail[0]!.length;
    }
  }

  #keep(chunk: Buffer): void {
    if (this.#isClosed || this.#kept >= this.#cap) return;
    const part = cutToBytes(chunk, this.#cap - this.#kept);
    // The first chunk that does not fit is the last one.
    this.#kept = part.length < chunk.length ? this.#cap : this.#kept + part.length;
    try {
      for (let done = 0; done < part.length; ) done += writeSync(this.#file, part, done);
    } catch {
      // A full disk costs the log, not the command.
    }
  }
}
