import { isUtf8 } from 'node:buffer';
import { FailureError, fail } from '../../core/failure.ts';
import { jsonFaultLine } from '../../core/json-fault.ts';
import { itemLines, lineAt } from './json-place.ts';

/**
 * The form of `task_list.json`, `locks.json` and the records: a valid JSON document whose items stand one a line,
 * between a head line and a foot line. Diffs stay per item, and one item can be taken out without reading the rest.
 */
export const FOOT = ']}\n';

/** The line with which git starts a conflict; within JSON no line can begin like this. */
const CONFLICT = /^<{7}(?: .*)?$/m;

/** Deeper values would overflow what walks them by recursion, as `JSON.stringify` does. */
const MAX_DEPTH = 200;

/** The whole document. */
export function document(head: string, items: readonly string[]): string {
  return items.length === 0 ? `${head}\n${FOOT}` : `${head}\n${items.join(',\n')}\n${FOOT}`;
}

/** The head line: the fields before the list, and the name of the list. */
export function headLine(fields: { readonly [key: string]: unknown }, list: string): string {
  return `${JSON.stringify(fields).slice(0, -1)},${JSON.stringify(list)}:[`;
}

/** A JSON document whoever wrote it, and where its items stand in the text. */
export interface ParsedDocument {
  readonly value: unknown;
  /** The 1-based line on which the n-th item (from 0) of a list at the top starts; 1 when there is none. */
  lineOf(list: string, index: number): number;
}

/**
 * Parses a JSON document that people or programs may have edited: a byte order mark and CRLF are read over. Anything
 * that is no JSON is `corrupt_state` with file and line.
 */
export function parseDocument(path: string, bytes: Uint8Array): ParsedDocument {
  const text = decode(path, bytes);
  if (text.trim() === '') throw corrupt(path, 1, 'the file is empty');
  const conflict = CONFLICT.exec(text);
  if (conflict) throw corrupt(path, lineAt(text, conflict.index), 'a git merge left conflict markers here');
  const value = parse(path, text);
  if (isDeeper(value, MAX_DEPTH)) throw corrupt(path, 1, `values are nested more than ${MAX_DEPTH} deep`);
  const known = new Map<string, readonly number[]>();
  const linesOf = (list: string) => {
    const lines = known.get(list) ?? itemLines(text, list);
    known.set(list, lines);
    return lines;
  };
  return { value, lineOf: (list, index) => linesOf(list)[index] ?? 1 };
}

/** `corrupt_state` for a place in a file. */
export function corrupt(path: string, line: number | null, reason: string): FailureError {
  const where = line === null ? path : `${path}:${line}`;
  return new FailureError(
    fail('corrupt_state', `${where}: ${reason}`, {
      hint: 'nothing was changed; see what can be mended: lra doctor',
      data: { file: path, line, reason },
    }),
  );
}

/** The text of a file's bytes, without a byte order mark. Failures: corrupt_state with the line that is no UTF-8. */
export function decode(path: string, bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (!isUtf8(buffer)) throw corrupt(path, firstBadLine(buffer), 'this line is not UTF-8 text');
  const text = buffer.toString('utf8');
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const { message } = error as Error;
    const position = /at position (\d+)/.exec(message);
    const line = position ? lineAt(text, Number(position[1])) : (jsonFaultLine(text) ?? 1);
    const isCut = /end of JSON input|Unterminated string/.test(message);
    throw corrupt(
      path,
      line,
      isCut ? 'the file ends in the middle of a value' : 'it is not JSON from here on',
    );
  }
}

function firstBadLine(bytes: Buffer): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const newline = bytes.indexOf(10, start);
    const end = newline < 0 ? bytes.length : newline + 1;
    if (!isUtf8(bytes.subarray(start, end))) return line;
    start = end;
  }
  return 1;
}

/** Level by level: recursion would overflow on what this is to find. */
function isDeeper(value: unknown, most: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > most) return true;
    const below: unknown[] = [];
    for (const one of level) {
      if (typeof one === 'object' && one !== null) for (const item of Object.values(one)) below.push(item);
    }
    level = below;
  }
  return false;
}
