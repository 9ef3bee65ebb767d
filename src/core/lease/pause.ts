import type { Failure } from '../failure.ts';
import type { Checkpoint } from '../record/checkpoint.ts';
import type { Draft } from '../record/draft.ts';
import { lastCheckpoint } from '../record/record.ts';
import { ok, type Result } from '../result.ts';
import { findTask } from '../task/find.ts';
import { ownLease } from './authority.ts';
import { addCheckpoint, type CheckpointContent } from './checkpoint.ts';
import type { Asker, Lease, Moment } from './lease.ts';

export interface PauseOutcome {
  readonly lease: Lease;
  readonly checkpoint: Checkpoint | null;
  readonly already: boolean;
}

/**
 * Lays a claimed task down, with a checkpoint for whoever takes it up; it locks nothing until then. What is not said
 * is carried over from the last checkpoint, which would otherwise be hidden behind this one. Pausing again only adds
 * what is said. Failures: not_found, not_claimed, not_lease_holder, lease_lost.
 */
export function pause(
  draft: Draft,
  id: string,
  said: CheckpointContent,
  commit: string | null,
  asker: Asker,
  moment: Moment,
): Result<PauseOutcome, Failure> {
  const found = findTask(draft.graph, id);
  if (!found.ok) return found;
  const own = ownLease(draft, found.value, asker, moment);
  if (!own.ok) return own;
  const already = own.value.status === 'paused';
  const last = lastCheckpoint(draft.record(id));
  if (already && Object.keys(said).length === 0) return ok({ lease: own.value, checkpoint: last, already });
  const lease: Lease = { ...own.value, status: 'paused', last_heartbeat: draft.at };
  draft.setLease(id, lease);
  return ok({ lease, checkpoint: addCheckpoint(draft, id, { ...last, ...said, commit }, asker), already });
}
