import type { Value } from '../values/value.ts';

/** Something that names are looked up in. */
export interface Names {
  get(name: string, open?: boolean): Value | undefined;
}

/** The names that can be seen at one place of a template: its own, then those around it. */
export class Scope implements Names {
  readonly #names = new Map<string, Value>();
  readonly #outer: Names;
  readonly #hidden: ReadonlySet<string>;

  /** A hidden name stays undefined here until it is set, whatever is around. */
  constructor(outer: Names, hidden: ReadonlySet<string>) {
    this.#outer = outer;
    this.#hidden = hidden;
  }

  /** The value of a name; `open` also finds what is hidden. */
  get(name: string, open = false): Value | undefined {
    const value = this.#names.get(name);
    if (value !== undefined) return value;
    return this.#hidden.has(name) && !open ? undefined : this.#outer.get(name, open);
  }

  set(name: string, value: Value): void {
    this.#names.set(name, value);
  }
}
