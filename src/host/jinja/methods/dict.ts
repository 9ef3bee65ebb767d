import { JinjaFault } from '../fault.ts';
import type { Runtime } from '../runtime.ts';
import { DictView, PyDict } from '../values/dict.ts';
import { iterate } from '../values/iterate.ts';
import { type Arguments, PyTuple, type Value } from '../values/value.ts';
import { type Method, type Methods, method } from './table.ts';

/** Adds what `dict(...)` and `update(...)` take: a mapping or pairs, then keywords. */
export function fillDict(runtime: Runtime, dict: PyDict, { args, kwargs }: Arguments): PyDict {
  if (args.length > 1) throw new JinjaFault(`a dict is made from at most 1 argument, not ${args.length}`);
  const [source] = args;
  if (source !== undefined) for (const [key, value] of pairs(runtime, source)) dict.set(key, value);
  for (const [key, value] of kwargs) dict.set(key, value);
  return dict;
}

function pairs(runtime: Runtime, source: Value): (readonly [Value, Value])[] {
  if (source instanceof PyDict) {
    runtime.budget.step(source.size);
    return [...source.entries()];
  }
  return [...iterate(source, runtime.budget)].map((item) => {
    const [key, value, ...rest] = iterate(item, runtime.budget);
    if (key === undefined || value === undefined || rest.length > 0)
      throw new JinjaFault('a dict is made from pairs');
    return [key, value];
  });
}

function view(kind: 'keys' | 'values' | 'items'): [string, Method<PyDict>] {
  return method<PyDict>(kind, [], (_runtime, dict) => new DictView(dict, kind));
}

/** Python's dict methods. */
export const dictMethods: Methods<PyDict> = new Map([
  view('keys'),
  view('values'),
  view('items'),
  method<PyDict>('get', ['key', 'default?'], (_runtime, dict, [key = null, otherwise = null]) =>
    dict.has(key) ? dict.get(key)! : otherwise,
  ),
  method<PyDict>('setdefault', ['key', 'default?'], (_runtime, dict, [key = null, otherwise = null]) => {
    if (!dict.has(key)) dict.set(key, otherwise);
    return dict.get(key)!;
  }),
  method<PyDict>('pop', ['key', 'default?'], (_runtime, dict, [key = null, otherwise]) => {
    const value = dict.has(key) ? dict.get(key) : otherwise;
    if (value === undefined) throw new JinjaFault('pop() found no such key');
    dict.delete(key);
    return value;
  }),
  method<PyDict>('popitem', [], (runtime, dict) => {
    runtime.budget.step(dict.size);
    const last = [...dict.entries()].at(-1);
    if (!last) throw new JinjaFault('popitem() found an empty dict');
    dict.delete(last[0]);
    return new PyTuple(last);
  }),
  method<PyDict>('clear', [], (_runtime, dict) => {
    dict.clear();
    return null;
  }),
  method<PyDict>('copy', [], (runtime, dict) =>
    fillDict(runtime, new PyDict(), { args: [dict], kwargs: new Map() }),
  ),
  [
    'update',
    (runtime, dict, call) => {
      fillDict(runtime, dict, call);
      return null;
    },
  ],
]);
