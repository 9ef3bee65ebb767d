import { createHash } from 'node:crypto';
import type { Known } from './kept.ts';
import type { Shelf } from './shelf.ts';
import type { NoContent, Sighted, TreeReader } from './tree-reader.ts';

/** Enough that no two contents of a tree share it. */
const HASH_BYTES = 16;

export interface Identified {
  readonly hash: string;
  readonly bytes: Buffer;
}

/** What the contents of files are called: a hash of the bytes, remembered with the stamp of the file. */
export class Identities {
  readonly #reader: TreeReader;
  readonly #files: Shelf<Known>;

  constructor(reader: TreeReader, files: Shelf<Known>) {
    this.#reader = reader;
    this.#files = files;
  }

  sight(path: string): Sighted | NoContent | null {
    return this.#reader.sight(path);
  }

  /** The hash of a file that was not written since it was read. */
  known({ path, stamp }: Sighted): string | undefined {
    const known = this.#files.find(path);
    return known?.[0] === stamp ? known[1] : undefined;
  }

  /** Reads a file; null when it is gone. */
  read(path: string): Identified | NoContent | null {
    const content = this.#reader.read(path);
    if (content === null || typeof content === 'string') return content;
    const { bytes, stamp } = content;
    const hash = createHash('sha256').update(bytes).digest().toString('base64url', 0, HASH_BYTES);
    if (stamp === null) this.#files.drop(path);
    else this.#files.keep(path, [stamp, hash]);
    return { hash, bytes };
  }
}
