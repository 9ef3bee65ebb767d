import { LineFile } from './line-file.ts';
import { SEAL, segmentPath } from './segments.ts';

const SEAL_BYTES = Buffer.from(SEAL);

/**
 * A segment of the log, read line by line: the number of an event is that of the segment's first one plus the lines before
 * it. So the file itself says which number a line has, to every process the same, and nobody has to reserve one.
 */
export class Segment {
  readonly first: number;
  readonly #file: LineFile;
  #next: number;
  #isSealed = false;

  constructor(folder: string, first: number, mode: 'read' | 'append') {
    this.first = first;
    this.#next = first;
    this.#file = new LineFile(segmentPath(folder, first), mode);
  }

  /** The number that the next line has, as far as this was read. */
  get next(): number {
    return this.#next;
  }

  get isSealed(): boolean {
    return this.#isSealed;
  }

  get isGone(): boolean {
    return this.#file.isGone;
  }

  get size(): number {
    return this.#file.size;
  }

  /** The lines since the last call, with their numbers, up to the seal. A damaged line has a number as well. */
  *lines(): Generator<readonly [seq: number, line: Buffer]> {
    if (this.#isSealed) return;
    for (const line of this.#file.lines()) {
      if (line.length === SEAL_BYTES.length && line.equals(SEAL_BYTES)) {
        this.#isSealed = true;
        return;
      }
      yield [this.#next++, line];
    }
  }

  /** Reads on to the end. */
  catchUp(): void {
    for (const _ of this.lines());
  }

  /** The number of the line that ends so, behind what was read; null when it does not count: torn, or behind the seal. */
  find(end: Buffer): number | null {
    let found: number | null = null;
    for (const [seq, line] of this.lines()) if (line.subarray(-end.length).equals(end)) found = seq;
    return found;
  }

  append(line: string): boolean {
    return this.#file.append(line);
  }

  close(): void {
    this.#file.close();
  }
}
