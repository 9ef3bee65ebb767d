import { lstatSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../io-failure.ts';

/** A file of the log; its name is the number of its first event. */
const SEGMENT = /^(\d{15})\.jsonl$/;
const DIGITS = 15;

/** The last line of a segment: what any process writes behind it does not count, and is written anew. */
export const SEAL = '{"sealed":true}';

/** The segments of a log, as the numbers of their first events, the oldest first; none where there is no log. */
export function segmentsIn(folder: string): readonly number[] {
  const firsts: number[] = [];
  for (const name of namesIn(folder)) {
    const first = Number(SEGMENT.exec(name)?.[1] ?? Number.NaN);
    if (first > 0) firsts.push(first);
  }
  return firsts.sort((a, b) => a - b);
}

export function segmentPath(folder: string, first: number): string {
  return join(folder, `${String(first).padStart(DIGITS, '0')}.jsonl`);
}

/** Deletes the oldest segments until the rest has room for this much more; never the newest. What cannot be deleted stays. */
export function dropOldest(folder: string, most: number): void {
  const firsts = segmentsIn(folder);
  let total = 0;
  for (const [i, first] of [...firsts.entries()].reverse()) {
    const path = segmentPath(folder, first);
    total += statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    if (total <= most || i === firsts.length - 1) continue;
    try {
      rmSync(path, { force: true });
    } catch (error) {
      if (errorCode(error) === undefined) throw error;
    }
  }
}

/** Makes the folder where there is none; false for a symbolic link in its place, which may lead out of the project. */
export function makeRealFolder(folder: string): boolean {
  mkdirSync(folder, { recursive: true });
  return lstatSync(folder).isDirectory();
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return [];
  }
}
