import type { Failure } from '../core/failure.ts';
import { err, ok, type Result } from '../core/result.ts';
import { editDependencies } from '../core/task/edit-dependencies.ts';
import { readFields, readIds, usageOf } from '../core/task/fields.ts';
import { type DependencyList, dependencyList } from './dependency-list.ts';
import { type Deps, headOf, momentOf } from './deps.ts';

export interface EditDependenciesRequest {
  readonly id: string;
  readonly add?: readonly string[] | undefined;
  readonly remove?: readonly string[] | undefined;
}

export interface EditDependenciesAnswer extends DependencyList {
  /** Its status now, which may be `blocked`. */
  readonly status: string;
  /** It had just these before. */
  readonly already: boolean;
}

/**
 * Adds and removes dependencies of a task, and blocks or unblocks it where that follows. Failures: usage, not_found,
 * not_lease_holder, lease_lost, dependency_not_found, dependency_cycle, task_finished.
 */
export async function editTaskDependencies(
  deps: Pick<Deps, 'store' | 'asker' | 'clock' | 'processes'>,
  { id, ...lists }: EditDependenciesRequest,
): Promise<Result<EditDependenciesAnswer, Failure>> {
  const read = readFields({ add: readIds, remove: readIds }, lists);
  if (!read.ok) return err(usageOf(read.failure));
  const { add = [], remove = [] } = read.value;
  const moment = momentOf(deps);
  return deps.store.transact(headOf(deps, moment, 'deps'), { kind: 'project' }, (tx) => {
    const done = editDependencies(tx.draft, { id, add, remove }, deps.asker, moment);
    if (!done.ok) return done;
    const node = tx.graph.find(id)!;
    return ok({ ...dependencyList(tx, node), status: node.status, already: done.value.already });
  });
}
