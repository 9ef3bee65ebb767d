import type { Lease } from '../lease/lease.ts';
import type { DependencyType } from '../task/task.ts';
import type { Phase } from '../template/lifecycle.ts';

/**
 * What the graph knows of a task: enough for order, readiness and locks without its text.
 * Neighbours are references, so that a walk costs no look-ups.
 */
export interface GraphNode {
  readonly id: string;
  readonly template: string;
  readonly status: string;
  readonly phase: Phase;
  /** 0 for P0 to 3 for P3. */
  readonly priority: number;
  /** Output size in tokens. */
  readonly size: number;
  /** Milliseconds since the epoch; Infinity without one. */
  readonly deadline: number;
  readonly createdAt: number;
  readonly dependencyType: DependencyType;
  readonly labels: readonly string[];
  readonly module: string | null;
  readonly parent: GraphNode | null;
  readonly children: readonly GraphNode[];
  readonly dependencies: readonly GraphNode[];
  readonly dependents: readonly GraphNode[];
  /** How many dependents there are: the order asks for it all the time, and may have to make them. */
  readonly dependentCount: number;
  readonly lease: Lease | null;
}

/** The ancestors of a node, the nearest first. */
export function* ancestorsOf(node: GraphNode): Generator<GraphNode> {
  for (let above = node.parent; above; above = above.parent) yield above;
}

/** The subtree below a node, without it, a parent before its children. */
export function* descendantsOf(node: GraphNode): Generator<GraphNode> {
  const stack = [...node.children].reverse();
  for (let next = stack.pop(); next; next = stack.pop()) {
    yield next;
    for (let i = next.children.length - 1; i >= 0; i--) stack.push(next.children[i]!);
  }
}

export function isOver(node: GraphNode): boolean {
  return node.phase === 'finished' || node.phase === 'failed';
}

/** Whether a node's dependencies hold it back: `all` wants each finished, `any` one; failure satisfies nobody. */
export function hasUnmetDependencies(node: GraphNode): boolean {
  if (node.dependencies.length === 0) return false;
  return node.dependencyType === 'all'
    ? node.dependencies.some((dependency) => dependency.phase !== 'finished')
    : !node.dependencies.some((dependency) => dependency.phase === 'finished');
}

/** The nearest ancestor whose dependencies hold the whole subtree back; null when none does. */
export function waitingAncestor(node: GraphNode): GraphNode | null {
  for (const above of ancestorsOf(node)) if (hasUnmetDependencies(above)) return above;
  return null;
}
