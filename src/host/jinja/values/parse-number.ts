import { JinjaFault } from '../fault.ts';
import { isSpace, trailingSpaceStart } from './characters.ts';

const FLOAT = /^[+-]?(?:(?:\d+(?:_\d+)*)?\.\d+(?:_\d+)*|\d+(?:_\d+)*\.?)(?:e[+-]?\d+(?:_\d+)*)?$/i;
const SPECIAL = /^([+-]?)(?:(inf|infinity)|nan)$/i;
const PREFIXES = new Map([
  ['0b', 2],
  ['0o', 8],
  ['0x', 16],
]);
const MAX_DIGITS = 4300;

/** Python's `float(text)`, or `undefined` where it raises. */
export function parseFloatText(text: string): number | undefined {
  const body = trimmed(text);
  const special = SPECIAL.exec(body);
  if (special) return special[2] === undefined ? Number.NaN : Number(`${special[1]}Infinity`);
  return FLOAT.test(body) ? Number(body.replaceAll('_', '')) : undefined;
}

/** Python's `int(text, base)`, or `undefined` where it raises. */
export function parseIntText(text: string, base: number): bigint | undefined {
  if (base !== 0 && (base < 2 || base > 36)) return undefined;
  const parts = /^([+-]?)(0[box])?(.*)$/is.exec(trimmed(text))!;
  const [, sign, prefix = '', rest = ''] = parts;
  const prefixBase = PREFIXES.get(prefix.toLowerCase());
  const takesPrefix = prefixBase !== undefined && (base === 0 || base === prefixBase);
  const body = takesPrefix ? rest.replace(/^_/, '') : prefix + rest;
  const radix = base !== 0 ? base : takesPrefix ? prefixBase : 10;
  if (!/^[\da-z]+(?:_[\da-z]+)*$/i.test(body)) return undefined;
  const digits = body.replaceAll('_', '').toLowerCase();
  if (base === 0 && !takesPrefix && /^0+[1-9]/.test(digits)) return undefined;
  if (digits.length > MAX_DIGITS) throw new JinjaFault(`an integer has more than ${MAX_DIGITS} digits`);
  let value = 0n;
  for (const digit of digits) {
    const amount = Number.parseInt(digit, 36);
    if (amount >= radix) return undefined;
    value = value * BigInt(radix) + BigInt(amount);
  }
  return sign === '-' ? -value : value;
}

function trimmed(text: string): string {
  const end = trailingSpaceStart(text);
  let start = 0;
  while (start < end && isSpace(text[start]!)) start += 1;
  const body = text.slice(start, end);
  if (/[^\x00-\x7f]/.test(body) && /\p{Nd}/u.test(body)) {
    throw new JinjaFault('a number in digits other than 0 to 9 is not supported');
  }
  return body;
}
