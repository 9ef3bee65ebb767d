import type { Budget } from '../budget.ts';
import { JinjaFault } from '../fault.ts';
import { DictView, PyDict } from './dict.ts';
import { floatText } from './float-text.ts';
import { typeName } from './kind.ts';
import { Markup, type PyObject, PyRange, PyTuple, Undefined, type Value } from './value.ts';

const MAX_INT_DIGITS = 4300;
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;

/** What Python's `str(value)` gives, and so what a template prints. */
export function str(value: Value, budget: Budget): string {
  if (typeof value === 'string') return value;
  if (value instanceof Markup) return value.text;
  return value instanceof Undefined ? '' : repr(value, budget);
}

/** What Python's `repr(value)` gives. */
export function repr(value: Value, budget: Budget): string {
  return show(value, budget, []);
}

function show(value: Value, budget: Budget, open: PyObject[] | Value[]): string {
  budget.step();
  switch (typeof value) {
    case 'string':
      return textRepr(value);
    case 'bigint':
      return intText(value);
    case 'number':
      return floatText(value);
    case 'boolean':
      return value ? 'True' : 'False';
    default:
      return value === null ? 'None' : showObject(value, budget, open as Value[]);
  }
}

function showObject(value: Value[] | PyObject, budget: Budget, open: Value[]): string {
  if (value instanceof Markup) return `Markup(${textRepr(value.text)})`;
  if (value instanceof Undefined) return 'Undefined';
  if (value instanceof PyRange) {
    return `range(${value.start}, ${value.stop}${value.step === 1n ? '' : `, ${value.step}`})`;
  }
  if (open.includes(value)) return cycleText(value);
  open.push(value);
  budget.enter();
  const text = showContainer(value, (item) => show(item, budget, open));
  budget.leave();
  open.pop();
  budget.text(text.length);
  return text;
}

function showContainer(value: Value[] | PyObject, inner: (value: Value) => string): string {
  if (Array.isArray(value)) return `[${value.map(inner).join(', ')}]`;
  if (value instanceof PyTuple) {
    const items = value.items.map(inner).join(', ');
    return value.items.length === 1 ? `(${items},)` : `(${items})`;
  }
  if (value instanceof PyDict) {
    return `{${[...value.entries()].map(([key, item]) => `${inner(key)}: ${inner(item)}`).join(', ')}}`;
  }
  if (value instanceof DictView) {
    const items = [...value.dict.entries()].map((entry) => inner(value.pick(entry)));
    return `${value.typeName}([${items.join(', ')}])`;
  }
  if (value.print) return value.print(inner);
  throw new JinjaFault(`a ${typeName(value)} has no text of its own to print`);
}

function cycleText(value: Value[] | PyObject): string {
  if (Array.isArray(value)) return '[...]';
  if (value instanceof PyDict) return '{...}';
  throw new JinjaFault(`a ${typeName(value)} contains itself`);
}

/** An int in decimal, up to as many digits as Python prints. */
export function intText(value: bigint): string {
  const text = value.toString();
  if (text.length > MAX_INT_DIGITS) throw new JinjaFault(`an integer has more than ${MAX_INT_DIGITS} digits`);
  return text;
}

function textRepr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let result = '';
  for (const character of text) {
    if (character === quote || character === '\\') result += `\\${character}`;
    else result += UNPRINTABLE.test(character) ? escapeCharacter(character) : character;
  }
  return quote + result + quote;
}

const SHORT_ESCAPES = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

function escapeCharacter(character: string): string {
  const short = SHORT_ESCAPES.get(character);
  if (short) return short;
  const code = character.codePointAt(0)!;
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code < 0x10000) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\U${code.toString(16).padStart(8, '0')}`;
}

/** What Python's `ascii(value)` gives: `repr` with everything beyond ASCII escaped. */
export function asciiRepr(value: Value, budget: Budget): string {
  return repr(value, budget).replace(/[^\x00-\x7f]/gu, escapeCharacter);
}
