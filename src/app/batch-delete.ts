import type { Failure } from '../core/failure.ts';
import { removalOrder } from '../core/graph/removal-order.ts';
import { type BatchOutcome, runBatch } from '../core/record/batch.ts';
import { ok, type Result } from '../core/result.ts';
import { deleteTree } from '../core/task/delete.ts';
import type { BatchRequest } from './batch-request.ts';
import { type Deps, headOf, momentOf } from './deps.ts';

/**
 * Deletes several tasks, all or none unless told to keep going. They may depend on each other and stand below each
 * other, in any order; each item's failure is one that `deleteTask` has, and `failure` the first of them.
 */
export async function batchDelete(
  deps: Pick<Deps, 'store' | 'asker' | 'clock' | 'processes'>,
  { ids, keepGoing = false }: BatchRequest,
): Promise<Result<BatchOutcome, Failure>> {
  const moment = momentOf(deps);
  return deps.store.transact(headOf(deps, moment, 'batch delete'), { kind: 'tasks', ids }, (tx) => {
    const one = (id: string) =>
      deleteTree(tx.draft, { id, recursive: false, force: false }, deps.asker, moment);
    return ok(runBatch(tx.draft, ids, keepGoing, one, (asked) => removalOrder(tx.graph, asked)));
  });
}
