import { JinjaFault } from '../fault.ts';
import type { Runtime } from '../runtime.ts';
import { iterate, truthy } from '../values/iterate.ts';
import { needText } from '../values/kind.ts';
import { type Arguments, PyIterator, type Value } from '../values/value.ts';
import { attributeGetter, type Getter } from './attribute-path.ts';
import type { Filter } from './table.ts';

function* mapped(runtime: Runtime, value: Value, call: Arguments): Generator<Value> {
  if (!truthy(value)) return;
  const change = mapping(runtime, call);
  for (const item of iterate(value, runtime.budget)) yield change(item);
}

function mapping(runtime: Runtime, { args, kwargs }: Arguments): Getter {
  const [name, ...rest] = args;
  const attribute = kwargs.get('attribute');
  if (name === undefined && attribute !== undefined) {
    const extra = [...kwargs.keys()].find((key) => key !== 'attribute' && key !== 'default');
    if (extra !== undefined) throw new JinjaFault(`map takes no argument '${extra}'`);
    return attributeGetter(runtime, attribute, kwargs.get('default'));
  }
  if (name === undefined) throw new JinjaFault('map requires the name of a filter');
  const filterName = needText(name, 'the name of a filter');
  return (item) => runtime.callFilter(filterName, item, { args: rest, kwargs });
}

function chooser(name: string, wanted: boolean, byAttribute: boolean): [string, Filter] {
  return [name, (runtime, value, call) => new PyIterator(chosen(runtime, value, call, wanted, byAttribute))];
}

function* chosen(
  runtime: Runtime,
  value: Value,
  call: Arguments,
  wanted: boolean,
  byAttribute: boolean,
): Generator<Value> {
  if (!truthy(value)) return;
  const holds = condition(runtime, call, byAttribute);
  for (const item of iterate(value, runtime.budget)) if (holds(item) === wanted) yield item;
}

function condition(
  runtime: Runtime,
  { args, kwargs }: Arguments,
  byAttribute: boolean,
): (item: Value) => boolean {
  const [attribute] = args;
  if (byAttribute && attribute === undefined) throw new JinjaFault('the name of an attribute is missing');
  const get: Getter = byAttribute ? attributeGetter(runtime, attribute!) : (item) => item;
  const [name, ...rest] = byAttribute ? args.slice(1) : args;
  if (name === undefined) return (item) => truthy(get(item));
  const test = needText(name, 'the name of a test');
  return (item) => runtime.callTest(test, get(item), { args: rest, kwargs });
}

/** Jinja2's filters that apply another filter, or a test, to each item. */
export const chooseFilters: [string, Filter][] = [
  ['map', (runtime, value, call) => new PyIterator(mapped(runtime, value, call))],
  chooser('select', true, false),
  chooser('reject', false, false),
  chooser('selectattr', true, true),
  chooser('rejectattr', false, true),
];
