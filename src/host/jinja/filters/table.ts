import { bind, type Parameters } from '../bind.ts';
import type { Runtime } from '../runtime.ts';
import type { Arguments, Value } from '../values/value.ts';

/** A filter: what it is applied to, then its arguments. */
export type Filter = (runtime: Runtime, value: Value, call: Arguments) => Value;

/** A filter whose arguments may be given by position or by name. */
export function filter(
  name: string,
  parameters: Parameters,
  body: (runtime: Runtime, value: Value, args: readonly (Value | undefined)[]) => Value,
): [string, Filter] {
  return [
    name,
    (runtime, value, call) => body(runtime, value, bind(`the filter '${name}'`, parameters, call)),
  ];
}
