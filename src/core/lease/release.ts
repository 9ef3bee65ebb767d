import type { Failure } from '../failure.ts';
import type { Draft } from '../record/draft.ts';
import { err, ok, type Result } from '../result.ts';
import { findTask } from '../task/find.ts';
import { refuseUnder } from './authority.ts';
import type { Asker, Lease } from './lease.ts';
import { notClaimed } from './refusals.ts';

/**
 * Gives a claim back, be it live, orphaned or paused; the status stays. Force frees another's. Nothing above the task
 * keeps a holder from letting go. Returns the lease that ended. Failures: not_found, not_claimed, not_lease_holder,
 * lease_lost.
 */
export function release(draft: Draft, id: string, force: boolean, asker: Asker): Result<Lease, Failure> {
  const found = findTask(draft.graph, id);
  if (!found.ok) return found;
  const { lease } = found.value;
  if (!lease) return err(notClaimed(found.value));
  const refused = force ? null : refuseUnder(lease, draft, found.value, asker);
  if (refused) return err(refused);
  draft.setLease(id, null);
  return ok(lease);
}
