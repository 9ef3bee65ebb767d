import { JinjaFault } from '../fault.ts';
import { sortBy } from '../methods/list.ts';
import { joinTexts } from '../methods/str-split.ts';
import type { Runtime } from '../runtime.ts';
import { equal, ordered } from '../values/compare.ts';
import { keyOf, PyDict } from '../values/dict.ts';
import { iterate, iterateReversed, lengthOf, truthy } from '../values/iterate.ts';
import { needSize, refuseUndefined, typeName } from '../values/kind.ts';
import { binary } from '../values/operators.ts';
import { str } from '../values/repr.ts';
import { slice } from '../values/slices.ts';
import { GroupTuple, Markup, PyIterator, PyTuple, Undefined, type Value } from '../values/value.ts';
import { attributeGetter, attributesGetter, caseFolder, type Getter } from './attribute-path.ts';
import { type Filter, filter } from './table.ts';

function length(_runtime: Runtime, value: Value): Value {
  const count = lengthOf(value);
  if (count === undefined) throw new JinjaFault(`a ${typeName(value)} has no length`);
  return BigInt(count);
}

function extreme(name: 'min' | 'max'): [string, Filter] {
  return filter(
    name,
    ['case_sensitive?', 'attribute?'],
    (runtime, value, [sensitive = false, attribute = null]) => {
      const key = foldedGetter(runtime, attribute, sensitive);
      let best: { item: Value; key: Value } | undefined;
      for (const item of iterate(value, runtime.budget)) {
        const candidate = { item, key: key(item) };
        if (!best || ordered(name === 'min' ? '<' : '>', candidate.key, best.key, runtime.budget))
          best = candidate;
      }
      return best ? best.item : new Undefined('an empty sequence has no least or greatest item');
    },
  );
}

function foldedGetter(runtime: Runtime, attribute: Value, sensitive: Value, otherwise: Value = null): Getter {
  const get = attributeGetter(runtime, attribute, otherwise);
  const fold = caseFolder(runtime, truthy(sensitive));
  return (item) => fold(get(item));
}

function* unique(runtime: Runtime, value: Value, key: Getter): Generator<Value> {
  const seen = new Set<string>();
  for (const item of iterate(value, runtime.budget)) {
    const hash = keyOf(key(item));
    if (!seen.has(hash)) yield item;
    seen.add(hash);
  }
}

function groupBy(runtime: Runtime, value: Value, key: Getter, label: Getter): Value[] {
  const sorted = sortBy(runtime, [...iterate(value, runtime.budget)], key, false);
  const groups: { key: Value; items: Value[] }[] = [];
  for (const item of sorted) {
    const itemKey = key(item);
    const last = groups.at(-1);
    if (last && equal(last.key, itemKey, runtime.budget)) last.items.push(item);
    else groups.push({ key: itemKey, items: [item] });
  }
  return groups.map(({ items }) => new GroupTuple([label(items[0]!), items]));
}

function reverse(runtime: Runtime, value: Value): Value {
  if (typeof value === 'string' || value instanceof Markup)
    return slice(value, [null, null, -1n], runtime.budget);
  const reversed = iterateReversed(value, runtime.budget);
  return reversed ? new PyIterator(reversed) : [...iterate(value, runtime.budget)].reverse();
}

function sum(runtime: Runtime, value: Value, attribute: Value, start: Value): Value {
  const get = attributeGetter(runtime, attribute);
  if (typeof start === 'string' || start instanceof Markup)
    throw new JinjaFault('sum() takes no strings; use join');
  let total: Value = start;
  for (const item of iterate(value, runtime.budget)) total = binary('+', total, get(item), runtime.budget);
  return total;
}

function dictSort(runtime: Runtime, value: Value, sensitive: Value, by: Value, descending: Value): Value[] {
  if (by !== 'key' && by !== 'value') throw new JinjaFault("dictsort sorts by 'key' or 'value'");
  refuseUndefined(value);
  if (!(value instanceof PyDict)) throw new JinjaFault(`dictsort requires a mapping, not ${typeName(value)}`);
  const fold = caseFolder(runtime, truthy(sensitive));
  runtime.budget.step(value.size);
  const entries = [...value.entries()];
  sortBy(runtime, entries, (entry) => fold(entry[by === 'key' ? 0 : 1]), truthy(descending));
  return entries.map((entry) => new PyTuple(entry));
}

