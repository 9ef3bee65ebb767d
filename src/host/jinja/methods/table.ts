import { bind, bindPositions, type Parameters } from '../bind.ts';
import type { Runtime } from '../runtime.ts';
import type { Arguments, Value } from '../values/value.ts';

/** A method of a built-in type, with the object it was looked up on. */
export type Method<Self> = (runtime: Runtime, self: Self, call: Arguments) => Value;

type Body<Self> = (runtime: Runtime, self: Self, args: readonly (Value | undefined)[]) => Value;

/** The methods of one type by name; a Map, so that no name reaches JavaScript's own. */
export type Methods<Self> = ReadonlyMap<string, Method<Self>>;

/** A method that takes its arguments by position only, as most of Python's built-in ones. */
export function method<Self>(name: string, parameters: Parameters, body: Body<Self>): [string, Method<Self>] {
  return [name, (runtime, self, call) => body(runtime, self, bindPositions(`${name}()`, parameters, call))];
}

/** A method that also takes its arguments by name. */
export function namedMethod<Self>(
  name: string,
  parameters: Parameters,
  body: Body<Self>,
): [string, Method<Self>] {
  return [name, (runtime, self, call) => body(runtime, self, bind(`${name}()`, parameters, call))];
}
