import type { Budget } from '../budget.ts';
import { JinjaFault } from '../fault.ts';
import { ordered } from '../values/compare.ts';
import { PyDict } from '../values/dict.ts';
import { textOf, typeName } from '../values/kind.ts';
import { repr } from '../values/repr.ts';
import { PyTuple, type Value } from '../values/value.ts';

const WIDTH = 80;

/** Python's `pprint.pformat(value)`. */
export function prettyText(value: Value, budget: Budget): string {
  return layOut(sortedDicts(value, budget), 0, 0, budget);
}

/** Copies a value with its dicts in the order of their keys, the only way `pprint` shows them. */
function sortedDicts(value: Value, budget: Budget): Value {
  budget.step();
  budget.enter();
  const result = sortedParts(value, budget);
  budget.leave();
  return result;
}

function sortedParts(value: Value, budget: Budget): Value {
  const inner = (item: Value): Value => sortedDicts(item, budget);
  if (Array.isArray(value)) return value.map(inner);
  if (value instanceof PyTuple) return new PyTuple(value.items.map(inner));
  if (!(value instanceof PyDict)) return value;
  const entries = [...value.entries()].sort(([a], [b]) => (ordered('<', a, b, budget) ? -1 : 1));
  return PyDict.from(entries.map(([key, item]) => [key, inner(item)]));
}

/** Writes a value at a column, with room kept free for what must follow on its last line. */
function layOut(value: Value, column: number, reserved: number, budget: Budget): string {
  const text = repr(value, budget);
  const fits = text.length <= WIDTH - column - reserved;
  if (fits) return text;
  const follow = (index: number, count: number): number => (index === count - 1 ? reserved + 1 : 1);
  const gap = `,\n${' '.repeat(column + 1)}`;
  if (value instanceof PyDict && value.size > 0) {
    const entries = [...value.entries()].map(([key, item], index) => {
      const label = `${repr(key, budget)}: `;
      return label + layOut(item, column + 1 + label.length, follow(index, value.size), budget);
    });
    return `{${entries.join(gap)}}`;
  }
  const items = value instanceof PyTuple ? value.items : Array.isArray(value) ? value : undefined;
  if (items && items.length > 0) {
    const tail = items.length === 1 && value instanceof PyTuple ? ',' : '';
    const lines = items.map((item, index) =>
      layOut(item, column + 1, follow(index, items.length) + tail.length, budget),
    );
    return Array.isArray(value) ? `[${lines.join(gap)}]` : `(${lines.join(gap)}${tail})`;
  }
  if (textOf(value) === undefined) return text;
  if (/\s/.test(textOf(value)!)) throw new JinjaFault(`pprint of a long ${typeName(value)} is not supported`);
  return text;
}