function* batch(runtime: Runtime, value: Value, size: number, fill: Value): Generator<Value> {
  let row: Value[] = [];
  for (const item of iterate(value, runtime.budget)) {
    if (row.length === size) {
      yield row;
      row = [];
    }
    row.push(item);
  }
  if (row.length === 0) return;
  if (fill !== null && row.length < size) {
    runtime.budget.step(size);
    row.push(...Array<Value>(size - row.length).fill(fill));
  }
  yield row;
}

function* columns(runtime: Runtime, value: Value, count: number, fill: Value): Generator<Value> {
  const items = [...iterate(value, runtime.budget)];
  if (count === 0) throw new JinjaFault('slice requires at least one slice');
  const size = Math.floor(items.length / count);
  const longer = items.length % count;
  let start = 0;
  for (let index = 0; index < count; index += 1) {
    runtime.budget.step();
    const end = start + size + (index < longer ? 1 : 0);
    const column = items.slice(start, end);
    if (fill !== null && index >= longer) column.push(fill);
    yield column;
    start = end;
  }
}

const SORTING = ['reverse?', 'case_sensitive?', 'attribute?'] as const;

/** Jinja2's filters on sequences and mappings. */
export const listFilters: [string, Filter][] = [
  filter('length', [], length),
  filter('count', [], length),
  filter('list', [], (runtime, value) => [...iterate(value, runtime.budget)]),
  filter('first', [], (runtime, value) => {
    const { done, value: item } = iterate(value, runtime.budget).next();
    return done ? new Undefined('an empty sequence has no first item') : item;
  }),
  filter('last', [], (runtime, value) => {
    const reversed = iterateReversed(value, runtime.budget);
    if (!reversed) throw new JinjaFault(`a ${typeName(value)} cannot be read from its end`);
    const { done, value: item } = reversed.next();
    return done ? new Undefined('an empty sequence has no last item') : item;
  }),
  filter('reverse', [], reverse),
  filter('join', ['d?', 'attribute?'], (runtime, value, [separator = '', attribute = null]) => {
    const get = attributeGetter(runtime, attribute);
    const mark = str(separator, runtime.budget);
    const parts = [...iterate(value, runtime.budget)].map((item) => str(get(item), runtime.budget));
    return joinTexts(runtime, mark, parts);
  }),
  filter('sort', SORTING, (runtime, value, [descending = false, sensitive = false, attribute = null]) => {
    const key = attributesGetter(runtime, attribute, caseFolder(runtime, truthy(sensitive)));
    return sortBy(runtime, [...iterate(value, runtime.budget)], key, truthy(descending));
  }),
  filter(
    'unique',
    ['case_sensitive?', 'attribute?'],
    (runtime, value, [sensitive = false, attribute = null]) =>
      new PyIterator(unique(runtime, value, foldedGetter(runtime, attribute, sensitive))),
  ),
  extreme('min'),
  extreme('max'),
  filter('sum', ['attribute?', 'start?'], (runtime, value, [attribute = null, start = 0n]) =>
    sum(runtime, value, attribute, start),
  ),
  filter(
    'groupby',
    ['attribute', 'default?', 'case_sensitive?'],
    (runtime, value, [attribute = null, otherwise = null, sensitive = false]) => {
      const key = foldedGetter(runtime, attribute, sensitive, otherwise);
      return groupBy(runtime, value, key, attributeGetter(runtime, attribute, otherwise));
    },
  ),
  filter('dictsort', ['case_sensitive?', 'by?', 'reverse?'], (runtime, value, args) => {
    const [sensitive = false, by = 'key', descending = false] = args;
    return dictSort(runtime, value, sensitive, by, descending);
  }),
  filter('items', [], (runtime, value) => {
    if (!(value instanceof PyDict) && !(value instanceof Undefined)) {
      throw new JinjaFault(`items requires a mapping, not ${typeName(value)}`);
    }
    const pairs = value instanceof PyDict ? [...value.entries()].map((entry) => new PyTuple(entry)) : [];
    runtime.budget.step(pairs.length);
    return new PyIterator(pairs.values());
  }),
  filter(
    'batch',
    ['linecount', 'fill_with?'],
    (runtime, value, [size = null, fill = null]) =>
      new PyIterator(batch(runtime, value, needSize(size, 'a batch size'), fill)),
  ),
  filter(
    'slice',
    ['slices', 'fill_with?'],
    (runtime, value, [count = null, fill = null]) =>
      new PyIterator(columns(runtime, value, needSize(count, 'a number of slices'), fill)),
  ),
];
