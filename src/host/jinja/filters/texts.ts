import { MAX_TEXT } from '../budget.ts';
import { JinjaFault } from '../fault.ts';
import { replaceText } from '../methods/str-search.ts';
import { splitLines, splitOnceFromEnd } from '../methods/str-split.ts';
import { center, strip } from '../methods/str-trim.ts';
import type { Runtime } from '../runtime.ts';
import { characterCount, characterSlice, SPACE } from '../values/characters.ts';
import { PyDict } from '../values/dict.ts';
import { lengthOf, truthy } from '../values/iterate.ts';
import { needSize, needText, refuseUndefined, textOf, typeName } from '../values/kind.ts';
import { capitalize } from '../values/letter-case.ts';
import { percentFormat } from '../values/percent-format.ts';
import { str } from '../values/repr.ts';
import { type Arguments, Markup, PyTuple, type Value } from '../values/value.ts';
import { type Filter, filter } from './table.ts';

const WORD = /[\p{L}\p{N}_]+/gu;
const TITLE_WORD = new RegExp(`[^-${SPACE}({\\[<]+`, 'g');

/** Changes the text of a value; what was `Markup` stays it. */
function changeText(name: string, change: (text: string) => string): [string, Filter] {
  return filter(name, [], (runtime, value) => sameKind(value, change(str(value, runtime.budget))));
}

function sameKind(value: Value, text: string): Value {
  return value instanceof Markup ? new Markup(text) : text;
}

function title(text: string): string {
  return text.replace(TITLE_WORD, (word) => {
    const first = String.fromCodePoint(word.codePointAt(0)!);
    return first.toUpperCase() + word.slice(first.length).toLowerCase();
  });
}

function truncate(runtime: Runtime, value: Value, args: readonly (Value | undefined)[]): Value {
  const [length = 255n, killWords = false, end = '...', leeway = null] = args;
  const most = needSize(length, 'a length');
  const ending = needText(end, 'an end');
  const slack = leeway === null ? 5 : needSize(leeway, 'a leeway');
  if (most < characterCount(ending) || slack < 0) throw new JinjaFault('truncate requires a greater length');
  const count = lengthOf(value);
  if (count !== undefined && count <= most + slack) return value;
  const text = textOf(value);
  if (text === undefined) throw new JinjaFault(`truncate requires a string, not ${typeName(value)}`);
  runtime.budget.text(text.length);
  const start = characterSlice(text, 0, most - characterCount(ending));
  return sameKind(value, (truthy(killWords) ? start : splitOnceFromEnd(start, ' ')[0]!) + ending);
}

function indent(runtime: Runtime, value: Value, args: readonly (Value | undefined)[]): Value {
  const [width = 4n, first = false, blank = false] = args;
  const margin = textOf(width) ?? ' '.repeat(Math.min(Math.max(0, needSize(width, 'a width')), MAX_TEXT + 1));
  refuseUndefined(value);
  const text = needText(value, 'what is indented');
  const lines = splitLines(`${text}\n`);
  runtime.budget.text(text.length + margin.length * lines.length);
  const indented = lines.map((line, index) => {
    const plain = index === 0 || (line === '' && !truthy(blank));
    return plain ? line : margin + line;
  });
  return sameKind(value, (truthy(first) ? margin : '') + indented.join('\n'));
}

function format(runtime: Runtime, value: Value, { args, kwargs }: Arguments): Value {
  if (args.length > 0 && kwargs.size > 0) throw new JinjaFault('format takes either values or named values');
  const pattern = value instanceof Markup ? value : str(value, runtime.budget);
  return percentFormat(pattern, kwargs.size > 0 ? PyDict.from(kwargs) : new PyTuple(args), runtime.budget);
}

/** Jinja2's filters on plain text. */
export const textFilters: [string, Filter][] = [
  changeText('upper', (text) => text.toUpperCase()),
  changeText('lower', (text) => text.toLowerCase()),
  changeText('capitalize', capitalize),
  filter('title', [], (runtime, value) => title(str(value, runtime.budget))),
  filter('trim', ['chars?'], (runtime, value, [set]) =>
    sameKind(value, strip(str(value, runtime.budget), set, 'both')),
  ),
  filter('center', ['width?'], (runtime, value, [width = 80n]) => {
    const size = needSize(width, 'a width');
    runtime.budget.text(size);
    return sameKind(value, center(str(value, runtime.budget), size));
  }),
  filter('replace', ['old', 'new', 'count?'], (runtime, value, [old = null, fresh = null, count = null]) => {
    const most = count === null ? -1 : needSize(count, 'a count');
    const { budget } = runtime;
    return replaceText(runtime, str(value, budget), str(old, budget), str(fresh, budget), most);
  }),
  filter('truncate', ['length?', 'killwords?', 'end?', 'leeway?'], truncate),
  filter('indent', ['width?', 'first?', 'blank?'], indent),
  filter('wordcount', [], (runtime, value) => BigInt(str(value, runtime.budget).match(WORD)?.length ?? 0)),
  filter('string', [], (runtime, value) => (value instanceof Markup ? value : str(value, runtime.budget))),
  ['format', format],
];
