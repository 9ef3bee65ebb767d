import type { HashedText } from './hashed-text.ts';
import { MergeQueue } from './merge-queue.ts';
import { NO_RANK, type Vocabulary } from './vocabulary.ts';

const USUAL_LENGTH = 128;

/** Encodes the pieces of one text that are no tokens themselves. */
export class Merger {
  private readonly vocabulary: Vocabulary;
  private readonly text: HashedText;
  // A part is named by the place of its first byte in the piece; the parts are a list linked both ways.
  private next = new Int32Array(0);
  private previous = new Int32Array(0);
  private rankWithNext = new Int32Array(0);
  private queue = new MergeQueue(0);

  constructor(vocabulary: Vocabulary, text: HashedText) {
    this.vocabulary = vocabulary;
    this.text = text;
  }

  /**
   * The number of tokens of the text's current piece: its bytes are joined pair by pair, the pair of the lowest rank
   * first and of equal ones the leftmost, until no two neighbours make a token.
   */
  countTokens(start: number, end: number): number {
    const length = end - start;
    this.reset(length);
    const { next, previous, rankWithNext, queue } = this;
    for (let part = 0; part < length; part++) {
      next[part] = part + 1;
      previous[part] = part - 1;
    }
    for (let part = 0; part < length; part++) this.rate(part, start, length);

    let count = length;
    while (queue.pop()) {
      const part = queue.part;
      // The pair has changed since it was queued.
      if (rankWithNext[part] !== queue.rank) continue;
      const joined = next[part]!;
      const after = next[joined]!;
      next[part] = after;
      if (after < length) previous[after] = part;
      rankWithNext[joined] = NO_RANK;
      count--;
      this.rate(part, start, length);
      if (part > 0) this.rate(previous[part]!, start, length);
    }
    return count;
  }

  private rate(part: number, start: number, length: number): void {
    const second = this.next[part]!;
    const rank =
      second < length ? this.vocabulary.rankOf(this.text, start + part, start + this.next[second]!) : NO_RANK;
    this.rankWithNext[part] = rank;
    if (rank !== NO_RANK) this.queue.push(rank, part);
  }

  private reset(length: number): void {
    if (length <= this.next.length) return;
    const capacity = Math.max(length, USUAL_LENGTH);
    this.next = new Int32Array(capacity);
    this.previous = new Int32Array(capacity);
    this.rankWithNext = new Int32Array(capacity);
    // One pair for each byte, and two for each join.
    this.queue = new MergeQueue(capacity * 3);
  }
}
