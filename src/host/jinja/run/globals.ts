import { bind, bindPositions } from '../bind.ts';
import { JinjaFault } from '../fault.ts';
import { fillDict } from '../methods/dict.ts';
import type { Runtime } from '../runtime.ts';
import { PyDict } from '../values/dict.ts';
import { needInt } from '../values/kind.ts';
import { type Arguments, PyFunction, PyRange, type Value } from '../values/value.ts';
import { Cycler, Joiner, Namespace } from './namespace.ts';

const MAX_RANGE = 100_000;

/** The functions that every template can call. */
export function globalsFor(runtime: Runtime): ReadonlyMap<string, Value> {
  const functions: [string, (call: Arguments) => Value][] = [
    ['range', range],
    ['dict', (call) => fillDict(runtime, new PyDict(), call)],
    ['namespace', (call) => new Namespace(fillDict(runtime, new PyDict(), call))],
    ['cycler', cycler],
    ['joiner', joiner],
    [
      'lipsum',
      () => {
        throw new JinjaFault("'lipsum' is refused: its text is random");
      },
    ],
  ];
  return new Map(functions.map(([name, run]) => [name, new PyFunction(run)]));
}

function cycler({ args, kwargs }: Arguments): Cycler {
  if (kwargs.size > 0) throw new JinjaFault('cycler() takes no keyword arguments');
  return new Cycler(args);
}

function joiner(call: Arguments): Joiner {
  const [separator = ', '] = bind('joiner()', ['sep?'], call);
  return new Joiner(separator);
}

function range(call: Arguments): PyRange {
  const [first = null, second, step = 1n] = bindPositions('range', ['start', 'stop?', 'step?'], call);
  const start = second === undefined ? 0n : needInt(first, 'a range');
  const stop = needInt(second === undefined ? first : second, 'a range');
  const stride = needInt(step, 'a range');
  if (stride === 0n) throw new JinjaFault('the step of a range cannot be zero');
  const result = new PyRange(start, stop, stride);
  if (result.length > MAX_RANGE) throw new JinjaFault(`a range has more than ${MAX_RANGE} items`);
  return result;
}
