import type { TaskGraph } from '../graph/graph.ts';
import type { GraphNode } from '../graph/node.ts';
import { DOC_PREFIX, idOrigin } from '../task/id.ts';

/** The template of documentation tasks. */
export const DOC_TEMPLATE = 'doc-update';

/** Whether an id is that of a documentation task, and not of a part of one. */
export function isDocTask(id: string): boolean {
  return idOrigin(id).key === DOC_PREFIX;
}

/** Whether nobody has begun a task: it was not started, is not leased, and was not split. */
export function isUntouched({ phase, lease, children }: GraphNode): boolean {
  return (phase === 'unstarted' || phase === 'blocked') && !lease && children.length === 0;
}

/** The documentation tasks of a module that nobody has begun, the newest first. Linear in all documentation tasks. */
export function* untouchedDocTasks({ nodes }: TaskGraph, module: string): Generator<GraphNode> {
  // In the order of ids they come after all other tasks.
  for (let i = nodes.length - 1; i >= 0 && nodes[i]!.id.startsWith(DOC_PREFIX); i--) {
    const node = nodes[i]!;
    if (node.module === module && isDocTask(node.id) && isUntouched(node)) yield node;
  }
}

/** The documentation tasks that have nothing left to document without these tasks, and that nobody has begun. */
export function docTasksGoingWith(gone: ReadonlySet<GraphNode>): ReadonlySet<GraphNode> {
  const going = new Set<GraphNode>();
  const isGone = (node: GraphNode) => gone.has(node);
  for (const node of gone) {
    for (const doc of node.dependents) {
      if (going.has(doc) || isGone(doc) || !isDocTask(doc.id) || !isUntouched(doc)) continue;
      if (doc.dependencies.every(isGone) && doc.dependents.every(isGone)) going.add(doc);
    }
  }
  return going;
}
