import { JinjaFault } from './fault.ts';
import { dictMethods } from './methods/dict.ts';
import { listMethods, tupleMethods } from './methods/list.ts';
import { floatMethods, intMethods } from './methods/number.ts';
import { markupMethods, strMethods } from './methods/str.ts';
import type { Methods } from './methods/table.ts';
import type { Runtime } from './runtime.ts';
import { PyDict } from './values/dict.ts';
import { refuseUndefined, textOf, typeName } from './values/kind.ts';
import { repr } from './values/repr.ts';
import { itemOf } from './values/slices.ts';
import {
  type Arguments,
  Markup,
  PyFunction,
  PyObject,
  PyTuple,
  Undefined,
  type Value,
} from './values/value.ts';

/** Attributes that Python has and this renderer does not: using one is a fault, never silently empty. */
const UNSUPPORTED = new Map(
  Object.entries({
    str: 'encode format_map isnumeric isprintable maketrans translate',
    Markup: 'encode format format_map isnumeric isprintable maketrans translate escape striptags unescape',
    dict: 'fromkeys',
    int: 'as_integer_ratio bit_count denominator from_bytes imag numerator real to_bytes',
    bool: 'as_integer_ratio bit_count denominator from_bytes imag numerator real to_bytes',
    float: 'as_integer_ratio conjugate fromhex imag real',
    range: 'count index start step stop',
    dict_keys: 'isdisjoint mapping',
    dict_items: 'isdisjoint mapping',
    dict_values: 'mapping',
    generator: 'close gi_code gi_frame gi_running gi_suspended gi_yieldfrom send throw',
  }).map(([type, names]) => [type, new Set(names.split(' '))] as const),
);

/** Python's own attribute of a value, or `undefined` when it has none of that name. */
export function ownAttribute(runtime: Runtime, value: Value, name: string): Value | undefined {
  if (name.startsWith('__') && name.endsWith('__')) throw new JinjaFault(`access to '${name}' is refused`);
  refuseUndefined(value);
  if (value instanceof PyObject) {
    const attribute = value.attribute(name);
    if (attribute !== undefined) return attribute;
  }
  const method = methodOf(runtime, value, name);
  if (method === undefined && UNSUPPORTED.get(typeName(value))?.has(name)) {
    throw new JinjaFault(`'${name}' of a ${typeName(value)} is not supported`);
  }
  return method;
}

function methodOf(runtime: Runtime, value: Value, name: string): PyFunction | undefined {
  const among = <Self extends Value>(methods: Methods<Self>, self: Self): PyFunction | undefined => {
    const method = methods.get(name);
    const run = (call: Arguments): Value => {
      runtime.budget.read(textOf(self));
      return method!(runtime, self, call);
    };
    return method && new PyFunction(run);
  };
  if (typeof value === 'string') return among(strMethods, value);
  if (value instanceof Markup) return among(markupMethods, value);
  if (Array.isArray(value)) return among(listMethods, value);
  if (value instanceof PyDict) return among(dictMethods, value);
  if (value instanceof PyTuple) return among(tupleMethods, value);
  if (typeof value === 'bigint') return among(intMethods, value);
  if (typeof value === 'boolean') return among(intMethods, value ? 1n : 0n);
  return typeof value === 'number' ? among(floatMethods, value) : undefined;
}

/** What `value.name` means in a template: the attribute, else the item, else undefined. */
export function lookUpAttribute(runtime: Runtime, value: Value, name: string): Value {
  const attribute = ownAttribute(runtime, value, name);
  if (attribute !== undefined) return attribute;
  const item = itemOf(value, name);
  return item === undefined ? missing(runtime, value, name) : item;
}

/** What `value[key]` means in a template: the item, else the attribute, else undefined. */
export function lookUpItem(runtime: Runtime, value: Value, key: Value): Value {
  refuseUndefined(value);
  runtime.budget.read(textOf(value));
  const item = itemOf(value, key);
  if (item !== undefined) return item;
  const name = textOf(key);
  const attribute = name === undefined ? undefined : ownAttribute(runtime, value, name);
  return attribute === undefined ? missing(runtime, value, key) : attribute;
}

function missing(runtime: Runtime, value: Value, key: Value): Undefined {
  const name = repr(key, runtime.budget);
  return new Undefined(
    `${typeName(value)} has no ${typeof key === 'string' ? 'attribute' : 'element'} ${name}`,
  );
}
