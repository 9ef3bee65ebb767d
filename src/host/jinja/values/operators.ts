import type { Budget } from '../budget.ts';
import { JinjaFault } from '../fault.ts';
import { calculate, divide, floorDivide, type Numeric, power, remainder } from './arithmetic.ts';
import { numberOf } from './compare.ts';
import { escapeHtml } from './html.ts';
import { needSize, refuseUndefined, textOf, typeName } from './kind.ts';
import { percentFormat } from './percent-format.ts';
import { Markup, PyTuple, type Value } from './value.ts';

export type BinaryOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**';

/** Python's arithmetic and the sequence meanings of `+`, `*` and `%`. */
export function binary(operator: BinaryOperator, left: Value, right: Value, budget: Budget): Value {
  const result =
    sequenceResult(operator, left, right, budget) ?? numericResult(operator, numberOf(left), numberOf(right));
  if (result !== undefined) return result;
  refuseUndefined(left);
  refuseUndefined(right);
  throw new JinjaFault(`'${operator}' does not work on ${typeName(left)} and ${typeName(right)}`);
}

function numericResult(operator: BinaryOperator, left?: Numeric, right?: Numeric): Value | undefined {
  if (left === undefined || right === undefined) return undefined;
  switch (operator) {
    case '/':
      return divide(left, right);
    case '//':
      return floorDivide(left, right);
    case '%':
      return remainder(left, right);
    case '**':
      return power(left, right);
    default:
      return calculate(operator, left, right);
  }
}

function sequenceResult(
  operator: BinaryOperator,
  left: Value,
  right: Value,
  budget: Budget,
): Value | undefined {
  if (operator === '+') return joined(left, right, budget);
  if (operator === '*') return repeated(left, right, budget) ?? repeated(right, left, budget);
  return operator === '%' && textOf(left) !== undefined ? percentFormat(left, right, budget) : undefined;
}

function joined(left: Value, right: Value, budget: Budget): Value | undefined {
  const [leftText, rightText] = [textOf(left), textOf(right)];
  if (leftText !== undefined && rightText !== undefined) {
    budget.text(leftText.length + rightText.length);
    if (typeof left === 'string' && typeof right === 'string') return left + right;
    return new Markup(escapeHtml(left, budget) + escapeHtml(right, budget));
  }
  if (Array.isArray(left) && Array.isArray(right)) {
    budget.step(left.length + right.length);
    return [...left, ...right];
  }
  if (left instanceof PyTuple && right instanceof PyTuple) {
    budget.step(left.items.length + right.items.length);
    return new PyTuple([...left.items, ...right.items]);
  }
  return undefined;
}

function repeated(sequence: Value, times: Value, budget: Budget): Value | undefined {
  if (typeof times !== 'bigint' && typeof times !== 'boolean') return undefined;
  const count = Math.max(0, needSize(times, 'a repetition'));
  const text = textOf(sequence);
  if (text !== undefined) {
    budget.text(text.length * count);
    const whole = text.repeat(text === '' ? 0 : count);
    return sequence instanceof Markup ? new Markup(whole) : whole;
  }
  if (Array.isArray(sequence)) return repeatItems(sequence, count, budget);
  if (sequence instanceof PyTuple) return new PyTuple(repeatItems(sequence.items, count, budget));
  return undefined;
}

function repeatItems(items: readonly Value[], count: number, budget: Budget): Value[] {
  budget.step(items.length * count);
  return items.length === 0 ? [] : (Array.from({ length: count }, () => items).flat() as Value[]);
}

/** Python's unary `-` and `+`. */
export function signed(operator: '-' | '+', value: Value): Value {
  const number = numberOf(value);
  if (number !== undefined) return operator === '-' ? -number : number;
  refuseUndefined(value);
  throw new JinjaFault(`unary '${operator}' does not work on ${typeName(value)}`);
}
