import type { JsonObject, JsonValue } from '../../../core/json.ts';
import type { Budget } from '../budget.ts';
import { JinjaFault } from '../fault.ts';
import { PyDict } from '../values/dict.ts';
import type { Value } from '../values/value.ts';

/** The names a rendering starts with: its variables, each turned into Python values when first read, then the globals. */
export class Variables {
  readonly #json: JsonObject;
  readonly #globals: ReadonlyMap<string, Value>;
  readonly #budget: Budget;
  readonly #read = new Map<string, Value>();

  constructor(json: JsonObject, globals: ReadonlyMap<string, Value>, budget: Budget) {
    this.#json = json;
    this.#globals = globals;
    this.#budget = budget;
  }

  get(name: string): Value | undefined {
    const known = this.#read.get(name);
    if (known !== undefined) return known;
    if (!Object.hasOwn(this.#json, name)) return this.#globals.get(name);
    const value = fromJson(this.#json[name]!, this.#budget);
    this.#read.set(name, value);
    return value;
  }
}

/** Turns JSON into Python values; a whole JavaScript number is an int. */
function fromJson(json: JsonValue, budget: Budget): Value {
  if (typeof json === 'number') return wholeOrFloat(json);
  if (json === null || typeof json !== 'object') return json;
  budget.enter();
  const value = Array.isArray(json)
    ? json.map((item) => fromJson(item, budget))
    : PyDict.from(Object.entries(json).map(([key, item]) => [key, fromJson(item, budget)]));
  budget.leave();
  return value;
}

function wholeOrFloat(number: number): Value {
  if (!Number.isInteger(number)) return number;
  if (Object.is(number, -0)) return 0n;
  if (!Number.isSafeInteger(number)) throw new JinjaFault(`the number ${number} is too large to be exact`);
  return BigInt(number);
}
