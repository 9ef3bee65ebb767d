import { JinjaFault } from '../fault.ts';
import { fixedText, significantDigits } from './exact.ts';
import { exponentText } from './float-text.ts';

const MAX_PRECISION = 1000;

/** Which of C's notations to write a float in: `r` is Python's own for a format spec without a type. */
export type FloatNotation = 'f' | 'e' | 'g' | 'r';

/** The digits of a float without its sign, in one of C's notations; `alternate` is the `#` flag. */
export function floatDigits(
  value: number,
  notation: FloatNotation,
  precision: number,
  alternate: boolean,
): string {
  if (precision > MAX_PRECISION) throw new JinjaFault(`a precision above ${MAX_PRECISION} is not supported`);
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return 'inf';
  const size = Math.abs(value);
  if (notation === 'f') return withPoint(fixedText(size, precision), alternate);
  return notation === 'e'
    ? scientific(size, precision, alternate)
    : general(size, notation, precision, alternate);
}

function withPoint(digits: string, alternate: boolean): string {
  return alternate && !digits.includes('.') ? `${digits}.` : digits;
}

function scientific(size: number, precision: number, alternate: boolean): string {
  const { digits, power } = significantDigits(size, precision + 1);
  const fraction = digits.slice(1);
  const point = fraction !== '' || alternate ? '.' : '';
  return `${digits[0]}${point}${fraction}e${exponentText(power)}`;
}

function general(size: number, notation: 'g' | 'r', precision: number, alternate: boolean): string {
  const count = precision === 0 ? 1 : precision;
  const { digits, power } = significantDigits(size, count);
  const trim = (text: string): string => (alternate ? text : text.replace(/0+$/, '').replace(/\.$/, ''));
  if (power < -4 || power >= count - (notation === 'r' ? 1 : 0)) {
    const mantissa = trim(`${digits[0]}.${digits.slice(1)}`);
    return `${mantissa}e${exponentText(power)}`;
  }
  const padded = power < 0 ? '0'.repeat(-power) + digits : digits;
  const cut = Math.max(power, 0) + 1;
  const text = trim(`${padded.slice(0, cut)}.${padded.slice(cut)}`);
  return notation === 'r' && !text.includes('.') ? `${text}.0` : text;
}

/** Puts a separator between each group of digits of a whole number. */
export function groupDigits(digits: string, separator: string, size = 3): string {
  const first = digits.length % size;
  const groups = digits.slice(first).match(new RegExp(`.{${size}}`, 'g')) ?? [];
  return [...(first > 0 ? [digits.slice(0, first)] : []), ...groups].join(separator);
}
