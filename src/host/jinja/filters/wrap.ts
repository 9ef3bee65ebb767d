import { JinjaFault } from '../fault.ts';
import { joinTexts, splitLines } from '../methods/str-split.ts';
import type { Runtime } from '../runtime.ts';
import { characterCount, characters, trailingSpaceStart } from '../values/characters.ts';
import { truthy } from '../values/iterate.ts';
import { needSize, needText, refuseUndefined } from '../values/kind.ts';
import type { Value } from '../values/value.ts';
import { type Filter, filter } from './table.ts';

// How Python's `textwrap` splits; its `\w` takes numbers of every kind and no marks.
const BLANK = '[\\t\\n\\v\\f\\r ]';
const SOLID = '[^\\t\\n\\v\\f\\r ]';
const WORD = '[\\p{L}\\p{N}_]';
const WORD_END = '[\\p{L}\\p{N}_!"\'&.,?]';
const LETTER = '[\\p{L}\\p{Nl}\\p{No}_]';
const HYPHENATED = `-(?:(?<=${LETTER}{2}-)|(?<=${LETTER}-${LETTER}-))(?=${LETTER}-?${LETTER})`;
const DASH = `(?<=${WORD_END})(?=-{2,}${WORD})`;
const AT_HYPHENS = new RegExp(
  `(${BLANK}+|(?<=${WORD_END})-{2,}(?=${WORD})|${SOLID}+?(?:${HYPHENATED}|(?=${BLANK}|$)|${DASH}))`,
  'u',
);
const AT_BLANKS = new RegExp(`(${BLANK}+)`, 'u');

interface Wrapping {
  readonly width: number;
  readonly breakWords: boolean;
  readonly breakHyphens: boolean;
}

/** Python's `textwrap.wrap` of one line. */
function wrapLine(runtime: Runtime, text: string, wrapping: Wrapping): string[] {
  const chunks = text.split(wrapping.breakHyphens ? AT_HYPHENS : AT_BLANKS).filter((chunk) => chunk !== '');
  const waiting = chunks.reverse();
  const lines: string[] = [];
  while (waiting.length > 0) {
    runtime.budget.step();
    if (lines.length > 0 && isBlank(waiting.at(-1)!)) waiting.pop();
    const line = takeLine(waiting, wrapping);
    runtime.budget.text(line.length);
    if (line !== '') lines.push(line);
  }
  return lines;
}

/** Takes the chunks of one line; the last one is cut in two when it alone is wider than a line. */
function takeLine(waiting: string[], { width, breakWords, breakHyphens }: Wrapping): string {
  const line: string[] = [];
  let length = 0;
  for (let chunk = waiting.at(-1); chunk !== undefined; chunk = waiting.at(-1)) {
    if (isWider(chunk, width - length)) break;
    line.push(chunk);
    length += characterCount(chunk);
    waiting.pop();
  }
  const next = waiting.at(-1);
  if (next !== undefined && isWider(next, width)) {
    if (breakWords) {
      const [head, tail] = cut(next, width - length, breakHyphens);
      line.push(head);
      waiting[waiting.length - 1] = tail;
    } else if (line.length === 0) {
      line.push(waiting.pop()!);
    }
  }
  if (isBlank(line.at(-1) ?? 'x')) line.pop();
  return line.join('');
}

function cut(chunk: string, room: number, breakHyphens: boolean): [string, string] {
  // Twice as many units as characters are enough, whatever the characters are.
  const start = characters(chunk.slice(0, 2 * room))
    .slice(0, room)
    .join('');
  const hyphen = breakHyphens ? start.lastIndexOf('-') : -1;
  const end = hyphen > 0 && /[^-]/.test(start.slice(0, hyphen)) ? hyphen + 1 : start.length;
  return [chunk.slice(0, end), chunk.slice(end)];
}

function isWider(text: string, width: number): boolean {
  return text.length > 2 * width || (text.length > width && characterCount(text) > width);
}

function isBlank(chunk: string): boolean {
  return trailingSpaceStart(chunk) === 0;
}

function wordWrap(runtime: Runtime, value: Value, args: readonly (Value | undefined)[]): string {
  const [width = 79n, breakWords = true, separator = null, breakHyphens = true] = args;
  refuseUndefined(value);
  const mark = separator === null ? '\n' : needText(separator, 'a wrap string');
  const wrapping = {
    width: needSize(width, 'a width'),
    breakWords: truthy(breakWords),
    breakHyphens: truthy(breakHyphens),
  };
  const lines = splitLines(needText(value, 'what is wrapped'));
  if (wrapping.width <= 0 && lines.length > 0) throw new JinjaFault('a width must be greater than zero');
  runtime.budget.step(lines.length);
  return joinTexts(
    runtime,
    mark,
    lines.map((line) => joinTexts(runtime, mark, wrapLine(runtime, line, wrapping))),
  );
}

/** Jinja2's filter that breaks long lines. */
export const wrapFilters: [string, Filter][] = [
  filter('wordwrap', ['width?', 'break_long_words?', 'wrapstring?', 'break_on_hyphens?'], wordWrap),
];
