import type { GraphNode } from './node.ts';

/** A task in a tree that is read downwards. */
export interface TreeRow {
  readonly node: GraphNode;
  /** 0 for the root. */
  readonly depth: number;
  /** Its branches were shown at an earlier row. */
  readonly isRepeated: boolean;
}

/**
 * The rows of a tree that hangs below a task, each task's branches once, the first `limit` of them; `isCut` when there are more.
 * A graph has many ways to one task: following each would take for ever.
 */
export function treeRows(
  root: GraphNode,
  branches: (node: GraphNode) => readonly GraphNode[],
  limit: number,
): { readonly rows: readonly TreeRow[]; readonly isCut: boolean } {
  const rows: TreeRow[] = [];
  const shown = new Set<GraphNode>();
  const stack: { readonly node: GraphNode; readonly depth: number }[] = [{ node: root, depth: 0 }];
  for (let top = stack.pop(); top; top = stack.pop()) {
    if (rows.length === limit) return { rows, isCut: true };
    const { node, depth } = top;
    const below = branches(node);
    const isRepeated = below.length > 0 && shown.has(node);
    rows.push({ node, depth, isRepeated });
    if (isRepeated) continue;
    shown.add(node);
    for (let i = Math.min(below.length, limit) - 1; i >= 0; i--) {
      stack.push({ node: below[i]!, depth: depth + 1 });
    }
  }
  return { rows, isCut: false };
}
