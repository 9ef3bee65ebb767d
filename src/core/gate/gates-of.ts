import type { Lifecycle } from '../template/lifecycle.ts';
import type { Gate } from './gate.ts';

/**
 * The gates of a task: those of its template, then those of the project. A command line that stands in both lists is one
 * gate, with the name and the time that its template gives it, and required if either says so.
 */
export function gatesOf(lifecycle: Lifecycle | undefined, common: readonly Gate[]): readonly Gate[] {
  const own = lifecycle?.gates ?? [];
  if (own.length === 0) return common;
  const isRequired = (run: string) => common.some((gate) => gate.run === run && gate.required);
  return [
    ...own.map((gate) => ({ ...gate, required: gate.required || isRequired(gate.run) })),
    ...common.filter(({ run }) => own.every((gate) => gate.run !== run)),
  ];
}
