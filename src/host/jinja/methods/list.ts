import { JinjaFault } from '../fault.ts';
import type { Runtime } from '../runtime.ts';
import { equal, ordered } from '../values/compare.ts';
import { iterate, truthy } from '../values/iterate.ts';
import { needSize } from '../values/kind.ts';
import { sliceBounds } from '../values/slices.ts';
import type { PyTuple, Value } from '../values/value.ts';
import { type Method, type Methods, method, namedMethod } from './table.ts';

function position(runtime: Runtime, items: readonly Value[], value: Value, start: Value, end: Value): number {
  const [from, to] = sliceBounds(items.length, [start, end, null]);
  runtime.budget.step(items.length);
  const at = items.findIndex(
    (item, index) => index >= from && index < to && equal(item, value, runtime.budget),
  );
  if (at < 0) throw new JinjaFault('the value is not in the sequence');
  return at;
}

function occurrences(runtime: Runtime, items: readonly Value[], value: Value): bigint {
  runtime.budget.step(items.length);
  return BigInt(items.filter((item) => equal(item, value, runtime.budget)).length);
}

/** Sorts in place as Python does: stable, in reverse order too. */
export function sortBy<Item>(
  runtime: Runtime,
  items: Item[],
  key: (item: Item) => Value,
  reverse: boolean,
): Item[] {
  const keyed = items.map((item) => ({ item, key: key(item) }));
  const before = (a: Value, b: Value): boolean => ordered('<', a, b, runtime.budget);
  const direction = reverse ? 1 : -1;
  runtime.budget.step(items.length);
  keyed.sort((a, b) => (before(a.key, b.key) ? direction : before(b.key, a.key) ? -direction : 0));
  keyed.forEach(({ item }, index) => {
    items[index] = item;
  });
  return items;
}

const mutations: [string, Method<Value[]>][] = [
  method('append', ['object'], (_runtime, list, [item = null]) => {
    list.push(item);
    return null;
  }),
  method('extend', ['iterable'], (runtime, list, [items = null]) => {
    for (const item of [...iterate(items, runtime.budget)]) list.push(item);
    return null;
  }),
  method('insert', ['index', 'object'], (runtime, list, [index = null, item = null]) => {
    runtime.budget.step(list.length);
    list.splice(needSize(index, 'an index'), 0, item);
    return null;
  }),
  method('pop', ['index?'], (runtime, list, [index = -1n]) => {
    runtime.budget.step(Math.ceil(list.length / 64));
    const at = needSize(index, 'an index');
    const from = at < 0 ? at + list.length : at;
    if (from < 0 || from >= list.length) throw new JinjaFault('pop() found no such index');
    return list.splice(from, 1)[0]!;
  }),
  method('remove', ['value'], (runtime, list, [value = null]) => {
    list.splice(position(runtime, list, value, null, null), 1);
    return null;
  }),
  method('reverse', [], (runtime, list) => {
    runtime.budget.step(list.length);
    list.reverse();
    return null;
  }),
  method('clear', [], (_runtime, list) => {
    list.length = 0;
    return null;
  }),
  method('copy', [], (runtime, list) => {
    runtime.budget.step(list.length);
    return [...list];
  }),
  namedMethod('sort', ['key?', 'reverse?'], (runtime, list, [key = null, reverse = false]) => {
    if (key !== null) throw new JinjaFault('sort() with a key is not supported');
    sortBy(runtime, list, (item) => item, truthy(reverse));
    return null;
  }),
];

/** Python's list methods. */
export const listMethods: Methods<Value[]> = new Map([
  ...mutations,
  method<Value[]>(
    'index',
    ['value', 'start?', 'stop?'],
    (runtime, list, [value = null, start = null, stop = null]) =>
      BigInt(position(runtime, list, value, start, stop)),
  ),
  method<Value[]>('count', ['value'], (runtime, list, [value = null]) => occurrences(runtime, list, value)),
]);

/** Python's tuple methods. */
export const tupleMethods: Methods<PyTuple> = new Map([
  method<PyTuple>(
    'index',
    ['value', 'start?', 'stop?'],
    (runtime, tuple, [value = null, start = null, stop = null]) =>
      BigInt(position(runtime, tuple.items, value, start, stop)),
  ),
  method<PyTuple>('count', ['value'], (runtime, tuple, [value = null]) =>
    occurrences(runtime, tuple.items, value),
  ),
]);
