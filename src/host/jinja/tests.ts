import { bind, type Parameters } from './bind.ts';
import { JinjaFault } from './fault.ts';
import type { Runtime } from './runtime.ts';
import { contains, equal, numberOf, type Ordering, ordered } from './values/compare.ts';
import { DictView, PyDict } from './values/dict.ts';
import { isIterable, lengthOf } from './values/iterate.ts';
import { textOf } from './values/kind.ts';
import { isLower, isUpper } from './values/letter-case.ts';
import { binary } from './values/operators.ts';
import { str } from './values/repr.ts';
import { type Arguments, Markup, PyObject, Undefined, type Value } from './values/value.ts';

/** A test after `is`: what it is about, then its arguments. */
export type Test = (runtime: Runtime, value: Value, call: Arguments) => boolean;

function test(
  names: string,
  parameters: Parameters,
  holds: (runtime: Runtime, value: Value, argument: Value) => boolean,
): [string, Test][] {
  return names.split(' ').map((name) => [
    name,
    (runtime, value, call) => {
      const [argument = null] = bind(`the test '${name}'`, parameters, call);
      return holds(runtime, value, argument);
    },
  ]);
}

function kind(name: string, holds: (value: Value) => boolean): [string, Test][] {
  return test(name, [], (_runtime, value) => holds(value));
}

function order(names: string, operator: Ordering): [string, Test][] {
  return test(names, ['other'], (runtime, value, other) => ordered(operator, value, other, runtime.budget));
}

function leaves(runtime: Runtime, value: Value, divisor: Value, rest: bigint): boolean {
  return equal(binary('%', value, divisor, runtime.budget), rest, runtime.budget);
}

/** Python's `is`: what two equal numbers or strings give depends on its memory, so that is refused. */
function isSame(value: Value, other: Value): boolean {
  if (value instanceof PyObject || value === null || typeof value !== typeof other) return value === other;
  if (value !== other || typeof value === 'boolean' || Array.isArray(value)) return value === other;
  if (typeof value === 'bigint' && value >= -5n && value <= 256n) return true;
  throw new JinjaFault("'sameas' of two equal numbers or strings is not supported");
}

/** Jinja2's built-in tests by name. */
export const TESTS: ReadonlyMap<string, Test> = new Map([
  ...kind('defined', (value) => !(value instanceof Undefined)),
  ...kind('undefined', (value) => value instanceof Undefined),
  ...kind('none', (value) => value === null),
  ...kind('boolean', (value) => typeof value === 'boolean'),
  ...kind('true', (value) => value === true),
  ...kind('false', (value) => value === false),
  ...kind('integer', (value) => typeof value === 'bigint'),
  ...kind('float', (value) => typeof value === 'number'),
  ...kind('number', (value) => numberOf(value) !== undefined),
  ...kind('string', (value) => textOf(value) !== undefined),
  ...kind('mapping', (value) => value instanceof PyDict),
  ...kind('sequence', (value) => lengthOf(value) !== undefined && !(value instanceof DictView)),
  ...kind('iterable', isIterable),
  // Jinja2's undefined can be called as far as Python sees, though the call then fails.
  ...kind('callable', (value) => value instanceof Undefined || (value instanceof PyObject && !!value.invoke)),
  ...kind('escaped', (value) => value instanceof Markup),
  ...test('lower', [], (runtime, value) => isLower(str(value, runtime.budget))),
  ...test('upper', [], (runtime, value) => isUpper(str(value, runtime.budget))),
  ...test('odd', [], (runtime, value) => leaves(runtime, value, 2n, 1n)),
  ...test('even', [], (runtime, value) => leaves(runtime, value, 2n, 0n)),
  ...test('divisibleby', ['num'], (runtime, value, divisor) => leaves(runtime, value, divisor, 0n)),
  ...test('filter', [], (runtime, value) => runtime.hasFilter(textOf(value) ?? '')),
  ...test('test', [], (runtime, value) => runtime.hasTest(textOf(value) ?? '')),
  ...test('sameas', ['other'], (_runtime, value, other) => isSame(value, other)),
  ...test('in', ['seq'], (runtime, value, container) => contains(container, value, runtime.budget)),
  ...test('== eq equalto', ['other'], (runtime, value, other) => equal(value, other, runtime.budget)),
  ...test('!= ne', ['other'], (runtime, value, other) => !equal(value, other, runtime.budget)),
  ...order('> gt greaterthan', '>'),
  ...order('>= ge', '>='),
  ...order('< lt lessthan', '<'),
  ...order('<= le', '<='),
]);
