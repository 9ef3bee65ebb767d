import type { Budget } from '../budget.ts';
import { JinjaFault } from '../fault.ts';
import { equal } from '../values/compare.ts';
import { iterate, lengthOf } from '../values/iterate.ts';
import { type Arguments, PyFunction, PyObject, PyTuple, Undefined, type Value } from '../values/value.ts';

/** How a recursive loop runs itself again over other items, one level deeper. */
export type Recurse = (items: Value, depth: number) => Value;

/** The `loop` of a `for`: walks its items, looking ahead only when it is asked to. */
export class Loop extends PyObject {
  readonly typeName = 'LoopContext';
  readonly #items: Value;
  readonly #budget: Budget;
  readonly #depth0: number;
  readonly #recurse: Recurse | undefined;
  #source: Iterator<Value>;
  #length: number | undefined;
  #index0 = -1;
  #before: Value | undefined;
  #current: Value | undefined;
  #after: Value | undefined;
  #lastChanged: PyTuple | undefined;

  constructor(items: Value, budget: Budget, depth0: number, recurse: Recurse | undefined) {
    super();
    this.#items = items;
    this.#budget = budget;
    this.#depth0 = depth0;
    this.#recurse = recurse;
    this.#source = iterate(items, budget);
  }

  /** Moves to the next item; `undefined` at the end. */
  advance(): Value | undefined {
    const item = this.#peek();
    this.#after = undefined;
    if (item === undefined) return undefined;
    this.#index0 += 1;
    this.#before = this.#current;
    this.#current = item;
    return item;
  }

  override attribute(name: string): Value | undefined {
    switch (name) {
      case 'index':
        return BigInt(this.#index0 + 1);
      case 'index0':
        return BigInt(this.#index0);
      case 'revindex':
        return BigInt(this.#count() - this.#index0);
      case 'revindex0':
        return BigInt(this.#count() - this.#index0 - 1);
      case 'first':
        return this.#index0 === 0;
      case 'last':
        return this.#peek() === undefined;
      case 'length':
        return BigInt(this.#count());
      case 'depth':
        return BigInt(this.#depth0 + 1);
      case 'depth0':
        return BigInt(this.#depth0);
      case 'previtem':
        return this.#none('previous', this.#before);
      case 'nextitem':
        return this.#none('next', this.#peek());
      case 'cycle':
        return new PyFunction((call) => this.#cycle(call));
      case 'changed':
        return new PyFunction((call) => this.#changed(call));
      default:
        return undefined;
    }
  }

  override invoke({ args, kwargs }: Arguments): Value {
    const [items] = args;
    if (!this.#recurse) throw new JinjaFault("a loop must be 'recursive' to be called");
    if (items === undefined || args.length > 1 || kwargs.size > 0)
      throw new JinjaFault('loop() takes one argument');
    return this.#recurse(items, this.#depth0 + 1);
  }

  override print(): string {
    return `<LoopContext ${this.#index0 + 1}/${this.#count()}>`;
  }

  #peek(): Value | undefined {
    if (this.#after === undefined) {
      const { done, value } = this.#source.next();
      this.#after = done ? undefined : value;
    }
    return this.#after;
  }

  #count(): number {
    this.#length ??= lengthOf(this.#items) ?? this.#readAll();
    return this.#length;
  }

  /** Reads a generator to its end to learn how much is left, and keeps it for the loop. */
  #readAll(): number {
    const rest: Value[] = [];
    for (let next = this.#source.next(); !next.done; next = this.#source.next()) rest.push(next.value);
    this.#source = rest.values();
    return this.#index0 + 1 + rest.length + (this.#after === undefined ? 0 : 1);
  }

  #none(which: string, item: Value | undefined): Value {
    return item === undefined ? new Undefined(`there is no ${which} item`) : item;
  }

  #cycle({ args }: Arguments): Value {
    if (args.length === 0) throw new JinjaFault('loop.cycle() requires at least one item');
    return args[this.#index0 % args.length]!;
  }

  #changed({ args }: Arguments): boolean {
    const values = new PyTuple(args);
    if (this.#lastChanged && equal(this.#lastChanged, values, this.#budget)) return false;
    this.#lastChanged = values;
    return true;
  }
}
