import type { Failure } from '../core/failure.ts';
import { take } from '../core/lease/claim.ts';
import type { WorkerProcess } from '../core/lease/lease.ts';
import { findNext } from '../core/lease/next.ts';
import { NEXT } from '../core/lease/next-filter.ts';
import { err, ok, type Result } from '../core/result.ts';
import { readFields, usageOf } from '../core/task/fields.ts';
import { type ClaimAnswer, claimAnswer } from './claim-answer.ts';
import { type Deps, headOf, momentOf } from './deps.ts';
import { claimTerms } from './lease-terms.ts';

export interface ClaimNextRequest {
  /** The largest output size to take, as `8k`; any, when it is left out. */
  readonly output_limit?: string | undefined;
  readonly template?: string | undefined;
  readonly label?: string | undefined;
  /** The process that will do the work: the lease is orphaned when it is gone. */
  readonly worker?: WorkerProcess | undefined;
}

/**
 * Claims the most urgent task that is ready for the asker and that it does not hold yet, in one step. Failures:
 * nothing_ready, template_not_found, invalid_template, usage.
 */
export async function claimNext(
  deps: Pick<Deps, 'store' | 'asker' | 'clock' | 'processes' | 'settings' | 'ids' | 'templates'>,
  { worker, ...wanted }: ClaimNextRequest = {},
): Promise<Result<ClaimAnswer, Failure>> {
  const read = readFields(NEXT, wanted);
  if (!read.ok) return err(usageOf(read.failure));
  const filter = read.value;
  const known = filter.template === undefined ? ok(undefined) : await deps.templates.get(filter.template);
  if (!known.ok) return known;
  const moment = momentOf(deps);
  const terms = claimTerms(deps, worker);
  return deps.store.transact(headOf(deps, moment, 'claim'), { kind: 'ready' }, (tx) => {
    const next = findNext(tx.graph, filter, deps.asker, moment);
    if (!next.ok) return next;
    const taken = take(tx.draft, next.value, terms, deps.asker, moment);
    return ok(claimAnswer(tx, taken, deps.asker, moment));
  });
}
