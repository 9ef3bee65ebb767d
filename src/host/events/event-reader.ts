import type { LoggedEvent } from '../../core/run/event.ts';
import { errorCode } from '../io-failure.ts';
import { readEventLine } from './event-line.ts';
import { Segment } from './segment.ts';
import { segmentsIn } from './segments.ts';

/** Reads a log from a number on, as far as it goes; asked again, from there. Memory: one chunk of a file. */
export class EventReader {
  readonly #folder: string;
  #after: number;
  #segment: Segment | null = null;

  constructor(folder: string, after: number) {
    this.#folder = folder;
    this.#after = after;
  }

  /** The events that were not read yet. Damaged lines are passed over. */
  *read(): Generator<LoggedEvent> {
    for (;;) {
      // Listed before reading: a segment that is not the newest gets nothing more that counts.
      const firsts = segmentsIn(this.#folder);
      const segment = this.#segment ?? this.#open(this.#start(firsts));
      if (!segment) return;
      this.#segment = segment;
      const next = firsts.find((first) => first > segment.first);
      for (const [seq, line] of segment.lines()) {
        if (seq <= this.#after || seq >= (next ?? Number.POSITIVE_INFINITY)) continue;
        this.#after = seq;
        const event = readEventLine(seq, line);
        if (event) yield event;
      }
      if (next === undefined && !this.#wasCleared(segment, firsts)) return;
      // Whatever was lost of this segment, its numbers are over.
      if (next !== undefined) this.#after = Math.max(this.#after, next - 1);
      this.close();
    }
  }

  close(): void {
    this.#segment?.close();
    this.#segment = null;
  }

  /** Whether the log was deleted and began anew, from 1: then all of the new one was not read yet. */
  #wasCleared(segment: Segment, firsts: readonly number[]): boolean {
    if (firsts.length === 0 || firsts.at(-1)! > segment.first || !segment.isGone) return false;
    this.#after = 0;
    return true;
  }

  #start(firsts: readonly number[]): number | undefined {
    return firsts.findLast((first) => first <= this.#after + 1) ?? firsts[0];
  }

  /** Null when it was dropped since it was listed: what is left of the log is read the next time. */
  #open(first: number | undefined): Segment | null {
    if (first === undefined) return null;
    try {
      return new Segment(this.#folder, first, 'read');
    } catch (error) {
      if (errorCode(error) === undefined) throw error;
      return null;
    }
  }
}
