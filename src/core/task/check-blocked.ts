import { reevaluate } from '../graph/blocking.ts';
import type { Draft } from '../record/draft.ts';

export interface CheckBlockedOutcome {
  /** What was blocked, and has nothing to wait for. */
  readonly unblocked: readonly string[];
  /** Every task that is blocked now. */
  readonly blocked: readonly string[];
}

/** Brings the status of every unstarted task in line with its dependencies, after changes by other hands. */
export function checkBlocked(draft: Draft): CheckBlockedOutcome {
  const { nodes } = draft.graph;
  const { unblocked } = reevaluate(draft, nodes);
  return { unblocked, blocked: nodes.filter(({ phase }) => phase === 'blocked').map(({ id }) => id) };
}
