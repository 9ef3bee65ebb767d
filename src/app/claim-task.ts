import type { Failure } from '../core/failure.ts';
import { claim } from '../core/lease/claim.ts';
import type { WorkerProcess } from '../core/lease/lease.ts';
import { ok, type Result } from '../core/result.ts';
import { type ClaimAnswer, claimAnswer } from './claim-answer.ts';
import { type Deps, headOf, momentOf } from './deps.ts';
import { claimTerms } from './lease-terms.ts';

export interface ClaimTaskRequest {
  readonly id: string;
  /** The process that will do the work: the lease is orphaned when it is gone. */
  readonly worker?: WorkerProcess | undefined;
}

/**
 * Claims a task for the asker. Failures: not_found, invalid_template, task_finished, task_blocked, already_claimed,
 * locked_by_parent, descendant_claimed.
 */
export async function claimTask(
  deps: Pick<Deps, 'store' | 'asker' | 'clock' | 'processes' | 'settings' | 'ids'>,
  { id, worker }: ClaimTaskRequest,
): Promise<Result<ClaimAnswer, Failure>> {
  const moment = momentOf(deps);
  const terms = claimTerms(deps, worker);
  return deps.store.transact(headOf(deps, moment, 'claim'), { kind: 'tasks', ids: [id] }, (tx) => {
    const done = claim(tx.draft, id, terms, deps.asker, moment);
    return done.ok ? ok(claimAnswer(tx, done.value, deps.asker, moment)) : done;
  });
}
