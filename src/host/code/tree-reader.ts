import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { errorCode } from '../io-failure.ts';
import { MAX_SOURCE_BYTES } from './parse/messages.ts';

/** Windows has neither. A pipe that is opened without O_NONBLOCK waits for its writer for ever. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Clocks of file systems tick up to this far apart: a change within the tick leaves no trace in a file's times. */
const TICK_NS = 2_000_000_000n;

/** Why a file has no content for us. */
export type NoContent = 'unreadable' | 'too_large';

/** A regular file as it lies there. */
export interface Sighted {
  readonly path: string;
  readonly size: number;
  /** Differs, as far as times can tell, when the file was written. */
  readonly stamp: string;
}

export interface Content {
  readonly bytes: Buffer;
  /** Null when the file was written so shortly before that its times could not tell the next change. */
  readonly stamp: string | null;
}

interface Stat {
  readonly size: bigint;
  readonly ino: bigint;
  readonly mtimeNs: bigint;
  readonly ctimeNs: bigint;
}

/** Looks at and reads regular files below a folder; follows no symbolic link, and opens nothing else. */
export class TreeReader {
  readonly #root: string;
  readonly #folders = new Map<string, boolean>([['.', true]]);

  constructor(root: string) {
    this.#root = root;
  }

  /** A regular file; null when there is none, or it lies behind a symbolic link. */
  sight(path: string): Sighted | NoContent | null {
    try {
      if (!this.#isFolder(dirname(path))) return null;
      const stat = lstatSync(join(this.#root, path), { bigint: true, throwIfNoEntry: false });
      // A name that is no UTF-8 was read as another, and no file has that.
      if (!stat) return path.includes('\ufffd') ? 'unreadable' : null;
      if (!stat.isFile()) return null;
      return stat.size > MAX_SOURCE_BYTES
        ? 'too_large'
        : { path, size: Number(stat.size), stamp: stampOf(stat) };
    } catch (error) {
      return isGone(error) ? null : 'unreadable';
    }
  }

  /** What is in a file that was sighted; null when it is gone since. */
  read(path: string): Content | NoContent | null {
    let file: number | undefined;
    try {
      const now = BigInt(Date.now()) * 1_000_000n;
      file = openSync(join(this.#root, path), FLAGS);
      const stat = fstatSync(file, { bigint: true });
      if (!stat.isFile()) return null;
      if (stat.size > MAX_SOURCE_BYTES) return 'too_large';
      const bytes = readUpTo(file, Number(stat.size));
      const settled = stat.mtimeNs < now - TICK_NS && stat.ctimeNs < now - TICK_NS;
      return { bytes, stamp: settled ? stampOf(stat) : null };
    } catch (error) {
      return isGone(error) ? null : 'unreadable';
    } finally {
      if (file !== undefined) closeSync(file);
    }
  }

  /** Whether a folder below the root is one, and all those above it are. */
  #isFolder(folder: string): boolean {
    const above: string[] = [];
    let at = folder;
    while (!this.#folders.has(at)) {
      above.push(at);
      at = dirname(at);
    }
    let real = this.#folders.get(at)!;
    for (const path of above.reverse()) {
      real &&= lstatSync(join(this.#root, path), { throwIfNoEntry: false })?.isDirectory() ?? false;
      this.#folders.set(path, real);
    }
    return real;
  }
}

function stampOf({ size, ino, mtimeNs, ctimeNs }: Stat): string {
  return `${size}:${ino}:${mtimeNs}:${ctimeNs}`;
}

/** Not more than the size that was allowed, even if the file grows meanwhile; in memory of its own, which can be handed to a worker. */
function readUpTo(file: number, size: number): Buffer {
  const bytes = Buffer.from(new ArrayBuffer(size));
  let length = 0;
  while (length < size) {
    const count = readSync(file, bytes, length, size - length, length);
    if (count === 0) break;
    length += count;
  }
  return bytes.subarray(0, length);
}

function isGone(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'ELOOP', 'EMLINK'].includes(errorCode(error) ?? '');
}
