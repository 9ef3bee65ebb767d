import type { Failure } from '../failure.ts';
import type { TaskGraph } from '../graph/graph.ts';
import type { GraphNode } from '../graph/node.ts';
import { Obstacles } from '../graph/obstacles.ts';
import { compareUrgency } from '../graph/order.ts';
import { err, ok, type Result } from '../result.ts';
import type { Asker, Moment } from './lease.ts';
import { fits, isOfKind, type NextFilter } from './next-filter.ts';
import { nothingReady } from './nothing-ready.ts';

/**
 * The most urgent task that is ready for the asker. Failure: nothing_ready, with counts of what is in the way. Where the
 * graph does not know the order, or none of what it knows is ready, one pass, which asks whether a task is ready only
 * when it would be the best so far.
 */
export function findNext(
  graph: TaskGraph,
  filter: NextFilter,
  asker: Asker,
  moment: Moment,
): Result<GraphNode, Failure> {
  const obstacles = new Obstacles(graph, moment, asker);
  const isWanted = (node: GraphNode) =>
    isOfKind(node, filter) && fits(node, filter) && obstacles.isReady(node);
  for (const node of graph.mostUrgent()) if (isWanted(node)) return ok(node);
  let best: GraphNode | null = null;
  for (const node of graph.nodes) {
    if (best && compareUrgency(best, node) <= 0) continue;
    if (isWanted(node)) best = node;
  }
  return best ? ok(best) : err(nothingReady(graph, filter, asker, obstacles));
}
