import { reevaluate } from '../graph/blocking.ts';
import { isOver } from '../graph/node.ts';
import type { Draft } from '../record/draft.ts';

/** Mends what follows from the rest: who is blocked, and leases that nobody can hold any more. */
export function mendGraph(draft: Draft): void {
  const { graph } = draft;
  for (const id of [...graph.leases.keys()]) {
    const node = graph.find(id);
    if (!node || isOver(node)) draft.setLease(id, null);
  }
  reevaluate(draft, graph.nodes);
}
