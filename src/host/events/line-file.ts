import { closeSync, constants, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';

const CHUNK = 64 * 1024;
/** Most often only a line is new. */
const FIRST_CHUNK = 2048;
/** What is longer is no line that was written here. */
const LONGEST = 1024 * 1024;
const NEWLINE = 10;
/** Windows has no such flag. */
const NO_FOLLOW = constants.O_NOFOLLOW ?? 0;
const TO_READ = constants.O_RDONLY | NO_FOLLOW;
const TO_APPEND = constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | NO_FOLLOW;

/** Stands for a line that is too long to be one. */
const OVERLONG = Buffer.from('?');

/**
 * A file of lines that several processes append to: one write a line, at the end as the system sees it, so that the order
 * of the lines is one for all. It remembers how far it was read.
 */
export class LineFile {
  readonly #file: number;
  #offset = 0;
  #isTorn = false;

  /** Throws what `open` throws; a symbolic link is not followed. */
  constructor(path: string, mode: 'read' | 'append') {
    this.#file = openSync(path, mode === 'read' ? TO_READ : TO_APPEND, 0o644);
  }

  /** Whether the file was deleted meanwhile. */
  get isGone(): boolean {
    return fstatSync(this.#file).nlink === 0;
  }

  get size(): number {
    return fstatSync(this.#file).size;
  }

  /** The whole lines behind those that were read before; what is still without its end comes another time. */
  *lines(): Generator<Buffer> {
    let kept: Buffer = Buffer.alloc(0);
    let isOverlong = false;
    for (let size = FIRST_CHUNK; ; size = CHUNK) {
      const chunk = Buffer.allocUnsafe(size);
      const read = readSync(this.#file, chunk, 0, size, this.#offset + kept.length);
      this.#isTorn = kept.length > 0;
      if (read === 0) return;
      const text = kept.length > 0 ? Buffer.concat([kept, chunk.subarray(0, read)]) : chunk.subarray(0, read);
      let from = 0;
      for (let to = text.indexOf(NEWLINE); to >= 0; to = text.indexOf(NEWLINE, from)) {
        this.#offset += to + 1 - from;
        if (isOverlong) yield OVERLONG;
        else if (to > from) yield text.subarray(from, to);
        isOverlong = false;
        from = to + 1;
      }
      kept = text.subarray(from);
      if (kept.length <= LONGEST) continue;
      isOverlong = true;
      this.#offset += kept.length;
      kept = Buffer.alloc(0);
    }
  }

  /**
   * Adds a line; false when not all of it could be written. What a dead writer left without its end gets one first: it must
   * not swallow this line. All that is there has to be read before.
   */
  append(line: string): boolean {
    const bytes = Buffer.from(this.#isTorn ? `\n${line}\n` : `${line}\n`);
    return writeSync(this.#file, bytes) === bytes.length;
  }

  /** Makes what was appended survive a power cut as well. */
  sync(): void {
    fsyncSync(this.#file);
  }

  close(): void {
    closeSync(this.#file);
  }
}
