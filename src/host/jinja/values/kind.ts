import { JinjaFault } from '../fault.ts';
import { Markup, Undefined, type Value } from './value.ts';

/** The name Python gives to the type of a value. */
export function typeName(value: Value): string {
  if (value === null) return 'NoneType';
  if (Array.isArray(value)) return 'list';
  switch (typeof value) {
    case 'boolean':
      return 'bool';
    case 'bigint':
      return 'int';
    case 'number':
      return 'float';
    case 'string':
      return 'str';
    default:
      return value.typeName;
  }
}

/** The characters of a `str` or `Markup`, or `undefined` for anything else. */
export function textOf(value: Value): string | undefined {
  if (typeof value === 'string') return value;
  return value instanceof Markup ? value.text : undefined;
}

/** The characters of a `str` or `Markup`; anything else is a fault. */
export function needText(value: Value, what: string): string {
  const text = textOf(value);
  if (text === undefined) throw new JinjaFault(`${what} must be a string, not ${typeName(value)}`);
  return text;
}

/** An int (or bool) as Python accepts it for an index or a count. */
export function needInt(value: Value, what: string): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return value ? 1n : 0n;
  throw new JinjaFault(`${what} must be an integer, not ${typeName(value)}`);
}

/** An int as a JavaScript number, clamped to what any sequence here can hold. */
export function needSize(value: Value, what: string): number {
  const size = needInt(value, what);
  const limit = 1n << 40n;
  return Number(size > limit ? limit : size < -limit ? -limit : size);
}

/** Refuses an undefined value where Python would raise on its use. */
export function refuseUndefined(value: Value): void {
  if (value instanceof Undefined) throw new JinjaFault(value.reason);
}
