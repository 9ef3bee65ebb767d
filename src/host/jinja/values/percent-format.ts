import { type Budget, MAX_TEXT } from '../budget.ts';
import { JinjaFault } from '../fault.ts';
import { toFloat } from './arithmetic.ts';
import { characterCount, characterSlice } from './characters.ts';
import { numberOf } from './compare.ts';
import { PyDict } from './dict.ts';
import { escapeText } from './html.ts';
import { needSize, needText, refuseUndefined, textOf, typeName } from './kind.ts';
import { floatDigits } from './number-format.ts';
import { asciiRepr, intText, repr, str } from './repr.ts';
import { Markup, PyRange, PyTuple, Undefined, type Value } from './value.ts';

const DIRECTIVE = /%(?:\(((?:[^()]|\([^()]*\))*)\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d*))?[hlL]?(.|$)/gsu;

interface Directive {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  readonly type: string;
}

/** Python's `text % values`. */
export function percentFormat(format: Value, values: Value, budget: Budget): Value {
  const pattern = needText(format, 'a format');
  const source = new FormatValues(values);
  let length = 0;
  const result = pattern.replace(DIRECTIVE, (_whole, key, flags: string, width, precision, type: string) => {
    if (type === '%' && key === undefined && !flags && !width && precision === undefined) return '%';
    const directive: Directive = source.directive(key, flags, width, precision, type);
    const value = source.next(key);
    let text = conversion(directive, value, budget);
    if (format instanceof Markup && !(value instanceof Markup)) text = escapeText(text, budget);
    length += Math.max(text.length, directive.width);
    budget.text(length);
    return padded(text, directive);
  });
  source.refuseRest();
  budget.text(result.length);
  return format instanceof Markup ? new Markup(result) : result;
}

/** Hands out the right side of `%`: one value, a tuple in order, or a mapping by key. */
class FormatValues {
  readonly #all: Value;
  #rest: Value[];

  constructor(values: Value) {
    this.#all = values;
    this.#rest = values instanceof PyTuple ? [...values.items] : [values];
  }

  directive(
    key: string | undefined,
    flags: string,
    width: string,
    precision: string,
    type: string,
  ): Directive {
    const size = (text: string): number =>
      text === '*' ? needSize(this.next(undefined), 'a width') : Number(text);
    const wide = width === undefined ? 0 : size(width);
    const directive = {
      flags: wide < 0 ? `${flags}-` : flags,
      width: Math.abs(wide),
      precision: precision === undefined ? undefined : Math.max(0, size(precision)),
      type,
    };
    if (key !== undefined && (width === '*' || precision === '*'))
      throw new JinjaFault('`*` does not go with a key');
    return directive;
  }

  next(key: string | undefined): Value {
    if (key !== undefined) {
      if (!(this.#all instanceof PyDict)) throw new JinjaFault('a format with keys requires a mapping');
      const value = this.#all.get(key);
      if (value === undefined) throw new JinjaFault(`a format has no value for the key '${key}'`);
      return value;
    }
    const value = this.#rest.shift();
    if (value === undefined) throw new JinjaFault('not enough values for a format');
    return value;
  }

  refuseRest(): void {
    const all = this.#all;
    const subscriptable =
      Array.isArray(all) || all instanceof PyDict || all instanceof PyRange || all instanceof Undefined;
    if (this.#rest.length > 0 && !subscriptable) throw new JinjaFault('not all values of a format were used');
  }
}

function conversion(directive: Directive, value: Value, budget: Budget): string {
  const { type, precision } = directive;
  budget.text(precision ?? 0);
  const cut = (text: string): string => (precision === undefined ? text : characterSlice(text, 0, precision));
  switch (type) {
    case 's':
      return cut(str(value, budget));
    case 'r':
      return cut(repr(value, budget));
    case 'a':
      return cut(asciiRepr(value, budget));
    case 'c':
      return oneCharacter(value);
    default:
      return number(directive, value);
  }
}

function number(directive: Directive, value: Value): string {
  const { flags, precision, type } = directive;
  if (!/^[diuoxXeEfFgG]$/.test(type)) throw new JinjaFault(`'%${type}' is not a format`);
  refuseUndefined(value);
  const amount = numberOf(value);
  if (amount === undefined) throw new JinjaFault(`'%${type}' requires a number, not ${typeName(value)}`);
  const isFloat = /[eEfFgG]/.test(type);
  const digits = isFloat
    ? floatDigits(toFloat(amount), type.toLowerCase() as 'e' | 'f' | 'g', precision ?? 6, flags.includes('#'))
    : wholeDigits(amount, directive);
  const negative = isFloat ? amount < 0 || Object.is(amount, -0) : amount <= -1;
  const sign = negative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const prefix = flags.includes('#') && /[oxX]/.test(type) ? `0${type}` : '';
  const body = type === type.toUpperCase() ? digits.toUpperCase() : digits;
  const room = directive.width - sign.length - prefix.length;
  const zeros = flags.includes('0') && !flags.includes('-');
  return sign + prefix + (zeros ? body.padStart(Math.min(room, MAX_TEXT + 1), '0') : body);
}

function wholeDigits(amount: bigint | number, { type, precision }: Directive): string {
  if (typeof amount === 'number' && (/[oxX]/.test(type) || !Number.isFinite(amount))) {
    throw new JinjaFault(`'%${type}' requires an integer, not float`);
  }
  const whole = typeof amount === 'bigint' ? amount : BigInt(Math.trunc(amount));
  const size = whole < 0n ? -whole : whole;
  const digits = type === 'o' ? size.toString(8) : /[xX]/.test(type) ? size.toString(16) : intText(size);
  return digits.padStart(Math.min(precision ?? 0, MAX_TEXT + 1), '0');
}

function oneCharacter(value: Value): string {
  const text = textOf(value);
  if (text !== undefined && characterCount(text) === 1) return text;
  if (typeof value === 'bigint' && value >= 0n && value <= 0x10ffffn)
    return String.fromCodePoint(Number(value));
  throw new JinjaFault("'%c' requires one character");
}

function padded(text: string, { flags, width }: Directive): string {
  const fill = ' '.repeat(Math.max(0, width - characterCount(text)));
  return flags.includes('-') ? text + fill : fill + text;
}
