import type { Draft } from '../record/draft.ts';
import { BLOCKED } from '../task/task.ts';
import { initialState } from '../template/lifecycle.ts';
import { type GraphNode, hasUnmetDependencies } from './node.ts';

/** What re-evaluating did, by task id. */
export interface Reevaluated {
  readonly unblocked: readonly string[];
  readonly blocked: readonly string[];
}

/**
 * Brings the status of these tasks in line with their dependencies: an unstarted task whose condition does not hold is
 * blocked, a blocked one whose condition holds goes back to its template's initial state. Others are left alone.
 */
export function reevaluate(draft: Draft, nodes: Iterable<GraphNode>): Reevaluated {
  const unblocked: string[] = [];
  const blocked: string[] = [];
  for (const node of nodes) {
    const waits = hasUnmetDependencies(node);
    if (node.phase === 'blocked' && !waits) {
      const lifecycle = draft.graph.lifecycles(node.template);
      if (!lifecycle) continue;
      draft.update(node.id, { status: initialState(lifecycle) });
      unblocked.push(node.id);
    } else if (node.phase === 'unstarted' && waits) {
      draft.update(node.id, { status: BLOCKED });
      blocked.push(node.id);
    }
  }
  return { unblocked, blocked };
}
