import type { Failure } from '../core/failure.ts';
import { type BatchOutcome, runBatch } from '../core/record/batch.ts';
import { ok, type Result } from '../core/result.ts';
import { setStatus } from '../core/task/set-status.ts';
import type { BatchRequest } from './batch-request.ts';
import { headOf } from './deps.ts';
import { type GateDeps, type GateWatch, transactGated } from './gated.ts';

/**
 * Moves several tasks to a status, all or none unless told to keep going; each item's failure is one that
 * `setTaskStatus` has, and `error` the first of them. The gates of all that are to be finished run before any is.
 */
export async function batchSet(
  deps: GateDeps,
  { ids, keepGoing = false, status }: BatchRequest & { readonly status: string },
  watch?: GateWatch,
): Promise<Result<BatchOutcome, Failure>> {
  return transactGated(
    deps,
    {
      ids,
      force: false,
      head: (moment) => headOf(deps, moment, 'batch set'),
      decide: ({ draft }, keeper, moment) => {
        const setOne = (id: string) =>
          keeper.pass(draft, id, () => setStatus(draft, { id, status, force: false }, deps.asker, moment));
        const outcome = runBatch(draft, ids, keepGoing, setOne, deepestFirst);
        if (outcome.error && !keepGoing) keeper.dismiss();
        return ok(outcome);
      },
    },
    watch,
  );
}

/** A parent can be finished only after its children. */
function deepestFirst(ids: readonly string[]): readonly string[] {
  const depth = (id: string) => id.split('_').length;
  return ids.toSorted((a, b) => depth(b) - depth(a));
}
