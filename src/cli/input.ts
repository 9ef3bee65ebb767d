import { type Failure, FailureError, fail } from '../core/failure.ts';
import type { Result } from '../core/result.ts';
import type { Input } from './command.ts';

/** Stops a command with a failure; caught once, in the program. For parsing only: use-cases return their failures. */
export function stop(failure: Failure): never {
  throw new FailureError(failure);
}

/** Stops with a usage error. */
export function usage(message: string, hint?: string): never {
  stop(fail('usage', message, hint ? { hint } : {}));
}

/** The value of a result, or the end of the command. */
export function unwrap<T>(result: Result<T, Failure>): T {
  return result.ok ? result.value : stop(result.failure);
}

/** A required argument. */
export function argument(input: Input, name: string): string {
  const value = input.args[name];
  return typeof value === 'string' ? value : usage(`missing <${name}>`);
}

/** The values of a variadic argument. */
export function argumentList(input: Input, name: string): readonly string[] {
  const value = input.args[name];
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}

/** A text option, or undefined when it was not given. */
export function option(input: Input, name: string): string | undefined {
  const value = input.options[name];
  return typeof value === 'string' ? value : undefined;
}

/** A repeatable option. */
export function optionList(input: Input, name: string): readonly string[] {
  const value = input.options[name];
  return Array.isArray(value) ? value : typeof value === 'string' ? [value] : [];
}

export function flag(input: Input, name: string): boolean {
  return input.options[name] === true;
}

/** A whole number within bounds, or the fallback when the option was not given. */
export function integer(
  input: Input,
  name: string,
  bounds: { min: number; max: number; fallback: number },
): number {
  const text = option(input, name);
  if (text === undefined) return bounds.fallback;
  const value = /^[+-]?\d{1,15}$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (value >= bounds.min && value <= bounds.max) return value;
  const range =
    bounds.max === Number.MAX_SAFE_INTEGER
      ? `, ${bounds.min} or more`
      : ` from ${bounds.min} to ${bounds.max}`;
  return usage(`--${kebab(name)} takes a whole number${range}, not ${JSON.stringify(text.slice(0, 80))}`);
}

/** One of a list of words; the message names them all. */
export function oneOf<T extends string>(text: string, words: readonly T[], what: string): T {
  const found = words.find((word) => word === text);
  return found ?? usage(`${what} is one of ${words.join(', ')}, not ${JSON.stringify(text)}`);
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
