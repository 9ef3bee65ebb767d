import { JinjaFault } from '../fault.ts';
import type { Runtime } from '../runtime.ts';
import { characterCount, characterIndex, characterSlice } from '../values/characters.ts';
import { needSize, needText } from '../values/kind.ts';
import { sliceBounds } from '../values/slices.ts';
import { strFormat } from '../values/str-format.ts';
import { PyTuple, type Value } from '../values/value.ts';
import { type Method, method } from './table.ts';

const WINDOW = ['sub', 'start?', 'end?'] as const;

interface Window {
  readonly text: string;
  readonly offset: number;
  /** False when the window starts beyond the text, where not even the empty text is found. */
  readonly reachable: boolean;
}

function windowOf(runtime: Runtime, text: string, start: Value = null, end: Value = null): Window {
  runtime.budget.text(text.length);
  if (start === null && end === null) return { text, offset: 0, reachable: true };
  const length = characterCount(text);
  const [from, to] = sliceBounds(length, [start, end, null]);
  const reachable = (start === null || needSize(start, 'an index') <= length) && from <= to;
  return { text: characterSlice(text, from, Math.max(from, to)), offset: from, reachable };
}

function find(runtime: Runtime, text: string, args: readonly (Value | undefined)[], last: boolean): number {
  const sub = needText(args[0] ?? null, 'the text to find');
  const window = windowOf(runtime, text, args[1], args[2]);
  if (!window.reachable) return -1;
  const at = last ? window.text.lastIndexOf(sub) : window.text.indexOf(sub);
  return at < 0 ? -1 : characterIndex(window.text, at) + window.offset;
}

function searchMethod(name: string, last: boolean, must: boolean): [string, Method<string>] {
  return method<string>(name, WINDOW, (runtime, text, args) => {
    const at = find(runtime, text, args, last);
    if (at < 0 && must) throw new JinjaFault(`${name}() did not find the text`);
    return BigInt(at);
  });
}

function affixMethod(
  name: string,
  holds: (text: string, affix: string) => boolean,
): [string, Method<string>] {
  return method<string>(name, ['affix', 'start?', 'end?'], (runtime, text, [affix = null, start, end]) => {
    const window = windowOf(runtime, text, start, end);
    const choices = affix instanceof PyTuple ? affix.items : [affix];
    return choices.some((choice) => holds(window.text, needText(choice, 'an affix')) && window.reachable);
  });
}

/** How often a text occurs in another without overlap, counted as Python does for the empty text. */
function occurrences(text: string, sub: string): number {
  return sub === '' ? characterCount(text) + 1 : text.split(sub).length - 1;
}

/** Python's `text.replace(old, new, most)`; a negative `most` means all. */
export function replaceText(
  runtime: Runtime,
  text: string,
  old: string,
  fresh: string,
  most: number,
): string {
  const found = occurrences(text, old);
  const count = most < 0 ? found : Math.min(most, found);
  runtime.budget.text(text.length + count * Math.max(0, fresh.length - old.length));
  runtime.budget.text(text.length);
  if (count === 0) return text;
  if (old === '') return replaceGaps(text, fresh, count);
  const parts = text.split(old);
  const rest = parts.slice(count).join(old);
  return [...parts.slice(0, count), rest].join(fresh);
}

function replaceGaps(text: string, fresh: string, count: number): string {
  const spread = [...text].map((character, index) => (index < count ? fresh : '') + character).join('');
  return characterCount(text) < count ? spread + fresh : spread;
}

/** Python's string methods that search, count, replace and format. */
export const searchMethods: [string, Method<string>][] = [
  searchMethod('find', false, false),
  searchMethod('rfind', true, false),
  searchMethod('index', false, true),
  searchMethod('rindex', true, true),
  affixMethod('startswith', (text, affix) => text.startsWith(affix)),
  affixMethod('endswith', (text, affix) => text.endsWith(affix)),
  method('count', WINDOW, (runtime, text, [sub = null, start, end]) => {
    const window = windowOf(runtime, text, start, end);
    return window.reachable ? BigInt(occurrences(window.text, needText(sub, 'the text to count'))) : 0n;
  }),
  method('replace', ['old', 'new', 'count?'], (runtime, text, [old = null, fresh = null, count = -1n]) =>
    replaceText(
      runtime,
      text,
      needText(old, 'the text to replace'),
      needText(fresh, 'the replacement'),
      needSize(count, 'a count'),
    ),
  ),
  ['format', (runtime, text, call) => strFormat(text, call, runtime.budget)],
];
