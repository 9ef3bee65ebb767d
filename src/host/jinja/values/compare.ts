import type { Budget } from '../budget.ts';
import { JinjaFault } from '../fault.ts';
import { compareText } from './characters.ts';
import { DictView, PyDict } from './dict.ts';
import { iterate } from './iterate.ts';
import { needText, refuseUndefined, textOf, typeName } from './kind.ts';
import { PyRange, PyTuple, Undefined, type Value } from './value.ts';

export type Ordering = '<' | '<=' | '>' | '>=';

/** An int, float or bool as a number that JavaScript compares exactly, or `undefined`. */
export function numberOf(value: Value): bigint | number | undefined {
  if (typeof value === 'bigint' || typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1n : 0n;
  return undefined;
}

/** Python's `left == right`. */
export function equal(left: Value, right: Value, budget: Budget): boolean {
  budget.enter();
  try {
    return equalKinds(left, right, budget);
  } finally {
    budget.leave();
  }
}

function equalKinds(left: Value, right: Value, budget: Budget): boolean {
  const leftText = textOf(left);
  if (leftText !== undefined) {
    budget.text(leftText.length);
    return leftText === textOf(right);
  }
  const leftNumber = numberOf(left);
  if (leftNumber !== undefined) {
    // Loose equality compares bigint with number by their exact values.
    // biome-ignore lint/suspicious/noDoubleEquals: see above
    return leftNumber == numberOf(right);
  }
  if (Array.isArray(left)) return Array.isArray(right) && equalItems(left, right, budget);
  if (left instanceof PyTuple) return right instanceof PyTuple && equalItems(left.items, right.items, budget);
  if (left instanceof PyDict) return right instanceof PyDict && equalDicts(left, right, budget);
  if (left instanceof PyRange && right instanceof PyRange) {
    return equalItems([...iterate(left, budget)], [...iterate(right, budget)], budget);
  }
  if (left instanceof DictView && right instanceof DictView && left.kind !== 'values') {
    throw new JinjaFault(`comparing ${typeName(left)} is not supported`);
  }
  return left === right || (left instanceof Undefined && right instanceof Undefined);
}

function equalItems(left: readonly Value[], right: readonly Value[], budget: Budget): boolean {
  budget.step(left.length);
  return left.length === right.length && left.every((item, i) => same(item, right[i]!, budget));
}

/** Containers take a value to equal itself, which matters for NaN. */
function same(left: Value, right: Value, budget: Budget): boolean {
  return (left === right && typeof left !== 'number') || equal(left, right, budget);
}

function equalDicts(left: PyDict, right: PyDict, budget: Budget): boolean {
  budget.step(left.size);
  if (left.size !== right.size) return false;
  for (const [key, value] of left.entries()) {
    const other = right.get(key);
    if (other === undefined || !same(value, other, budget)) return false;
  }
  return true;
}

/** Python's `left < right` and its like; two kinds that Python does not order are a fault. */
export function ordered(operator: Ordering, left: Value, right: Value, budget: Budget): boolean {
  refuseUndefined(left);
  refuseUndefined(right);
  budget.enter();
  try {
    return orderedKinds(operator, left, right, budget);
  } finally {
    budget.leave();
  }
}

function orderedKinds(operator: Ordering, left: Value, right: Value, budget: Budget): boolean {
  const leftNumber = numberOf(left);
  const rightNumber = numberOf(right);
  if (leftNumber !== undefined && rightNumber !== undefined) return holds(operator, leftNumber, rightNumber);
  const leftText = textOf(left);
  const rightText = textOf(right);
  if (leftText !== undefined && rightText !== undefined) {
    budget.text(leftText.length);
    return holds(operator, compareText(leftText, rightText), 0);
  }
  const leftItems = itemsOf(left);
  const rightItems = itemsOf(right);
  if (leftItems && rightItems && Array.isArray(left) === Array.isArray(right)) {
    budget.step(leftItems.length);
    const differs = leftItems.findIndex(
      (item, i) => i >= rightItems.length || !same(item, rightItems[i]!, budget),
    );
    if (differs < 0 || differs >= rightItems.length)
      return holds(operator, leftItems.length, rightItems.length);
    return ordered(operator, leftItems[differs]!, rightItems[differs]!, budget);
  }
  throw new JinjaFault(`'${operator}' does not order ${typeName(left)} and ${typeName(right)}`);
}

function itemsOf(value: Value): readonly Value[] | undefined {
  if (Array.isArray(value)) return value;
  return value instanceof PyTuple ? value.items : undefined;
}

function holds(operator: Ordering, left: bigint | number, right: bigint | number): boolean {
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
  }
}

/** Python's `item in container`. */
export function contains(container: Value, item: Value, budget: Budget): boolean {
  const text = textOf(container);
  if (text !== undefined) {
    refuseUndefined(item);
    budget.read(text);
    return text.includes(needText(item, 'the left side of `in` a string'));
  }
  if (container instanceof PyDict) return container.has(item);
  if (container instanceof DictView && container.kind === 'keys') return container.dict.has(item);
  for (const candidate of iterate(container, budget)) {
    if (same(candidate, item, budget)) return true;
  }
  return false;
}
