import type { Failure } from '../core/failure.ts';
import { type LeaseJson, leaseJson } from '../core/lease/authority.ts';
import { claim } from '../core/lease/claim.ts';
import { type Standing, standingOf } from '../core/lease/resume.ts';
import { ok, type Result } from '../core/result.ts';
import { findTask } from '../core/task/find.ts';
import { type ClaimAnswer, claimAnswer } from './claim-answer.ts';
import { type Deps, headOf, momentOf } from './deps.ts';
import { claimTerms } from './lease-terms.ts';
import { type TaskJson, TaskPresenter } from './task-json.ts';

export interface ResumeAnswer extends Standing {
  readonly task: TaskJson;
  readonly lease: LeaseJson | null;
}

/** Where the work on a task stands, for whoever has it now. */
export type ResumeClaimAnswer = ClaimAnswer & Standing;

/** Shows where the work on a task stands. Failure: not_found. */
export async function resumeTask(
  deps: Pick<Deps, 'store' | 'asker' | 'clock' | 'processes'>,
  { id }: { readonly id: string },
): Promise<Result<ResumeAnswer, Failure>> {
  const moment = momentOf(deps);
  const seen = await deps.store.read({ kind: 'tasks', ids: [id] }, (view) => {
    const found = findTask(view.graph, id);
    if (!found.ok) return found;
    const task = new TaskPresenter(view, deps.asker, moment).json(id);
    return ok({ task, lease: leaseJson(found.value.lease, moment), ...standingOf(view.record(id)) });
  });
  return seen.ok ? seen.value : seen;
}

/** Shows where the work on a task stands and takes it, in one step. Failures: those of `claimTask`. */
export async function resumeAndClaim(
  deps: Pick<Deps, 'store' | 'asker' | 'clock' | 'processes' | 'settings' | 'ids'>,
  { id }: { readonly id: string },
): Promise<Result<ResumeClaimAnswer, Failure>> {
  const moment = momentOf(deps);
  const terms = claimTerms(deps, undefined);
  return deps.store.transact(headOf(deps, moment, 'resume'), { kind: 'tasks', ids: [id] }, (tx) => {
    const standing = standingOf(tx.record(id));
    const done = claim(tx.draft, id, terms, deps.asker, moment);
    return done.ok ? ok({ ...claimAnswer(tx, done.value, deps.asker, moment), ...standing }) : done;
  });
}
