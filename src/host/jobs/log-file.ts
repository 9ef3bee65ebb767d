import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { LogPart } from '../../ports/jobs.ts';
import { wholeCharacters } from '../process/text-tail.ts';

const LINE_FEED = 10;
const BLOCK = 65_536;

/** A part of a log; a character whose end is still to come is left for the next part. Empty when there is no log. */
export function readPart(path: string, from: number, most: number): LogPart {
  return withFile(path, { text: '', next: from }, (file) => {
    const buffer = Buffer.allocUnsafe(most);
    const part = wholeCharacters(buffer.subarray(0, readSync(file, buffer, 0, most, from)));
    return { text: part.toString('utf8'), next: from + part.length };
  });
}

/** The byte at which the last so many lines begin. */
export function startOfLastLines(path: string, lines: number): number {
  return withFile(path, 0, (file) => {
    const { size } = fstatSync(file);
    if (lines === 0) return size;
    const buffer = Buffer.allocUnsafe(BLOCK);
    let left = lines;
    for (let end = size; end > 0; end -= BLOCK) {
      const start = Math.max(0, end - BLOCK);
      const block = buffer.subarray(0, readSync(file, buffer, 0, end - start, start));
      for (let at = block.length - 1; at >= 0; at--) {
        // The line feed at the very end closes a line and begins none.
        if (block[at] === LINE_FEED && start + at < size - 1 && --left === 0) return start + at + 1;
      }
    }
    return 0;
  });
}

function withFile<T>(path: string, missing: T, read: (file: number) => T): T {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return missing;
  }
  try {
    return read(file);
  } finally {
    closeSync(file);
  }
}
