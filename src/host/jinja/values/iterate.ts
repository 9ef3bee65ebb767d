import type { Budget } from '../budget.ts';
import { JinjaFault } from '../fault.ts';
import { characterCount, characters } from './characters.ts';
import { DictView, PyDict } from './dict.ts';
import { textOf, typeName } from './kind.ts';
import { Markup, PyIterator, PyObject, PyRange, PyTuple, Undefined, type Value } from './value.ts';

/** What Python's `bool(value)` says. */
export function truthy(value: Value): boolean {
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') {
    return value !== 0 && value !== 0n && value !== false;
  }
  if (value === null) return false;
  const text = textOf(value);
  if (text !== undefined) return text !== '';
  return value instanceof Undefined ? false : lengthOf(value) !== 0;
}

/** What Python's `len(value)` says, or `undefined` for a value that has no length. */
export function lengthOf(value: Value): number | undefined {
  const text = textOf(value);
  if (text !== undefined) return characterCount(text);
  if (Array.isArray(value)) return value.length;
  if (value instanceof PyTuple) return value.items.length;
  if (value instanceof PyDict) return value.size;
  if (value instanceof DictView) return value.dict.size;
  if (value instanceof PyRange) return value.length;
  return value instanceof Undefined ? 0 : undefined;
}

/** Says whether Python's `iter(value)` would work. */
export function isIterable(value: Value): boolean {
  if (value instanceof PyObject && value.typeName === 'LoopContext') {
    throw new JinjaFault('reading a loop like a sequence is not supported');
  }
  return value instanceof PyIterator || lengthOf(value) !== undefined;
}

/** Visits what Python's `for` would visit, one step of the budget for each item. */
export function iterate(value: Value, budget: Budget): Iterable<Value> & Iterator<Value> {
  if (!isIterable(value)) throw new JinjaFault(`a ${typeName(value)} cannot be iterated over`);
  return counted(itemsOf(value), budget);
}

/** Visits a sequence from its end, as Python's `reversed`; `undefined` when it cannot be reversed. */
export function iterateReversed(value: Value, budget: Budget): Iterator<Value> | undefined {
  if (value instanceof PyIterator || !isIterable(value)) return undefined;
  return [...iterate(value, budget)].reverse().values();
}

function* counted(items: Iterable<Value>, budget: Budget): Generator<Value> {
  for (const item of items) {
    budget.step();
    yield item;
  }
}

function itemsOf(value: Value): Iterable<Value> {
  if (typeof value === 'string') return characters(value);
  if (value instanceof Markup) return characters(value.text);
  if (Array.isArray(value)) return value;
  if (value instanceof PyTuple) return value.items;
  if (value instanceof PyDict) return viewItems(new DictView(value, 'keys'));
  if (value instanceof DictView) return viewItems(value);
  if (value instanceof PyRange) return rangeItems(value);
  if (value instanceof PyIterator) return { [Symbol.iterator]: () => restOf(value.source) };
  return [];
}

/** Hides `return`, so that leaving a loop early does not end the generator for its next reader. */
function restOf(source: Iterator<Value>): Iterator<Value> {
  return { next: () => source.next() };
}

function* viewItems(view: DictView): Generator<Value> {
  const size = view.dict.size;
  for (const entry of view.dict.entries()) {
    if (view.dict.size !== size) throw new JinjaFault('a dict changed its size while it was iterated over');
    yield view.pick(entry);
  }
}

function* rangeItems(range: PyRange): Generator<Value> {
  for (let index = 0; index < range.length; index += 1) yield range.at(index);
}
