import type { Budget } from '../budget.ts';
import { JinjaFault } from '../fault.ts';
import { toFloat } from './arithmetic.ts';
import { characterCount, characterSlice } from './characters.ts';
import { floatText } from './float-text.ts';
import { textOf, typeName } from './kind.ts';
import { type FloatNotation, floatDigits, groupDigits } from './number-format.ts';
import { intText, str } from './repr.ts';
import type { Value } from './value.ts';

const SPEC = /^(?:(.)?([<>=^]))?([-+ ])?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([a-zA-Z%])?$/su;

interface Spec {
  readonly fill: string | undefined;
  readonly align: string | undefined;
  readonly sign: string;
  readonly alternate: boolean;
  readonly zero: boolean;
  readonly width: number;
  readonly separator: string;
  readonly precision: number | undefined;
  readonly type: string;
}

/** Python's `format(value, spec)`. */
export function formatValue(value: Value, source: string, budget: Budget): string {
  if (source === '') return str(value, budget);
  const spec = readSpec(source);
  budget.text(spec.width);
  if (typeof value === 'bigint') return formatInt(value, spec);
  if (typeof value === 'boolean') return formatInt(value ? 1n : 0n, spec);
  if (typeof value === 'number') return formatFloat(value, spec);
  const text = textOf(value);
  if (text === undefined) throw new JinjaFault(`a ${typeName(value)} takes no format specification`);
  return formatText(text, spec);
}

function readSpec(source: string): Spec {
  const parts = SPEC.exec(source);
  if (!parts) throw new JinjaFault(`'${source}' is not a format specification`);
  const [, fill, align, sign = '-', alternate, zero, width, separator = '', precision, type = ''] = parts;
  return {
    fill,
    align,
    sign,
    alternate: alternate !== undefined,
    zero: zero !== undefined,
    width: Number(width ?? 0),
    separator,
    precision: precision === undefined ? undefined : Number(precision),
    type,
  };
}

function formatText(text: string, spec: Spec): string {
  const numeric = spec.sign !== '-' || spec.alternate || spec.separator || spec.align === '=';
  if (numeric || (spec.type !== '' && spec.type !== 's')) {
    throw new JinjaFault('a string does not take this format specification');
  }
  const cut = spec.precision === undefined ? text : characterSlice(text, 0, spec.precision);
  return aligned('', cut, spec, '<');
}

const BASES = new Map([
  ['b', 2],
  ['o', 8],
  ['x', 16],
  ['X', 16],
]);

function formatInt(value: bigint, spec: Spec): string {
  if (/^[eEfFgG%]$/.test(spec.type)) return formatFloat(toFloat(value), spec);
  const base = BASES.get(spec.type);
  if (spec.precision !== undefined || (base === undefined && !/^[dn]?$/.test(spec.type))) {
    throw new JinjaFault('an integer does not take this format specification');
  }
  if (base !== undefined && spec.separator === ',') throw new JinjaFault("',' does not go with this base");
  const size = value < 0n ? -value : value;
  const digits = base === undefined ? intText(size) : size.toString(base);
  const prefix = spec.alternate && base !== undefined ? `0${spec.type}` : '';
  const body = spec.type === 'X' ? digits.toUpperCase() : digits;
  return aligned(signOf(value < 0n, spec) + prefix, body, spec, '>', base === undefined ? 3 : 4);
}

function formatFloat(value: number, spec: Spec): string {
  if (!/^[eEfFgG%]?$/.test(spec.type))
    throw new JinjaFault('a float does not take this format specification');
  const percent = spec.type === '%';
  const number = percent ? value * 100 : value;
  const negative = number < 0 || Object.is(number, -0);
  const bare = spec.type === '' && spec.precision === undefined;
  const notation = (percent ? 'f' : spec.type.toLowerCase() || 'r') as FloatNotation;
  const digits = bare
    ? floatText(Math.abs(number))
    : floatDigits(number, notation, spec.precision ?? 6, spec.alternate);
  const body = spec.type !== '' && spec.type === spec.type.toUpperCase() ? digits.toUpperCase() : digits;
  return aligned(signOf(negative, spec), percent ? `${body}%` : body, spec, '>');
}

function signOf(negative: boolean, { sign }: Spec): string {
  if (negative) return '-';
  return sign === '-' ? '' : sign;
}

function aligned(head: string, body: string, spec: Spec, usual: '<' | '>', group = 3): string {
  const zeros = spec.zero && spec.align === undefined && usual === '>';
  const fill = spec.fill ?? (spec.zero ? '0' : ' ');
  const align = spec.align ?? (zeros ? '=' : usual);
  const digits = spec.separator
    ? grouped(body, spec, head.length, align === '=' && fill === '0', group)
    : body;
  const missing = Math.max(0, spec.width - characterCount(head) - characterCount(digits));
  const left = align === '<' ? 0 : align === '^' ? Math.floor(missing / 2) : missing;
  if (align === '=') return head + fill.repeat(missing) + digits;
  return fill.repeat(left) + head + digits + fill.repeat(missing - left);
}

/** Groups the whole digits; leading zeros that fill the width are grouped with them. */
function grouped(body: string, spec: Spec, head: number, fillsZeros: boolean, group: number): string {
  const digits = (group === 3 ? /^\d+/ : /^[\da-fA-F]+/).exec(body)?.[0];
  if (digits === undefined) return body;
  const tail = body.slice(digits.length);
  if (!fillsZeros) return groupDigits(digits, spec.separator, group) + tail;
  const room = spec.width - head - tail.length;
  // A group and its separator take `group + 1` places; a separator never comes first.
  const places = room - Math.floor(room / (group + 1));
  const padded = digits.padStart(room % (group + 1) === 0 ? places + 1 : places, '0');
  return groupDigits(padded, spec.separator, group) + tail;
}
