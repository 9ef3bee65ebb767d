import { type GraphNode, isOver } from './node.ts';

/** Tasks that can never become ready, each with the task it waits for in vain, one step nearer to the failure. */
export type Stuck = ReadonlyMap<GraphNode, GraphNode>;

/**
 * The tasks that can never become ready as things stand: what waits for a failed task, also through others, what is
 * below such a task, and what is above it. Linear in tasks and links. What was started waits for no dependency of its
 * own any more, and what somebody works on may well be finished.
 */
export function findStuck(nodes: Iterable<GraphNode>): Stuck {
  const stuck = new Map<GraphNode, GraphNode>();
  const hopeless = new Map<GraphNode, number>();
  const walked = new Set<GraphNode>();
  const queue: GraphNode[] = [];
  const mark = (node: GraphNode, cause: GraphNode) => {
    if (isOver(node) || stuck.has(node)) return;
    stuck.set(node, cause);
    queue.push(node);
  };
  for (const node of nodes) if (node.phase === 'failed') queue.push(node);
  for (let node = queue.pop(); node; node = queue.pop()) {
    for (const dependent of node.dependents) {
      const count = (hopeless.get(dependent) ?? 0) + 1;
      hopeless.set(dependent, count);
      if (count !== (dependent.dependencyType === 'all' ? 1 : dependent.dependencies.length)) continue;
      if (dependent.phase !== 'started') mark(dependent, node);
      for (const below of unwalkedBelow(dependent, walked)) if (!below.lease) mark(below, node);
    }
    if (node.parent && stuck.has(node)) mark(node.parent, node);
  }
  return stuck;
}

/** The subtree below a node, a parent before its children, without what is below a node that was walked before. */
function* unwalkedBelow(root: GraphNode, walked: Set<GraphNode>): Generator<GraphNode> {
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node !== root) yield node;
    if (walked.has(node)) continue;
    walked.add(node);
    for (let i = node.children.length - 1; i >= 0; i--) stack.push(node.children[i]!);
  }
}

/** The failed task at the end of the way from a stuck one. */
export function failureBehind(node: GraphNode, stuck: Stuck): GraphNode {
  let failure = node;
  for (let cause = stuck.get(failure); cause; cause = stuck.get(failure)) failure = cause;
  return failure;
}
