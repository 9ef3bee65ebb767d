import { JinjaFault } from '../fault.ts';
import type { Runtime } from '../runtime.ts';
import { isSpace, SPACE, trailingSpaceStart } from '../values/characters.ts';
import { iterate, truthy } from '../values/iterate.ts';
import { needSize, needText, textOf, typeName } from '../values/kind.ts';
import { PyTuple, type Value } from '../values/value.ts';
import { strip } from './str-trim.ts';
import { type Method, method, namedMethod } from './table.ts';

const WORD_GAP = new RegExp(`[${SPACE}]+`, 'g');
const LINE = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/g;

/** Python's `splitlines`. */
export function splitLines(text: string, keepEnds = false): string[] {
  const lines: string[] = [];
  let start = 0;
  for (const match of text.matchAll(LINE)) {
    const end = match.index + match[0].length;
    lines.push(text.slice(start, keepEnds ? end : match.index));
    start = end;
  }
  if (start < text.length) lines.push(text.slice(start));
  return lines;
}

/** Python's `split()` without a separator: the words of a text. */
export function splitWords(text: string, most = Number.POSITIVE_INFINITY): string[] {
  let rest = strip(text, undefined, 'left');
  const words: string[] = [];
  while (rest !== '') {
    WORD_GAP.lastIndex = 0;
    const gap = words.length < most ? WORD_GAP.exec(rest) : null;
    if (!gap) return [...words, rest];
    words.push(rest.slice(0, gap.index));
    rest = rest.slice(gap.index + gap[0].length);
  }
  return words;
}

function splitWordsFromEnd(text: string, most: number): string[] {
  let rest = strip(text, undefined, 'right');
  const words: string[] = [];
  while (rest !== '' && words.length < most) {
    let start = rest.length;
    while (start > 0 && !isSpace(rest[start - 1]!)) start -= 1;
    words.push(rest.slice(start));
    rest = rest.slice(0, trailingSpaceStart(rest.slice(0, start)));
  }
  return (rest === '' ? words : [...words, rest]).reverse();
}

function splitAt(text: string, separator: string, most: number, fromEnd: boolean): string[] {
  const parts = text.split(separator);
  if (parts.length <= most + 1) return parts;
  if (fromEnd) {
    const cut = parts.length - most;
    return [parts.slice(0, cut).join(separator), ...parts.slice(cut)];
  }
  return [...parts.slice(0, most), parts.slice(most).join(separator)];
}

/** Python's `rsplit(separator, 1)`. */
export function splitOnceFromEnd(text: string, separator: string): string[] {
  return splitAt(text, separator, 1, true);
}

function splitMethod(name: 'split' | 'rsplit'): [string, Method<string>] {
  return namedMethod<string>(
    name,
    ['sep?', 'maxsplit?'],
    (runtime, text, [separator = null, maximum = -1n]) => {
      const count = needSize(maximum, 'a maximum');
      const most = count < 0 ? Number.POSITIVE_INFINITY : count;
      runtime.budget.text(text.length);
      if (separator === null) {
        const parts =
          name === 'split' || most > text.length ? splitWords(text, most) : splitWordsFromEnd(text, most);
        return counted(runtime, parts);
      }
      const mark = needText(separator, 'a separator');
      if (mark === '') throw new JinjaFault('a separator may not be empty');
      return counted(runtime, splitAt(text, mark, most, name === 'rsplit'));
    },
  );
}

function counted(runtime: Runtime, parts: string[]): string[] {
  runtime.budget.step(parts.length);
  return parts;
}

function partition(text: string, separator: Value, fromEnd: boolean): PyTuple {
  const mark = needText(separator, 'a separator');
  if (mark === '') throw new JinjaFault('a separator may not be empty');
  const at = fromEnd ? text.lastIndexOf(mark) : text.indexOf(mark);
  if (at < 0) return new PyTuple(fromEnd ? ['', '', text] : [text, '', '']);
  return new PyTuple([text.slice(0, at), mark, text.slice(at + mark.length)]);
}

/** Puts texts together with a separator between each two; anything but text among them is a fault. */
function join(runtime: Runtime, separator: string, values: Value): string {
  const parts: string[] = [];
  for (const item of iterate(values, runtime.budget)) {
    const part = textOf(item);
    if (part === undefined) throw new JinjaFault(`join() takes strings only, not ${typeName(item)}`);
    parts.push(part);
  }
  return joinTexts(runtime, separator, parts);
}

/** Puts texts together, paying for the result before it is made. */
export function joinTexts(runtime: Runtime, separator: string, parts: readonly string[]): string {
  const gaps = separator.length * Math.max(0, parts.length - 1);
  runtime.budget.text(parts.reduce((sum, part) => sum + part.length, gaps));
  return parts.join(separator);
}

/** Python's string methods that take a text apart or put one together. */
export const splitMethods: [string, Method<string>][] = [
  splitMethod('split'),
  splitMethod('rsplit'),
  namedMethod('splitlines', ['keepends?'], (runtime, text, [keepEnds = false]) =>
    counted(runtime, splitLines(text, truthy(keepEnds))),
  ),
  method('partition', ['sep'], (_runtime, text, [separator = null]) => partition(text, separator, false)),
  method('rpartition', ['sep'], (_runtime, text, [separator = null]) => partition(text, separator, true)),
  method('join', ['iterable'], (runtime, text, [values = null]) => join(runtime, text, values)),
];
