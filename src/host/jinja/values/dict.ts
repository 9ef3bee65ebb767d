import { JinjaFault } from '../fault.ts';
import { textOf, typeName } from './kind.ts';
import { PyObject, PyTuple, Undefined, type Value } from './value.ts';

const MAX_KEY_LENGTH = 10_000;
const MAX_KEY_DEPTH = 50;

/** Equal for two values exactly when Python finds them to be the same dict key. */
export function keyOf(value: Value, depth = 0): string {
  if (depth > MAX_KEY_DEPTH) throw new JinjaFault('a dict key is nested too deeply');
  const key = keyText(value, depth);
  if (key.length > MAX_KEY_LENGTH) throw new JinjaFault('a dict key is too long');
  return key;
}

function keyText(value: Value, depth: number): string {
  const text = textOf(value);
  if (text !== undefined) return `s${text}`;
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'n1' : 'n0';
  if (typeof value === 'bigint') return `n${value}`;
  if (typeof value === 'number') return Number.isInteger(value) ? `n${BigInt(value)}` : `f${value}`;
  if (value instanceof Undefined) return 'Undefined';
  if (value instanceof PyTuple) {
    const keys = value.items.map((item) => keyOf(item, depth + 1));
    return `t${keys.map((key) => `${key.length}:${key}`).join('')}`;
  }
  throw new JinjaFault(`a ${typeName(value)} cannot be a dict key or be compared as one`);
}

/** A Python dict: keeps its order, and knows no key but those put in. */
export class PyDict extends PyObject {
  readonly typeName = 'dict';
  readonly #entries = new Map<string, readonly [Value, Value]>();

  static from(entries: Iterable<readonly [Value, Value]>): PyDict {
    const dict = new PyDict();
    for (const [key, value] of entries) dict.set(key, value);
    return dict;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: Value): Value | undefined {
    return this.#entries.get(keyOf(key))?.[1];
  }

  has(key: Value): boolean {
    return this.#entries.has(keyOf(key));
  }

  set(key: Value, value: Value): void {
    const hash = keyOf(key);
    const known = this.#entries.get(hash);
    this.#entries.set(hash, [known ? known[0] : key, value]);
  }

  delete(key: Value): void {
    this.#entries.delete(keyOf(key));
  }

  clear(): void {
    this.#entries.clear();
  }

  entries(): IterableIterator<readonly [Value, Value]> {
    return this.#entries.values();
  }
}

type ViewKind = 'keys' | 'values' | 'items';

/** What `.keys()`, `.values()` and `.items()` give: a look at the dict, not a copy. */
export class DictView extends PyObject {
  readonly typeName: string;
  readonly dict: PyDict;
  readonly kind: ViewKind;

  constructor(dict: PyDict, kind: ViewKind) {
    super();
    this.dict = dict;
    this.kind = kind;
    this.typeName = `dict_${kind}`;
  }

  pick([key, value]: readonly [Value, Value]): Value {
    if (this.kind === 'items') return new PyTuple([key, value]);
    return this.kind === 'keys' ? key : value;
  }
}
