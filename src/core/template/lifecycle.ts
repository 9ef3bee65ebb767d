import type { Gate } from '../gate/gate.ts';
import { BLOCKED } from '../task/task.ts';

/** Where a task stands in its life, whatever its template calls it. */
export type Phase = 'unstarted' | 'blocked' | 'started' | 'finished' | 'failed';

/** The states of a template, as the graph needs them. */
export interface Lifecycle {
  /** The first is the initial one. */
  readonly states: readonly string[];
  readonly transitions: { readonly [state: string]: readonly string[] };
  /** The state a claim moves an unstarted task to, if any. */
  readonly claim_state: string | null;
  /** Terminal states that satisfy nobody. */
  readonly failure_states: readonly string[];
  /** What must succeed before a task is finished; absent for nothing. */
  readonly gates?: readonly Gate[];
}

export function initialState(lifecycle: Lifecycle): string {
  return lifecycle.states[0]!;
}

/** The states that may follow; nothing but unblocking leads out of `blocked`. */
export function allowedNext(lifecycle: Lifecycle, status: string): readonly string[] {
  return (Object.hasOwn(lifecycle.transitions, status) && lifecycle.transitions[status]) || [];
}

/** The phase of a status. One the template does not know counts as started: it is neither offered nor finished. */
export function phaseOf(lifecycle: Lifecycle | undefined, status: string): Phase {
  if (status === BLOCKED) return 'blocked';
  if (!lifecycle?.states.includes(status)) return 'started';
  if (allowedNext(lifecycle, status).length === 0) {
    return lifecycle.failure_states.includes(status) ? 'failed' : 'finished';
  }
  return status === initialState(lifecycle) ? 'unstarted' : 'started';
}
