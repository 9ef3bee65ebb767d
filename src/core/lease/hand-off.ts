import { type Failure, fail } from '../failure.ts';
import type { GraphNode } from '../graph/node.ts';
import type { Checkpoint } from '../record/checkpoint.ts';
import type { Draft } from '../record/draft.ts';
import { lastCheckpoint } from '../record/record.ts';
import { err, ok, type Result } from '../result.ts';
import { findTask } from '../task/find.ts';
import { ownLease } from './authority.ts';
import { addCheckpoint, type CheckpointContent } from './checkpoint.ts';
import { take } from './claim.ts';
import { refuseClaim } from './claim-refusal.ts';
import { type Asker, isLive, type Lease, type Moment } from './lease.ts';
import { notClaimed } from './refusals.ts';
import type { LeaseTerms } from './term.ts';

export interface HandOffInput {
  readonly id: string;
  /** The agent that goes on. */
  readonly to: string;
  readonly said: CheckpointContent;
  readonly commit: string | null;
  /** Passes on another's lease. */
  readonly force: boolean;
}

export interface HandOffOutcome {
  readonly lease: Lease;
  readonly checkpoint: Checkpoint | null;
  readonly already: boolean;
}

/**
 * Passes a lease, be it live, orphaned or paused, to another agent with a checkpoint, as if one had paused and the other
 * claimed in the same instant: the old token is no longer current, what was published stays so. What is not said is
 * carried over from the last checkpoint. Failures: usage (to its own holder), not_found, not_claimed, not_lease_holder,
 * lease_lost, and what the other agent's claim could fail with: invalid_template, task_blocked, locked_by_parent,
 * descendant_claimed.
 */
export function handOff(
  draft: Draft,
  { id, to, said, commit, force }: HandOffInput,
  terms: Pick<LeaseTerms, 'orphanAfter'>,
  asker: Asker,
  moment: Moment,
): Result<HandOffOutcome, Failure> {
  const found = findTask(draft.graph, id);
  if (!found.ok) return found;
  const node = found.value;
  const last = lastCheckpoint(draft.record(id));
  const isTheirs = isLive(node.lease, moment) && node.lease.agent === to;
  if (isTheirs && Object.keys(said).length === 0)
    return ok({ lease: node.lease, checkpoint: last, already: true });
  const own = force ? anyLease(node) : ownLease(draft, node, asker, moment);
  if (!own.ok) return own;
  if (isTheirs) return err(holdsAlready(id, to));
  draft.setLease(id, { ...own.value, status: 'paused' });
  const receiver: Asker = { agent: to, isFallback: false, session: null, token: null };
  const refused = refuseClaim(draft.graph, node, receiver, moment);
  if (refused) return err(refused);
  const { lease } = take(draft, node, { ...terms, session: null }, receiver, moment);
  const checkpoint = addCheckpoint(draft, id, { ...last, ...said, commit }, asker);
  return ok({ lease, checkpoint, already: false });
}

function anyLease(node: GraphNode): Result<Lease, Failure> {
  return node.lease ? ok(node.lease) : err(notClaimed(node));
}

function holdsAlready(id: string, agent: string): Failure {
  return fail('usage', `${agent} holds ${id} already`, {
    hint: `to leave word of how far the work is: lra checkpoint ${id}`,
    data: { task_id: id, holder: agent },
  });
}
