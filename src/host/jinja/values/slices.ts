import type { Budget } from '../budget.ts';
import { JinjaFault } from '../fault.ts';
import { characters } from './characters.ts';
import { PyDict } from './dict.ts';
import { needSize, refuseUndefined, textOf, typeName } from './kind.ts';
import { Markup, PyRange, PyTuple, type Value } from './value.ts';

/** The three parts of `[start:stop:step]`, `null` where one was left out. */
export type SliceParts = readonly [start: Value, stop: Value, step: Value];

/** Python's `sequence[start:stop:step]`. */
export function slice(sequence: Value, parts: SliceParts, budget: Budget): Value {
  refuseUndefined(sequence);
  budget.read(textOf(sequence));
  const pick = <Item>(items: readonly Item[]): Item[] => {
    const [start, stop, step] = sliceBounds(items.length, parts);
    const picked: Item[] = [];
    for (let index = start; step > 0 ? index < stop : index > stop; index += step) picked.push(items[index]!);
    budget.step(picked.length);
    return picked;
  };
  if (typeof sequence === 'string') return pick(characters(sequence)).join('');
  if (sequence instanceof Markup) return new Markup(pick(characters(sequence.text)).join(''));
  if (Array.isArray(sequence)) return pick(sequence);
  if (sequence instanceof PyTuple) return new PyTuple(pick(sequence.items));
  if (sequence instanceof PyRange) {
    const [start, stop, step] = sliceBounds(sequence.length, parts);
    return new PyRange(sequence.at(start), sequence.at(stop), sequence.step * BigInt(step));
  }
  throw new JinjaFault(`a ${typeName(sequence)} cannot be sliced`);
}

/** Where a slice of a sequence of this length begins, ends and how it moves. */
export function sliceBounds(length: number, [start, stop, step]: SliceParts): [number, number, number] {
  const stride = step === null ? 1 : needSize(step, 'a slice step');
  if (stride === 0) throw new JinjaFault('a slice step cannot be zero');
  const lowest = stride > 0 ? 0 : -1;
  const highest = stride > 0 ? length : length - 1;
  const bound = (value: Value, otherwise: number): number => {
    if (value === null) return otherwise;
    const index = needSize(value, 'a slice index');
    return Math.min(Math.max(index < 0 ? index + length : index, lowest), highest);
  };
  return stride > 0
    ? [bound(start, lowest), bound(stop, highest), stride]
    : [bound(start, highest), bound(stop, lowest), stride];
}

/** Python's `container[key]`, or `undefined` where Python raises and Jinja2 goes on without it. */
export function itemOf(container: Value, key: Value): Value | undefined {
  if (container instanceof PyDict) return hashable(key) ? container.get(key) : undefined;
  if (typeof key !== 'bigint' && typeof key !== 'boolean') return undefined;
  const at = <Item>(items: readonly Item[]): Item | undefined => {
    const index = needSize(key, 'an index');
    return items[index < 0 ? index + items.length : index];
  };
  if (typeof container === 'string') return at(characters(container));
  if (container instanceof Markup) {
    const character = at(characters(container.text));
    return character === undefined ? undefined : new Markup(character);
  }
  if (Array.isArray(container)) return at(container);
  if (container instanceof PyTuple) return at(container.items);
  if (container instanceof PyRange) {
    const index = needSize(key, 'an index');
    const position = index < 0 ? index + container.length : index;
    return position >= 0 && position < container.length ? container.at(position) : undefined;
  }
  return undefined;
}

function hashable(key: Value): boolean {
  if (key instanceof PyTuple) return key.items.every(hashable);
  return !Array.isArray(key) && !(key instanceof PyDict);
}
