import { JinjaFault } from '../fault.ts';
import { splitWords } from '../methods/str-split.ts';
import type { Runtime } from '../runtime.ts';
import { PyDict } from '../values/dict.ts';
import { escapeHtml, escapeText } from '../values/html.ts';
import { isIterable, iterate, truthy } from '../values/iterate.ts';
import { jsonText } from '../values/json-text.ts';
import { needInt, needText, refuseUndefined, textOf, typeName } from '../values/kind.ts';
import { repr, str } from '../values/repr.ts';
import { Markup, PyTuple, Undefined, type Value } from '../values/value.ts';
import { unescapeHtml } from './entities.ts';
import { type Filter, filter } from './table.ts';

function escaped(runtime: Runtime, value: Value): Value {
  return new Markup(escapeHtml(value, runtime.budget));
}

function toJson(runtime: Runtime, value: Value, indent: Value): Markup {
  const level = indent === null ? undefined : (textOf(indent) ?? ' '.repeat(indentWidth(indent)));
  const text = jsonText(value, level, runtime.budget).replace(/[<>&']/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return new Markup(text);
}

function indentWidth(indent: Value): number {
  const width = Number(needInt(indent, 'an indent'));
  if (width > 1000) throw new JinjaFault('an indent above 1000 is not supported');
  return Math.max(0, width);
}

function xmlAttributes(runtime: Runtime, value: Value, spaced: Value): Value {
  refuseUndefined(value);
  if (!(value instanceof PyDict)) throw new JinjaFault(`xmlattr requires a mapping, not ${typeName(value)}`);
  const parts: string[] = [];
  for (const [key, item] of value.entries()) {
    if (item === null || item instanceof Undefined) continue;
    const name = needText(key, 'the name of an attribute');
    if (/[ \t\n\r\f\v/>=]/.test(name))
      throw new JinjaFault(`invalid attribute name ${repr(name, runtime.budget)}`);
    parts.push(`${escapeHtml(key, runtime.budget)}="${escapeHtml(item, runtime.budget)}"`);
  }
  return (truthy(spaced) && parts.length > 0 ? ' ' : '') + parts.join(' ');
}

/** Takes away comments, then tags, each from its first mark to the next closing one. */
function stripTags(text: string): string {
  const bare = without(without(text, '<!--', '-->'), '<', '>');
  return unescapeHtml(splitWords(bare).join(' '));
}

function without(text: string, open: string, close: string): string {
  let rest = text;
  let kept = '';
  for (let start = rest.indexOf(open); start >= 0; start = rest.indexOf(open)) {
    const end = rest.indexOf(close, start);
    if (end < 0) break;
    kept += rest.slice(0, start);
    rest = rest.slice(end + close.length);
  }
  return kept + rest;
}

function quote(runtime: Runtime, value: Value, inQuery: boolean): string {
  const text = str(value, runtime.budget);
  if (/\p{Cs}/u.test(text)) throw new JinjaFault('a lone surrogate cannot be encoded');
  const quoted = encodeURIComponent(text).replace(/[!'()*]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  });
  runtime.budget.text(quoted.length);
  return inQuery ? quoted.replaceAll('%20', '+') : quoted.replaceAll('%2F', '/');
}

function urlEncode(runtime: Runtime, value: Value): string {
  if (textOf(value) !== undefined || !isIterable(value)) return quote(runtime, value, false);
  const pairs = value instanceof PyDict ? [...value.entries()].map((pair) => new PyTuple(pair)) : value;
  const parts = [...iterate(pairs, runtime.budget)].map((pair) => {
    const [key, item, ...rest] = iterate(pair, runtime.budget);
    if (key === undefined || item === undefined || rest.length > 0)
      throw new JinjaFault('urlencode requires pairs');
    return `${quote(runtime, key, true)}=${quote(runtime, item, true)}`;
  });
  return parts.join('&');
}

/** Jinja2's filters for HTML, JSON and URLs. */
export const markupFilters: [string, Filter][] = [
  filter('e', [], escaped),
  filter('escape', [], escaped),
  filter(
    'forceescape',
    [],
    (runtime, value) => new Markup(escapeText(str(value, runtime.budget), runtime.budget)),
  ),
  filter('safe', [], (runtime, value) =>
    value instanceof Markup ? value : new Markup(str(value, runtime.budget)),
  ),
  filter('striptags', [], (runtime, value) => stripTags(str(value, runtime.budget))),
  filter('tojson', ['indent?'], (runtime, value, [indent = null]) => toJson(runtime, value, indent)),
  filter('xmlattr', ['autospace?'], (runtime, value, [spaced = true]) =>
    xmlAttributes(runtime, value, spaced),
  ),
  filter('urlencode', [], (runtime, value) => urlEncode(runtime, value)),
];
