import { JinjaFault } from '../fault.ts';
import type { PyDict } from '../values/dict.ts';
import { PyFunction, PyObject, type Value } from '../values/value.ts';

/** What `namespace(...)` makes: the one object whose fields a template may set. */
export class Namespace extends PyObject {
  readonly typeName = 'Namespace';
  readonly #fields: PyDict;

  constructor(fields: PyDict) {
    super();
    this.#fields = fields;
  }

  override attribute(name: string): Value | undefined {
    return this.#fields.get(name);
  }

  set(name: string, value: Value): void {
    this.#fields.set(name, value);
  }

  override print(show: (value: Value) => string): string {
    return `<Namespace ${show(this.#fields)}>`;
  }
}

/** What `cycler(...)` makes: goes round its items, one at each `next()`. */
export class Cycler extends PyObject {
  readonly typeName = 'Cycler';
  readonly #items: readonly Value[];
  #at = 0;

  constructor(items: readonly Value[]) {
    super();
    if (items.length === 0) throw new JinjaFault('cycler() requires at least one item');
    this.#items = items;
  }

  override attribute(name: string): Value | undefined {
    if (name === 'current') return this.#items[this.#at];
    if (name === 'pos') return BigInt(this.#at);
    if (name === 'next') return new PyFunction(() => this.#next());
    if (name !== 'reset') return undefined;
    return new PyFunction(() => {
      this.#at = 0;
      return null;
    });
  }

  #next(): Value {
    const item = this.#items[this.#at]!;
    this.#at = (this.#at + 1) % this.#items.length;
    return item;
  }
}

/** What `joiner(...)` makes: nothing at the first call, its separator at every other. */
export class Joiner extends PyObject {
  readonly typeName = 'Joiner';
  readonly #separator: Value;
  #used = false;

  constructor(separator: Value) {
    super();
    this.#separator = separator;
  }

  override invoke(): Value {
    const separator = this.#used ? this.#separator : '';
    this.#used = true;
    return separator;
  }
}
