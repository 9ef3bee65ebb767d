import type { Budget } from '../budget.ts';
import { JinjaFault } from '../fault.ts';
import { ordered } from './compare.ts';
import { PyDict } from './dict.ts';
import { floatText } from './float-text.ts';
import { textOf, typeName } from './kind.ts';
import { intText } from './repr.ts';
import { PyTuple, type Value } from './value.ts';

/** Python's `json.dumps(value, sort_keys=True)`; `indent` is the text for one level, if any. */
export function jsonText(value: Value, indent: string | undefined, budget: Budget): string {
  return new JsonWriter(indent, budget).write(value, '\n');
}

class JsonWriter {
  readonly #indent: string | undefined;
  readonly #budget: Budget;

  constructor(indent: string | undefined, budget: Budget) {
    this.#indent = indent;
    this.#budget = budget;
  }

  write(value: Value, newline: string): string {
    this.#budget.step();
    const text = textOf(value);
    if (text !== undefined) return quoted(text);
    if (value === null) return 'null';
    if (typeof value === 'boolean') return String(value);
    if (typeof value === 'bigint') return intText(value);
    if (typeof value === 'number') return jsonFloat(value);
    this.#budget.enter();
    const whole = this.#container(value, newline);
    this.#budget.leave();
    this.#budget.text(whole.length);
    return whole;
  }

  #container(value: Value, newline: string): string {
    const inner = newline + (this.#indent ?? '');
    if (value instanceof PyDict) {
      const items = this.#sorted(value).map(
        ([key, item]) => `${quoted(keyText(key))}: ${this.write(item, inner)}`,
      );
      return this.#wrap('{', items, '}', newline, inner);
    }
    if (!Array.isArray(value) && !(value instanceof PyTuple)) {
      throw new JinjaFault(`a ${typeName(value)} cannot be written as JSON`);
    }
    const items = Array.isArray(value) ? value : value.items;
    return this.#wrap(
      '[',
      items.map((item) => this.write(item, inner)),
      ']',
      newline,
      inner,
    );
  }

  #wrap(open: string, items: string[], close: string, newline: string, inner: string): string {
    if (items.length === 0) return open + close;
    if (this.#indent === undefined) return open + items.join(', ') + close;
    return open + inner + items.join(`,${inner}`) + newline + close;
  }

  #sorted(dict: PyDict): (readonly [Value, Value])[] {
    return [...dict.entries()].sort(([a], [b]) => (ordered('<', a, b, this.#budget) ? -1 : 1));
  }
}

function keyText(key: Value): string {
  const text = textOf(key);
  if (text !== undefined) return text;
  if (key === null) return 'null';
  if (typeof key === 'boolean') return String(key);
  if (typeof key === 'bigint') return intText(key);
  if (typeof key === 'number') return jsonFloat(key);
  throw new JinjaFault(`a ${typeName(key)} cannot be a key in JSON`);
}

function jsonFloat(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  return floatText(value);
}

/** A JSON string in ASCII, as Python writes it; lone surrogates are escaped like any other unit. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(/[^\x00-\x7e]/g, (unit) => {
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
