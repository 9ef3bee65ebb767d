import type { Failure } from '../core/failure.ts';
import { type BatchOutcome, runBatch } from '../core/record/batch.ts';
import type { Draft } from '../core/record/draft.ts';
import { ok, type Result } from '../core/result.ts';
import { setStatus } from '../core/task/set-status.ts';
import type { BatchRequest } from './batch-request.ts';
import { type Deps, headOf, momentOf } from './deps.ts';

/**
 * Moves several tasks to a status, all or none unless told to keep going; each item's failure is one that
 * `setTaskStatus` has, and `failure` the first of them.
 */
export async function batchSet(
  deps: Pick<Deps, 'store' | 'asker' | 'clock' | 'processes'>,
  { ids, keepGoing = false, status }: BatchRequest & { readonly status: string },
): Promise<Result<BatchOutcome, Failure>> {
  const moment = momentOf(deps);
  const setOne = (draft: Draft, id: string) =>
    setStatus(draft, { id, status, force: false }, deps.asker, moment);
  return deps.store.transact(headOf(deps, moment, 'batch set'), { kind: 'tasks', ids }, (tx) =>
    ok(runBatch(tx.draft, ids, keepGoing, (id) => setOne(tx.draft, id), deepestFirst)),
  );
}

/** A parent can be finished only after its children. */
function deepestFirst(ids: readonly string[]): readonly string[] {
  const depth = (id: string) => id.split('_').length;
  return ids.toSorted((a, b) => depth(b) - depth(a));
}
