import { JinjaFault } from '../fault.ts';
import type { Runtime } from '../runtime.ts';
import { divide, type Numeric, power, toFloat } from '../values/arithmetic.ts';
import { numberOf } from '../values/compare.ts';
import { fixedText, nearestInteger, roundFloat } from '../values/exact.ts';
import { truthy } from '../values/iterate.ts';
import { needSize, needText, refuseUndefined, textOf, typeName } from '../values/kind.ts';
import { binary } from '../values/operators.ts';
import { parseFloatText, parseIntText } from '../values/parse-number.ts';
import type { Value } from '../values/value.ts';
import { type Filter, filter } from './table.ts';

/** Python's `float(value)`; `undefined` where it raises and the filter takes its default. */
function asFloat(value: Value): number | undefined {
  refuseUndefined(value);
  const number = numberOf(value);
  if (number !== undefined) return toFloat(number);
  const text = textOf(value);
  return text === undefined ? undefined : parseFloatText(text);
}

function asInt(value: Value, base: Value): bigint | undefined {
  const text = textOf(value);
  const whole = text === undefined ? undefined : parseIntText(text, needSize(base, 'a base'));
  if (whole !== undefined) return whole;
  if (typeof value === 'bigint') return value;
  const float = asFloat(value);
  if (float === undefined || Number.isNaN(float)) return undefined;
  if (Number.isFinite(float)) return BigInt(Math.trunc(float));
  if (text !== undefined) return undefined;
  throw new JinjaFault('an infinite number has no integer');
}

function needNumber(value: Value, what: string): Numeric {
  refuseUndefined(value);
  const number = numberOf(value);
  if (number === undefined) throw new JinjaFault(`${what} requires a number, not ${typeName(value)}`);
  return number;
}

function round(runtime: Runtime, value: Value, precision: Value, method: string): Value {
  if (method !== 'common' && method !== 'ceil' && method !== 'floor') {
    throw new JinjaFault('the method of round is common, ceil or floor');
  }
  const number = needNumber(value, 'round');
  if (method !== 'common') return roundTo(runtime, number, precision, method);
  if (precision === null) return typeof number === 'bigint' ? number : wholeOf(roundFloat(number, 0));
  const decimals = needSize(precision, 'a precision');
  if (typeof number === 'number') return Number.isFinite(number) ? roundFloat(number, decimals) : number;
  if (decimals >= 0) return number;
  const unit = power(10n, BigInt(-decimals)) as bigint;
  return nearestInteger(number, unit) * unit;
}

function roundTo(runtime: Runtime, number: Numeric, precision: Value, method: 'ceil' | 'floor'): number {
  const unit = binary('**', 10n, precision, runtime.budget) as Numeric;
  const scaled = binary('*', number, unit, runtime.budget) as Numeric;
  return divide(typeof scaled === 'bigint' ? scaled : wholeOf(Math[method](scaled)), unit);
}

function wholeOf(float: number): bigint {
  if (!Number.isFinite(float)) throw new JinjaFault('this number cannot be rounded to an integer');
  return BigInt(float);
}

const SIZES = ['kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB'] as const;
const BINARY_SIZES = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB', 'ZiB', 'YiB'] as const;

function fileSize(value: Value, inBinary: boolean): string {
  const bytes = asFloat(value);
  if (bytes === undefined || !Number.isFinite(bytes))
    throw new JinjaFault('filesizeformat requires a number');
  const base = inBinary ? 1024 : 1000;
  if (bytes === 1) return '1 Byte';
  if (bytes < base) return `${BigInt(Math.trunc(bytes))} Bytes`;
  const names = inBinary ? BINARY_SIZES : SIZES;
  // Beyond the last name the last one is kept.
  const found = names.findIndex((_, index) => bytes < Number(BigInt(base) ** BigInt(index + 2)));
  const index = found < 0 ? names.length - 1 : found;
  const unit = Number(BigInt(base) ** BigInt(index + 2));
  return `${fixedText((base * bytes) / unit, 1)} ${names[index]}`;
}

/** Jinja2's filters on numbers. */
export const numberFilters: [string, Filter][] = [
  filter('abs', [], (_runtime, value) => {
    const number = needNumber(value, 'abs');
    return typeof number === 'bigint' ? (number < 0n ? -number : number) : Math.abs(number);
  }),
  filter('int', ['default?', 'base?'], (_runtime, value, [otherwise = 0n, base = 10n]) => {
    const whole = asInt(value, base);
    return whole === undefined ? otherwise : whole;
  }),
  filter('float', ['default?'], (_runtime, value, [otherwise = 0]) => {
    const float = asFloat(value);
    return float === undefined ? otherwise : float;
  }),
  filter('round', ['precision?', 'method?'], (runtime, value, [precision = 0n, method = 'common']) =>
    round(runtime, value, precision, needText(method, 'the method of round')),
  ),
  filter('filesizeformat', ['binary?'], (_runtime, value, [inBinary = false]) =>
    fileSize(value, truthy(inBinary)),
  ),
];
