import type { Expression, Macro, Statement, Target } from './ast.ts';

/** Anything that has a line in the tree of a template. */
export type Node = Expression | Statement | Target | Macro;

/** The nodes directly below a node, in the order they were written. */
export function childrenOf(node: Node): Node[] {
  return Object.values(node).flatMap(nodesIn);
}

/** All nodes at and below these, parents first; `enters` says which nodes to look into. */
export function* walk(roots: readonly Node[], enters: (node: Node) => boolean = () => true): Generator<Node> {
  const waiting = [...roots].reverse();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    yield node;
    if (enters(node)) waiting.push(...childrenOf(node).reverse());
  }
}

function nodesIn(part: unknown): Node[] {
  if (typeof part !== 'object' || part === null) return [];
  if (Array.isArray(part)) return part.flatMap(nodesIn);
  return 'line' in part ? [part as Node] : Object.values(part).flatMap(nodesIn);
}
