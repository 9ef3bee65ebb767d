import { lookUpItem } from '../attributes.ts';
import type { Runtime } from '../runtime.ts';
import { textOf } from '../values/kind.ts';
import { Undefined, type Value } from '../values/value.ts';

export type Getter = (item: Value) => Value;

/** Reads `a.b.0` from an item, as the `attribute` of `map`, `sort` and others; `null` reads the item itself. */
export function attributeGetter(runtime: Runtime, attribute: Value, otherwise: Value = null): Getter {
  const path = pathOf(attribute);
  return (item) => {
    let value = item;
    for (const part of path) {
      value = lookUpItem(runtime, value, part);
      if (otherwise !== null && value instanceof Undefined) value = otherwise;
    }
    return value;
  };
}

/** Reads several paths with commas between them, as a list. */
export function attributesGetter(
  runtime: Runtime,
  attributes: Value,
  change: (value: Value) => Value,
): Getter {
  const text = textOf(attributes);
  const getters = (text === undefined ? [attributes] : text.split(',')).map((path) =>
    attributeGetter(runtime, path),
  );
  return (item) => getters.map((get) => change(get(item)));
}

/** Makes letter case not matter, unless it shall. */
export function caseFolder(runtime: Runtime, caseSensitive: boolean): Getter {
  if (caseSensitive) return (value) => value;
  return (value) => {
    const text = textOf(value);
    runtime.budget.read(text);
    return text === undefined ? value : text.toLowerCase();
  };
}

function pathOf(attribute: Value): Value[] {
  if (attribute === null) return [];
  const text = textOf(attribute);
  if (text === undefined) return [attribute];
  return text.split('.').map((part) => (/^\d+$/.test(part) ? BigInt(part) : part));
}
