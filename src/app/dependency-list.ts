import type { GraphNode } from '../core/graph/node.ts';
import type { DependencyType } from '../core/task/task.ts';
import type { View } from '../ports/store.ts';

/** A task as it is shown beside another. */
export interface TaskLine {
  readonly id: string;
  readonly status: string;
  readonly description: string;
}

/** What a task depends on. */
export interface DependencyList {
  readonly task_id: string;
  readonly dependency_type: DependencyType;
  readonly dependencies: readonly TaskLine[];
}

export function taskLine(view: Pick<View, 'task'>, { id, status }: GraphNode): TaskLine {
  return { id, status, description: view.task(id)!.description };
}

export function dependencyList(view: Pick<View, 'task'>, node: GraphNode): DependencyList {
  return {
    task_id: node.id,
    dependency_type: node.dependencyType,
    dependencies: node.dependencies.map((dependency) => taskLine(view, dependency)),
  };
}
