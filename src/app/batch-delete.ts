import { isDocTask } from '../core/doc/doc-task.ts';
import type { Failure } from '../core/failure.ts';
import type { TaskGraph } from '../core/graph/graph.ts';
import { removalOrder } from '../core/graph/removal-order.ts';
import { type BatchOutcome, runBatch } from '../core/record/batch.ts';
import { ok, type Result } from '../core/result.ts';
import { deleteTree } from '../core/task/delete.ts';
import type { BatchRequest } from './batch-request.ts';
import { type Deps, headOf, momentOf } from './deps.ts';

/**
 * Deletes several tasks, all or none unless told to keep going. They may depend on each other and stand below each
 * other, in any order; one that an earlier one took along is done. Each item's failure is one that `deleteTask` has, and `error` the first of them.
 */
export async function batchDelete(
  deps: Pick<Deps, 'store' | 'asker' | 'clock' | 'processes' | 'settings'>,
  { ids, keepGoing = false }: BatchRequest,
): Promise<Result<BatchOutcome, Failure>> {
  const moment = momentOf(deps);
  const guardsDocs = deps.settings.system_check.doc_enforcement === 'strict';
  return deps.store.transact(headOf(deps, moment, 'batch delete'), { kind: 'project' }, (tx) => {
    const gone = new Set<string>();
    const one = (id: string): Result<unknown, Failure> => {
      if (gone.has(id)) return ok(null);
      const input = { id, recursive: false, force: false, guardsDocs };
      const done = deleteTree(tx.draft, input, deps.asker, moment);
      if (done.ok) for (const deleted of done.value.deleted) gone.add(deleted);
      return done;
    };
    return ok(runBatch(tx.draft, ids, keepGoing, one, (asked) => orderOf(tx.graph, asked)));
  });
}

/** Documentation tasks come last: most go with what they document, and need no leave of their own then. */
function orderOf(graph: TaskGraph, ids: readonly string[]): readonly string[] {
  const order = removalOrder(graph, ids);
  return [...order.filter((id) => !isDocTask(id)), ...order.filter(isDocTask)];
}
