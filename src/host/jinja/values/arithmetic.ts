import { JinjaFault } from '../fault.ts';
import { bitLength, nearestFloat, ratioOf } from './exact.ts';

/** An int or a float. */
export type Numeric = bigint | number;

const MAX_INT_BITS = 20_000;

/** The float nearest to a number; an int beyond the floats is a fault, as in Python. */
export function toFloat(value: Numeric): number {
  const float = Number(value);
  if (typeof value === 'bigint' && !Number.isFinite(float))
    throw new JinjaFault('an integer is too large for a float');
  return float;
}

/** Python's `+`, `-` and `*` on numbers. */
export function calculate(operator: '+' | '-' | '*', left: Numeric, right: Numeric): Numeric {
  if (typeof left === 'bigint' && typeof right === 'bigint') {
    if (operator === '*') {
      refuseBits(bitLength(left) + bitLength(right));
      return left * right;
    }
    refuseBits(Math.max(bitLength(left), bitLength(right)));
    return operator === '+' ? left + right : left - right;
  }
  const [a, b] = [toFloat(left), toFloat(right)];
  if (operator === '*') return a * b;
  return operator === '+' ? a + b : a - b;
}

/** Python's `/`: always a float. */
export function divide(left: Numeric, right: Numeric): number {
  refuseZero(right);
  if (typeof left === 'bigint' && typeof right === 'bigint') {
    if (left === 0n) return right < 0n ? -0 : 0;
    const quotient = right < 0n ? nearestFloat(-left, -right) : nearestFloat(left, right);
    if (!Number.isFinite(quotient)) throw new JinjaFault('the result of a division is too large for a float');
    return quotient;
  }
  return toFloat(left) / toFloat(right);
}

/** Python's `//`, which rounds down. */
export function floorDivide(left: Numeric, right: Numeric): Numeric {
  refuseZero(right);
  if (typeof left === 'bigint' && typeof right === 'bigint') return (left - modulo(left, right)) / right;
  const [a, b] = [toFloat(left), toFloat(right)];
  const rest = a % b;
  const quotient = (a - rest) / b - (rest !== 0 && rest < 0 !== b < 0 ? 1 : 0);
  if (quotient === 0) return a / b < 0 || Object.is(a / b, -0) ? -0 : 0;
  const floor = Math.floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : floor;
}

/** Python's `%` on numbers, which takes the sign of its right side. */
export function remainder(left: Numeric, right: Numeric): Numeric {
  refuseZero(right);
  if (typeof left === 'bigint' && typeof right === 'bigint') return modulo(left, right);
  return floatModulo(toFloat(left), toFloat(right));
}

function modulo(left: bigint, right: bigint): bigint {
  const rest = left % right;
  return rest !== 0n && rest < 0n !== right < 0n ? rest + right : rest;
}

function floatModulo(left: number, right: number): number {
  const rest = left % right;
  if (rest === 0) return right < 0 ? -0 : 0;
  return rest < 0 !== right < 0 ? rest + right : rest;
}

/** Python's `**`; a power that no exact or correctly rounded result stands for is a fault. */
export function power(base: Numeric, exponent: Numeric): Numeric {
  if (typeof base === 'bigint' && typeof exponent === 'bigint' && exponent >= 0n)
    return wholePower(base, exponent);
  const [a, b] = [toFloat(base), toFloat(exponent)];
  if (b === 0 || a === 1) return 1;
  if (a === 0 && b < 0) throw new JinjaFault('zero cannot be raised to a negative power');
  if (b === 0.5 && a >= 0) return Math.sqrt(a);
  if (!Number.isInteger(b) || !Number.isFinite(a)) throw new JinjaFault(`${a} ** ${b} is not supported`);
  return floatPower(a, b);
}

function wholePower(base: bigint, exponent: bigint): bigint {
  if (base !== 0n && base !== 1n && base !== -1n) refuseBits(BigInt(bitLength(base)) * exponent);
  return base ** exponent;
}

/** Rounds the exact power once, since the engine's own `**` may be off by the last digit. */
function floatPower(base: number, exponent: number): number {
  const size = BigInt(Math.abs(exponent));
  const { numerator, denominator } = ratioOf(base);
  const [top, bottom] = [wholePower(numerator, size), wholePower(denominator, size)];
  if (exponent > 0) return finite(nearestFloat(top, bottom));
  return finite(top < 0n ? nearestFloat(-bottom, -top) : nearestFloat(bottom, top));
}

function finite(value: number): number {
  if (!Number.isFinite(value)) throw new JinjaFault('the result of a power is too large for a float');
  return value;
}

function refuseZero(divisor: Numeric): void {
  if (divisor === 0n || divisor === 0) throw new JinjaFault('division by zero');
}

function refuseBits(bits: number | bigint): void {
  if (bits > MAX_INT_BITS) throw new JinjaFault(`an integer has more than ${MAX_INT_BITS} bits`);
}
