import type { Failure } from '../core/failure.ts';
import { claim } from '../core/lease/claim.ts';
import { type BatchOutcome, runBatch } from '../core/record/batch.ts';
import { ok, type Result } from '../core/result.ts';
import type { BatchRequest } from './batch-request.ts';
import { type Deps, headOf, momentOf } from './deps.ts';
import { claimTerms } from './lease-terms.ts';

/**
 * Claims several tasks, all or none unless told to keep going; each item's failure is one that `claimTask` has, and
 * `error` the first of them.
 */
export async function batchClaim(
  deps: Pick<Deps, 'store' | 'asker' | 'clock' | 'processes' | 'settings' | 'ids'>,
  { ids, keepGoing = false }: BatchRequest,
): Promise<Result<BatchOutcome, Failure>> {
  const moment = momentOf(deps);
  const terms = claimTerms(deps, undefined);
  return deps.store.transact(headOf(deps, moment, 'batch claim'), { kind: 'tasks', ids }, (tx) =>
    ok(runBatch(tx.draft, ids, keepGoing, (id) => claim(tx.draft, id, terms, deps.asker, moment))),
  );
}
