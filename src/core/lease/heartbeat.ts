import type { Failure } from '../failure.ts';
import type { Draft } from '../record/draft.ts';
import { ok, type Result } from '../result.ts';
import { findTask } from '../task/find.ts';
import { ownClaim } from './authority.ts';
import type { Asker, Lease, Moment } from './lease.ts';
import { type LeaseTerms, renewed } from './term.ts';

/**
 * Shows that the holder is alive; revives an orphaned claim that nobody took. Failures: not_found, not_claimed (a
 * paused one too), not_lease_holder, lease_lost.
 */
export function heartbeat(
  draft: Draft,
  id: string,
  terms: Pick<LeaseTerms, 'orphanAfter'>,
  asker: Asker,
  moment: Moment,
): Result<Lease, Failure> {
  const found = findTask(draft.graph, id);
  if (!found.ok) return found;
  const own = ownClaim(draft, found.value, asker, moment);
  if (!own.ok) return own;
  const lease = renewed(own.value, moment, terms.orphanAfter);
  draft.setLease(id, lease);
  return ok(lease);
}
