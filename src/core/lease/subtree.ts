import type { TaskGraph } from '../graph/graph.ts';
import { ancestorsOf, descendantsOf, type GraphNode, isOver } from '../graph/node.ts';
import { isLive, type Lease, type Moment } from './lease.ts';

/** The leases on the tasks below a node, whatever their state. There are far fewer leases than tasks, so they are walked. */
export function leasesBelow(graph: TaskGraph, node: GraphNode): readonly Lease[] {
  if (node.children.length === 0) return [];
  return [...graph.leases.values()].filter((lease) => {
    const leased = graph.find(lease.task_id);
    return leased !== undefined && isBelow(leased, node);
  });
}

/** The unfinished tasks below a node. */
export function unfinishedBelow(node: GraphNode): readonly string[] {
  const ids: string[] = [];
  for (const below of descendantsOf(node)) if (!isOver(below)) ids.push(below.id);
  return ids;
}

/** The unfinished tasks below a published node that no lease, of their own or above them, keeps from anyone. */
export function openBelow(node: GraphNode, moment: Moment): readonly string[] {
  for (const above of ancestorsOf(node)) if (locksSubtree(above, moment)) return [];
  const open: string[] = [];
  const stack = node.children.toReversed();
  for (let next = stack.pop(); next; next = stack.pop()) {
    if (!isOver(next) && !isLive(next.lease, moment)) open.push(next.id);
    if (!locksSubtree(next, moment)) {
      for (let i = next.children.length - 1; i >= 0; i--) stack.push(next.children[i]!);
    }
  }
  return open;
}

function locksSubtree({ lease }: GraphNode, moment: Moment): boolean {
  return isLive(lease, moment) && !lease.published;
}

function isBelow(node: GraphNode, root: GraphNode): boolean {
  for (const above of ancestorsOf(node)) if (above === root) return true;
  return false;
}
