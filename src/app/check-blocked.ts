import type { Failure } from '../core/failure.ts';
import { ok, type Result } from '../core/result.ts';
import { type CheckBlockedOutcome, checkBlocked } from '../core/task/check-blocked.ts';
import { type Deps, headOf, momentOf } from './deps.ts';

/** Re-evaluates what every unstarted task waits for. Failures: those of the store. */
export async function checkBlockedTasks(
  deps: Pick<Deps, 'store' | 'asker' | 'clock' | 'processes'>,
): Promise<Result<CheckBlockedOutcome, Failure>> {
  const head = headOf(deps, momentOf(deps), 'check-blocked');
  return deps.store.transact(head, { kind: 'project' }, (tx) => ok(checkBlocked(tx.draft)));
}
