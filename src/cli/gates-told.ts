import type { GateWatch } from '../app/gated.ts';
import { span } from '../core/context/span.ts';
import type { Failure } from '../core/failure.ts';
import type { Evidence } from '../core/gate/gate.ts';
import type { CommandContext } from './command.ts';
import { gateLines } from './render/gates.ts';

const SECOND = 1000;

/** Shows on a terminal which gate runs, and for how long. */
export function gatesTold(context: Pick<CommandContext, 'live'>): GateWatch {
  let ticking: NodeJS.Timeout | undefined;
  return {
    started({ name }, taskId) {
      const begun = performance.now();
      const show = () => context.live(`${taskId}: ${name}, ${span(performance.now() - begun)}`);
      show();
      ticking = setInterval(show, SECOND);
    },
    ended() {
      clearInterval(ticking);
      context.live('');
    },
  };
}

/** Says on stderr what the gates showed when that is why a command failed; programs find it in the error. */
export function sayFailedGates(
  context: Pick<CommandContext, 'json' | 'say' | 'style'>,
  failure: Failure,
): void {
  if (failure.code !== 'gate_failed' || context.json) return;
  const gates = failure.data?.gates as unknown as readonly Evidence[];
  for (const line of gateLines(gates, context.style)) context.say(line);
}
