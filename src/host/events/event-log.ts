import type { LoggedEvent, RunEvent } from '../../core/run/event.ts';
import type { Events } from '../../ports/events.ts';
import { randomIds } from '../ids.ts';
import { errorCode } from '../io-failure.ts';
import { endOfLine, eventLine } from './event-line.ts';
import { EventReader } from './event-reader.ts';
import { follow } from './follow.ts';
import { Segment } from './segment.ts';
import { dropOldest, makeRealFolder, SEAL, segmentsIn } from './segments.ts';

/** A process counts the lines of the newest segment when it first appends: a quarter megabyte takes half a millisecond. */
const LARGEST_SEGMENT = 256 * 1024;
/** A log of so many segments loses little of its length when the oldest is dropped. */
const FEWEST_SEGMENTS = 16;
/** A line does not count when it fell behind a seal, or was written into a torn one: each is rare, both at once rarer. */
const TRIES = 8;

/** The log in a folder, of at most so many bytes. */
export class EventLog implements Events {
  readonly #folder: string;
  readonly #most: number;
  readonly #segmentSize: number;
  readonly #name = randomIds.transaction();
  #count = 0;
  #segment: Segment | null = null;

  constructor(folder: string, most: number) {
    this.#folder = folder;
    this.#most = most;
    this.#segmentSize = Math.min(LARGEST_SEGMENT, Math.floor(most / FEWEST_SEGMENTS));
  }

  append(event: RunEvent, head: { readonly at: string; readonly agent: string | null }): number | null {
    try {
      for (let tries = 0; tries < TRIES; tries++) {
        const mark = `${this.#name}${this.#count++}`;
        const segment = this.#newest();
        if (!segment?.append(eventLine(event, head, mark))) return null;
        const seq = segment.find(endOfLine(mark));
        if (seq !== null) return seq;
      }
    } catch (error) {
      if (errorCode(error) === undefined) throw error;
    }
    return null;
  }

  *since(seq: number): Generator<LoggedEvent> {
    const reader = new EventReader(this.#folder, seq);
    try {
      yield* reader.read();
    } finally {
      reader.close();
    }
  }

  follow(seq: number, signal: AbortSignal): AsyncIterable<LoggedEvent> {
    return follow(this.#folder, seq, signal);
  }

  last(): number {
    const first = segmentsIn(this.#folder).at(-1);
    if (first === undefined) return 0;
    const segment = new Segment(this.#folder, first, 'read');
    segment.catchUp();
    segment.close();
    return segment.next - 1;
  }

  /** The segment that takes the next line, read to its end; null where there can be none. */
  #newest(): Segment | null {
    for (;;) {
      const segment = this.#open();
      if (!segment) return null;
      segment.catchUp();
      // A writer that was suspended here seals what others sealed before; then its seal is one line too many, and harmless.
      if (!segment.isSealed && segment.size >= this.#segmentSize) {
        if (!segment.append(SEAL)) return null;
        segment.catchUp();
      }
      if (!segment.isSealed) return segment;
      this.#moveOn(segment);
    }
  }

  #open(): Segment | null {
    if (this.#segment && !this.#segment.isGone) return this.#segment;
    if (!makeRealFolder(this.#folder)) return null;
    // When the log was deleted under a running process, its numbers go on where they were.
    const first = segmentsIn(this.#folder).at(-1) ?? this.#segment?.next ?? 1;
    return this.#switchTo(first);
  }

  /** The number of its first event is the name of a segment: whoever comes here makes the same one. */
  #moveOn(sealed: Segment): void {
    const newest = segmentsIn(this.#folder).at(-1) ?? 0;
    if (newest > sealed.first) {
      this.#switchTo(newest);
      return;
    }
    this.#switchTo(Math.max(sealed.next, sealed.first + 1));
    dropOldest(this.#folder, this.#most - this.#segmentSize);
  }

  #switchTo(first: number): Segment {
    this.#segment?.close();
    this.#segment = null;
    this.#segment = new Segment(this.#folder, first, 'append');
    return this.#segment;
  }
}
