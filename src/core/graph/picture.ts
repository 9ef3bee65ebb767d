import { compareIds } from '../task/id.ts';
import type { DependencyType } from '../task/task.ts';
import type { Phase } from '../template/lifecycle.ts';
import { ancestorsOf, descendantsOf, type GraphNode } from './node.ts';

/** A task as a drawing shows it. */
export interface PictureNode {
  readonly id: string;
  readonly description: string;
  readonly status: string;
  readonly phase: Phase;
  readonly parent_id: string | null;
  readonly dependencies: readonly string[];
  readonly dependency_type: DependencyType;
}

/** A line of a drawing: from a task to one that waits for it, or from a parent to its child. */
export interface PictureEdge {
  readonly from: string;
  readonly to: string;
  readonly type: 'dependency' | 'parent';
}

/** Tasks in id order, so a parent stands before its children, and the lines between them. */
export interface Picture {
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
}

/** A task with all below it, what is above it, and what the subtree waits for or is waited for by; in id order. */
export function neighbourhoodOf(root: GraphNode): readonly GraphNode[] {
  const near = new Set<GraphNode>([root, ...ancestorsOf(root)]);
  for (const node of [root, ...descendantsOf(root)]) {
    near.add(node);
    for (const other of node.dependencies) near.add(other);
    for (const other of node.dependents) near.add(other);
  }
  return [...near].sort((a, b) => compareIds(a.id, b.id));
}

/** A drawing of these nodes, which stand in id order; lines to tasks that are not among them are left out. */
export function pictureOf(nodes: readonly GraphNode[], describe: (id: string) => string): Picture {
  const drawn = new Set(nodes);
  const edges: PictureEdge[] = [];
  for (const { id, parent, dependencies } of nodes) {
    if (parent && drawn.has(parent)) edges.push({ from: parent.id, to: id, type: 'parent' });
    for (const dependency of dependencies) {
      if (drawn.has(dependency)) edges.push({ from: dependency.id, to: id, type: 'dependency' });
    }
  }
  return { nodes: nodes.map((node) => pictureNode(node, describe(node.id))), edges };
}

function pictureNode(node: GraphNode, description: string): PictureNode {
  const { id, status, phase, parent, dependencies, dependencyType } = node;
  return {
    ...{ id, description, status, phase },
    parent_id: parent?.id ?? null,
    dependencies: dependencies.map((dependency) => dependency.id),
    dependency_type: dependencyType,
  };
}
