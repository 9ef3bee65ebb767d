import { isUtf8 } from 'node:buffer';
import { isJsonObject, type JsonObject } from '../../core/json.ts';
import { type ConflictSide, conflictSides } from './conflict-text.ts';
import { FOOT } from './lines.ts';

/** What could still be read of a damaged document whose items stand one a line. */
export interface Salvage {
  /** The fields of its head line; after a merge there may be two, and none when that cannot be read. */
  readonly heads: readonly JsonObject[];
  readonly items: readonly unknown[];
  /** On which side of a conflict the n-th item stands. */
  readonly sides: readonly ConflictSide[];
  readonly hasConflicts: boolean;
  /** Whether every line could be read: what is not among the items was not there either. */
  readonly isComplete: boolean;
}

const NEWLINE = 10;
const MARKER = /^(?:<{7}|\|{7}|={7}|>{7})(?: |$)/;

/** Reads what can be read: the whole document, or else each line that is an item by itself. */
export function salvage(bytes: Buffer, list: string): Salvage {
  const whole = bytes.toString('utf8').replace(/^\ufeff/, '');
  const document = isUtf8(bytes) ? parse(whole) : undefined;
  if (isJsonObject(document)) {
    const { [list]: items, ...head } = document;
    const isList = Array.isArray(items);
    const found = isList ? items : [];
    const sides = found.map(() => 'both' as const);
    return { heads: [head], items: found, sides, hasConflicts: false, isComplete: isList };
  }
  return salvageLines([...linesOf(bytes)], list);
}

function salvageLines(lines: readonly (string | null)[], list: string): Salvage {
  const heads: JsonObject[] = [];
  const items: JsonObject[] = [];
  const sides: ConflictSide[] = [];
  const places = conflictSides(lines.map((line) => line ?? ''));
  let hasConflicts = false;
  let isComplete = lines.includes(FOOT.trim());
  for (const [i, line] of lines.entries()) {
    const item = line === null ? undefined : parse(line.replace(/,$/, ''));
    const head = line?.endsWith('[') ? parse(`${line}]}`) : undefined;
    if (isJsonObject(item)) {
      items.push(item);
      sides.push(places[i]!);
    } else if (isJsonObject(head) && list in head) heads.push(head);
    else if (line !== null && MARKER.test(line)) hasConflicts = true;
    else if (line !== '' && line !== FOOT.trim()) isComplete = false;
  }
  return { heads, items, sides, hasConflicts, isComplete };
}

/** The lines without what surrounds them; null for one that is not UTF-8. */
function* linesOf(bytes: Buffer): Generator<string | null> {
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline < 0 ? bytes.length : newline;
    const line = bytes.subarray(start, end);
    yield isUtf8(line) ? line.toString('utf8').trim() : null;
    start = end + 1;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
