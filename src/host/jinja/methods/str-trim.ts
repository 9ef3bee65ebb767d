import { JinjaFault } from '../fault.ts';
import { characterCount, characters, isSpace } from '../values/characters.ts';
import { needSize, needText } from '../values/kind.ts';
import type { Value } from '../values/value.ts';
import { type Method, method, namedMethod } from './table.ts';

/** Python's `strip`, `lstrip` and `rstrip`; without `set` it is whitespace that goes. */
export function strip(text: string, set: Value | undefined, sides: 'left' | 'right' | 'both'): string {
  const chosen =
    set === undefined || set === null
      ? undefined
      : new Set(characters(needText(set, 'the characters to strip')));
  const goes = (character: string): boolean => (chosen ? chosen.has(character) : isSpace(character));
  const all = characters(text);
  let [start, end] = [0, all.length];
  if (sides !== 'right') while (start < end && goes(all[start]!)) start += 1;
  if (sides !== 'left') while (end > start && goes(all[end - 1]!)) end -= 1;
  return all.slice(start, end).join('');
}

/** Python's `center`, with the odd space where Python puts it. */
export function center(text: string, width: number, fill = ' '): string {
  const missing = Math.max(0, width - characterCount(text));
  const left = Math.floor(missing / 2) + (missing & width & 1);
  return fill.repeat(left) + text + fill.repeat(missing - left);
}

function padding(text: string, width: number, fill: string): string {
  return fill.repeat(Math.max(0, width - characterCount(text)));
}

function fillMethod(
  name: string,
  pad: (text: string, width: number, fill: string) => string,
): [string, Method<string>] {
  return method<string>(name, ['width', 'fillchar?'], (runtime, text, [width = null, fill = ' ']) => {
    const character = needText(fill, 'the fill character');
    if (characterCount(character) !== 1) throw new JinjaFault('the fill character must be one character');
    const size = needSize(width, 'a width');
    runtime.budget.text(Math.max(size, text.length));
    return pad(text, size, character);
  });
}

function zeroFill(text: string, width: number): string {
  const sign = /^[-+]/.exec(text)?.[0] ?? '';
  return sign + padding(text, width, '0') + text.slice(sign.length);
}

function expandTabs(text: string, size: number): string {
  let column = 0;
  return characters(text)
    .map((character) => {
      if (character !== '\t') {
        column = character === '\n' || character === '\r' ? 0 : column + 1;
        return character;
      }
      const spaces = size > 0 ? size - (column % size) : 0;
      column += spaces;
      return ' '.repeat(spaces);
    })
    .join('');
}

/** Python's string methods that take away or add characters at the ends. */
export const trimMethods: [string, Method<string>][] = [
  method('strip', ['chars?'], (_runtime, text, [set]) => strip(text, set, 'both')),
  method('lstrip', ['chars?'], (_runtime, text, [set]) => strip(text, set, 'left')),
  method('rstrip', ['chars?'], (_runtime, text, [set]) => strip(text, set, 'right')),
  method('removeprefix', ['prefix'], (_runtime, text, [prefix = null]) => {
    const start = needText(prefix, 'a prefix');
    return text.startsWith(start) ? text.slice(start.length) : text;
  }),
  method('removesuffix', ['suffix'], (_runtime, text, [suffix = null]) => {
    const end = needText(suffix, 'a suffix');
    return text.endsWith(end) ? text.slice(0, text.length - end.length) : text;
  }),
  fillMethod('center', center),
  fillMethod('ljust', (text, width, fill) => text + padding(text, width, fill)),
  fillMethod('rjust', (text, width, fill) => padding(text, width, fill) + text),
  method('zfill', ['width'], (runtime, text, [width = null]) => {
    const size = needSize(width, 'a width');
    runtime.budget.text(Math.max(size, text.length));
    return zeroFill(text, size);
  }),
  namedMethod('expandtabs', ['tabsize?'], (runtime, text, [size = 8n]) => {
    const width = needSize(size, 'a tab size');
    runtime.budget.text(text.length + Math.max(0, width) * (text.split('\t').length - 1));
    return expandTabs(text, width);
  }),
];
