import type { Failure } from '../failure.ts';
import type { Draft } from '../record/draft.ts';
import { ok, type Result } from '../result.ts';
import { findTask } from '../task/find.ts';
import { ownClaim } from './authority.ts';
import type { Asker, Moment } from './lease.ts';
import { openBelow } from './subtree.ts';
import { type LeaseTerms, renewed } from './term.ts';

export interface PublishOutcome {
  /** The unfinished tasks below that anyone may take now. */
  readonly released: readonly string[];
  /** It was published before. */
  readonly already: boolean;
}

/**
 * Opens the children of a task that the asker holds, those split off later as well, while the task stays claimed.
 * Failures: not_found, not_claimed, not_lease_holder, lease_lost.
 */
export function publish(
  draft: Draft,
  id: string,
  terms: Pick<LeaseTerms, 'orphanAfter'>,
  asker: Asker,
  moment: Moment,
): Result<PublishOutcome, Failure> {
  const found = findTask(draft.graph, id);
  if (!found.ok) return found;
  const own = ownClaim(draft, found.value, asker, moment);
  if (!own.ok) return own;
  draft.setLease(id, { ...renewed(own.value, moment, terms.orphanAfter), published: true });
  const already = own.value.published;
  return ok({ released: already ? [] : openBelow(found.value, moment), already });
}
