import type { StoreFs } from './fs.ts';

/** Up to this size a file is read whole at the first question; above, only the blocks that are asked for, each once. */
const WHOLE_BYTES = 1 << 20;

const BLOCK_BYTES = 16 << 10;

/** The bytes of an open file that nobody changes, read as they are asked for. */
export class PagedFile {
  readonly size: number;
  readonly #fs: StoreFs;
  readonly #fd: number | null;
  readonly #blocks = new Map<number, Buffer>();
  #whole: Buffer | null = null;
  #pieces: readonly Uint8Array[] | null = null;

  /** Without a descriptor, an empty file. */
  constructor(fs: StoreFs, fd: number | null, size: number) {
    this.#fs = fs;
    this.#fd = fd;
    this.size = size;
  }

  /** What was just written, as it lies in memory; joined when it is asked for. */
  static ofPieces(fs: StoreFs, pieces: readonly Uint8Array[]): PagedFile {
    const size = pieces.reduce((sum, piece) => sum + piece.length, 0);
    const file = new PagedFile(fs, null, size);
    file.#pieces = pieces;
    return file;
  }

  close(): void {
    if (this.#fd !== null) this.#fs.closeSync(this.#fd);
  }

  /** All bytes; from then on every slice is cut from them. Failure: io_error. */
  bytes(): Buffer {
    this.#whole ??=
      this.#fd === null ? Buffer.concat(this.#pieces ?? []) : this.#read(this.#fd, 0, this.size);
    this.#pieces = null;
    this.#blocks.clear();
    return this.#whole;
  }

  /** The bytes from one offset up to another. Failure: io_error. */
  slice(from: number, to: number): Buffer {
    if (this.#whole || this.#fd === null || this.size <= WHOLE_BYTES) return this.bytes().subarray(from, to);
    const first = Math.floor(from / BLOCK_BYTES);
    const last = Math.floor(Math.max(from, to - 1) / BLOCK_BYTES);
    const pieces: Buffer[] = [];
    for (let number = first; number <= last; number++) {
      const start = number * BLOCK_BYTES;
      pieces.push(this.#block(this.#fd, number).subarray(Math.max(from - start, 0), to - start));
    }
    return pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
  }

  #block(fd: number, number: number): Buffer {
    const known = this.#blocks.get(number);
    if (known) return known;
    const from = number * BLOCK_BYTES;
    const block = this.#read(fd, from, Math.min(BLOCK_BYTES, this.size - from));
    this.#blocks.set(number, block);
    return block;
  }

  #read(fd: number, from: number, length: number): Buffer {
    const buffer = Buffer.allocUnsafe(length);
    let done = 0;
    while (done < length) {
      const n = this.#fs.readSync(fd, buffer, done, length - done, from + done);
      if (n === 0) break;
      done += n;
    }
    return buffer.subarray(0, done);
  }
}
