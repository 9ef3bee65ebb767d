import type { Failure } from '../core/failure.ts';
import type { GraphNode } from '../core/graph/node.ts';
import { treeRows } from '../core/graph/tree.ts';
import { ok, type Result } from '../core/result.ts';
import { findTask } from '../core/task/find.ts';
import type { DependencyType } from '../core/task/task.ts';
import type { Scope, View } from '../ports/store.ts';
import { type DependencyList, dependencyList, type TaskLine, taskLine } from './dependency-list.ts';
import type { Deps } from './deps.ts';

/** How many rows a tree has at most. */
const TREE_ROWS = 200;

export interface ShowDependenciesRequest {
  readonly id: string;
  /** What depends on it, in place of what it depends on. */
  readonly dependents?: boolean;
  /** Also what those depend on, and so on. */
  readonly tree?: boolean;
}

/** A row of the tree, read downwards. */
export interface TreeLine extends TaskLine {
  /** 0 for the task that was asked about. */
  readonly depth: number;
  /** What is below it was shown at an earlier row. */
  readonly repeated: boolean;
}

export interface DependencyTree {
  readonly tree: readonly TreeLine[];
  /** There is more than is shown. */
  readonly truncated: boolean;
}

/** What depends on a task. */
export interface DependentList {
  readonly task_id: string;
  readonly dependency_type: DependencyType;
  readonly dependents: readonly TaskLine[];
}

export type ShowDependenciesAnswer = (DependencyList | DependentList) & Partial<DependencyTree>;

/** Shows what a task depends on, or what depends on it. Fails with not_found. */
export async function showDependencies(
  deps: Pick<Deps, 'store'>,
  { id, dependents = false, tree = false }: ShowDependenciesRequest,
): Promise<Result<ShowDependenciesAnswer, Failure>> {
  const scope: Scope = tree ? { kind: 'project' } : { kind: 'tasks', ids: [id] };
  const read = await deps.store.read(scope, (view) => {
    const found = findTask(view.graph, id);
    if (!found.ok) return found;
    const node = found.value;
    const list = dependents ? dependentList(view, node) : dependencyList(view, node);
    return ok({ ...list, ...(tree ? dependencyTree(view, node, dependents) : {}) });
  });
  return read.ok ? read.value : read;
}

function dependentList(view: View, node: GraphNode): DependentList {
  return {
    task_id: node.id,
    dependency_type: node.dependencyType,
    dependents: node.dependents.map((dependent) => taskLine(view, dependent)),
  };
}

function dependencyTree(view: View, root: GraphNode, dependents: boolean): DependencyTree {
  const branches = (node: GraphNode) => (dependents ? node.dependents : node.dependencies);
  const { rows, isCut } = treeRows(root, branches, TREE_ROWS);
  return {
    tree: rows.map(({ node, depth, isRepeated }) => ({
      ...taskLine(view, node),
      depth,
      repeated: isRepeated,
    })),
    truncated: isCut,
  };
}
