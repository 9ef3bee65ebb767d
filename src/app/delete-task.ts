import type { Failure } from '../core/failure.ts';
import type { Result } from '../core/result.ts';
import { type DeleteOutcome, deleteTree } from '../core/task/delete.ts';
import { type Deps, headOf, momentOf } from './deps.ts';

export interface DeleteTaskRequest {
  readonly id: string;
  /** Takes everything below the task with it. */
  readonly recursive?: boolean;
  /** Drops the links of those that depend on it, overrides another's lease, and takes a documentation task that must be done. */
  readonly force?: boolean;
}

/**
 * Deletes a task, and the documentation tasks that have nothing left to document. Failures: not_found, has_children,
 * has_dependents, not_lease_holder, lease_lost, descendant_claimed, invalid_transition (a documentation task under
 * `doc_enforcement: strict`, without force).
 */
export async function deleteTask(
  deps: Pick<Deps, 'store' | 'asker' | 'clock' | 'processes' | 'settings'>,
  request: DeleteTaskRequest,
): Promise<Result<DeleteOutcome, Failure>> {
  const { id, recursive = false, force = false } = request;
  const moment = momentOf(deps);
  const head = headOf(deps, moment, 'delete', force ? { forced: true } : {});
  const guardsDocs = deps.settings.system_check.doc_enforcement === 'strict';
  return deps.store.transact(head, { kind: 'project' }, (tx) =>
    deleteTree(tx.draft, { id, recursive, force, guardsDocs }, deps.asker, moment),
  );
}
