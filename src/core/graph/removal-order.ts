import type { TaskGraph } from './graph.ts';
import type { GraphNode } from './node.ts';

/**
 * These ids in an order in which each can be deleted: dependents before what they depend on, children before their
 * parents. Ids that are no tasks come first. Linear in the ids and their links.
 */
export function removalOrder(graph: TaskGraph, ids: readonly string[]): readonly string[] {
  const left = new Map(ids.flatMap((id) => graph.find(id) ?? []).map((node) => [node, 'waiting']));
  const order = ids.filter((id) => !graph.find(id));
  for (const root of left.keys()) {
    const path: { readonly node: GraphNode; readonly first: Iterator<GraphNode> }[] = [];
    const enter = (node: GraphNode) => {
      if (left.get(node) !== 'waiting') return;
      left.set(node, 'entered');
      path.push({ node, first: goesFirst(node) });
    };
    enter(root);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const next = top.first.next();
      if (!next.done) enter(next.value);
      else order.push(path.pop()!.node.id);
    }
  }
  return order;
}

function* goesFirst(node: GraphNode): Generator<GraphNode> {
  yield* node.dependents;
  yield* node.children;
}
