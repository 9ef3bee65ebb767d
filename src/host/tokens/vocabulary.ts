import type { HashedText } from './hashed-text.ts';

const { imul } = Math;

/** The rank of bytes that are no token. */
export const NO_RANK = -1;

/** The tokens of one section of the table, as scripts/build-tokens.mjs lays them out. */
export interface TokenSection {
  /** Each token by its length, its rank in three bytes, and its bytes. */
  readonly tokens: Uint8Array;
  /** For each bucket where its tokens start, and a bit for each hash in it; at last where the tokens end. */
  readonly buckets: Int32Array;
  /** How far right to shift a hash to have the number of its bucket. */
  readonly hashShift: number;
}

/** Finds the rank of a token by its bytes. */
export class Vocabulary {
  private readonly longest: number;
  private readonly narrow: TokenSection;
  private readonly loadWide: () => TokenSection;
  private wide: TokenSection | undefined;

  /** The tokens that start or end beyond ASCII are loaded by the first text that needs them. */
  constructor(longest: number, narrow: TokenSection, loadWide: () => TokenSection) {
    this.longest = longest;
    this.narrow = narrow;
    this.loadWide = loadWide;
  }

  /** The rank of the token with exactly these bytes, which lie in the text's current piece, or NO_RANK. */
  rankOf(text: HashedText, start: number, end: number): number {
    const length = end - start;
    if (length > this.longest) return NO_RANK;
    const { bytes } = text;
    const { tokens, buckets, hashShift } =
      (bytes[start]! | bytes[end - 1]!) < 0x80 ? this.narrow : this.wideSection();
    const hash = imul(text.hashOf(start, end), 0x9e3779b1);
    const bucket = (hash >>> hashShift) * 2;
    // A shift counts modulo 32, so these are the five bits of the hash below the bucket's number.
    if ((buckets[bucket + 1]! & (1 << (hash >>> (hashShift - 5)))) === 0) return NO_RANK;
    const bucketEnd = buckets[bucket + 2]!;
    for (let at = buckets[bucket]!; at < bucketEnd; at += 4 + tokens[at]!) {
      if (tokens[at] !== length) continue;
      let same = 0;
      while (same < length && tokens[at + 4 + same] === bytes[start + same]) same++;
      if (same === length) return tokens[at + 1]! | (tokens[at + 2]! << 8) | (tokens[at + 3]! << 16);
    }
    return NO_RANK;
  }

  private wideSection(): TokenSection {
    this.wide ??= this.loadWide();
    return this.wide;
  }
}
