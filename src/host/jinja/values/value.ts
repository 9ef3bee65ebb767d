/** A Python value: `bigint` is int, `number` is float, an array is list, `null` is None. */
export type Value = null | boolean | bigint | number | string | Value[] | PyObject;

/** The arguments of one call, as Python passes them. */
export interface Arguments {
  readonly args: readonly Value[];
  readonly kwargs: ReadonlyMap<string, Value>;
}

/** Every Python value that no JavaScript primitive or array stands for. */
export abstract class PyObject {
  abstract readonly typeName: string;

  /** A Python attribute of this object, or `undefined` when it has none of that name. */
  attribute(_name: string): Value | undefined {
    return undefined;
  }

  /** The text of an object that has one of its own, such as a namespace; `show` gives that of its parts. */
  print?(show: (value: Value) => string): string;

  /** Runs an object that can be called. */
  invoke?(call: Arguments): Value;
}

/** Text that is already escaped for HTML. */
export class Markup extends PyObject {
  readonly typeName = 'Markup';
  readonly text: string;

  constructor(text: string) {
    super();
    this.text = text;
  }
}

/** What Jinja2 gives for a missing name; most uses of it are a fault with this reason. */
export class Undefined extends PyObject {
  readonly typeName = 'Undefined';
  readonly reason: string;

  constructor(reason: string) {
    super();
    this.reason = reason;
  }
}

export class PyTuple extends PyObject {
  readonly typeName: string = 'tuple';
  readonly items: readonly Value[];

  constructor(items: readonly Value[]) {
    super();
    this.items = items;
  }
}

/** What `groupby` yields: a pair whose parts also have names. */
export class GroupTuple extends PyTuple {
  override attribute(name: string): Value | undefined {
    if (name === 'grouper') return this.items[0];
    return name === 'list' ? this.items[1] : undefined;
  }
}

export class PyRange extends PyObject {
  readonly typeName = 'range';
  readonly start: bigint;
  readonly stop: bigint;
  readonly step: bigint;
  readonly length: number;

  constructor(start: bigint, stop: bigint, step: bigint) {
    super();
    this.start = start;
    this.stop = stop;
    this.step = step;
    const span = step > 0n ? stop - start + step - 1n : start - stop - step - 1n;
    const size = span / (step > 0n ? step : -step);
    this.length = size > 0n ? Number(size) : 0;
  }

  at(index: number): bigint {
    return this.start + BigInt(index) * this.step;
  }
}

/** A generator: read once, never printed. */
export class PyIterator extends PyObject {
  readonly typeName = 'generator';
  readonly source: Iterator<Value>;

  constructor(source: Iterator<Value>) {
    super();
    this.source = source;
  }
}

export class PyFunction extends PyObject {
  readonly typeName = 'function';
  readonly #run: (call: Arguments) => Value;

  constructor(run: (call: Arguments) => Value) {
    super();
    this.#run = run;
  }

  override invoke(call: Arguments): Value {
    return this.#run(call);
  }
}
