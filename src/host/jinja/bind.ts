import { JinjaFault } from './fault.ts';
import type { Arguments, Value } from './values/value.ts';

/** The parameters of a built-in in order; a `?` at the end marks those that may be left out. */
export type Parameters = readonly string[];

/** Puts the arguments of a call in the order of the parameters, as Python does; left-out ones are `undefined`. */
export function bind(callee: string, parameters: Parameters, call: Arguments): (Value | undefined)[] {
  if (call.args.length > parameters.length) {
    throw new JinjaFault(`${callee} takes at most ${parameters.length} arguments, not ${call.args.length}`);
  }
  const names = parameters.map((parameter) => parameter.replace('?', ''));
  const bound: (Value | undefined)[] = names.map((_, index) => call.args[index]);
  for (const [name, value] of call.kwargs) {
    const index = names.indexOf(name);
    if (index < 0) throw new JinjaFault(`${callee} takes no argument '${name}'`);
    if (bound[index] !== undefined) throw new JinjaFault(`${callee} got the argument '${name}' twice`);
    bound[index] = value;
  }
  const missing = parameters.findIndex((name, index) => !name.endsWith('?') && bound[index] === undefined);
  if (missing >= 0) throw new JinjaFault(`${callee} requires the argument '${names[missing]}'`);
  return bound;
}

/** Binds the arguments of a call that Python takes by position only. */
export function bindPositions(
  callee: string,
  parameters: Parameters,
  call: Arguments,
): (Value | undefined)[] {
  if (call.kwargs.size > 0) throw new JinjaFault(`${callee} takes no keyword arguments`);
  return bind(callee, parameters, call);
}
