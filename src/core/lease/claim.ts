import type { Failure } from '../failure.ts';
import { type GraphNode, waitingAncestor } from '../graph/node.ts';
import type { Draft } from '../record/draft.ts';
import { err, ok, type Result } from '../result.ts';
import { findTask } from '../task/find.ts';
import { moveTo } from '../task/set-status.ts';
import { refuseClaim } from './claim-refusal.ts';
import { type Asker, isHolder, isLive, type Lease, leaseState, type Moment } from './lease.ts';
import { leasesBelow, unfinishedBelow } from './subtree.ts';
import { heartbeatAt, type LeaseTerms, renewed } from './term.ts';

export interface ClaimOutcome {
  readonly id: string;
  readonly lease: Lease;
  /** The unfinished tasks below, while only the holder may take them. */
  readonly childrenLocked: readonly string[];
  readonly already: boolean;
}

/**
 * Locks a task and its subtree for the asker, and starts it. Its holder keeps the lease and the token it has; asking
 * again counts as a heartbeat. Failures: not_found, invalid_template, task_finished, task_blocked, already_claimed,
 * locked_by_parent, descendant_claimed.
 */
export function claim(
  draft: Draft,
  id: string,
  terms: LeaseTerms,
  asker: Asker,
  moment: Moment,
): Result<ClaimOutcome, Failure> {
  const found = findTask(draft.graph, id);
  if (!found.ok) return found;
  const node = found.value;
  if (isLive(node.lease, moment) && isHolder(node.lease, asker)) {
    const lease = renewed(node.lease, moment, terms.orphanAfter);
    // An undo, or a git checkout, may have put a task that is held back to where it began.
    if (!waitingAncestor(node)) start(draft, node);
    draft.setLease(id, lease);
    return ok({ id, lease, childrenLocked: locked(node, lease), already: true });
  }
  const refused = refuseClaim(draft.graph, node, asker, moment);
  return refused ? err(refused) : ok(take(draft, node, terms, asker, moment));
}

/**
 * Gives the asker a new lease on a task that was found free. What was published stays so: children in other hands do
 * not lose them because their parent changes hands.
 */
export function take(
  draft: Draft,
  node: GraphNode,
  terms: LeaseTerms,
  asker: Asker,
  moment: Moment,
): ClaimOutcome {
  start(draft, node);
  const published = node.lease?.published ?? false;
  const lease: Lease = {
    task_id: node.id,
    status: 'claimed',
    agent: asker.agent,
    session_id: terms.session,
    token: draft.generation,
    claimed_at: draft.at,
    ...heartbeatAt(moment, terms.orphanAfter),
    published,
    ...(terms.worker ? { worker: terms.worker } : {}),
  };
  if (!published) takeOrphansBelow(draft, node, asker, moment);
  draft.setLease(node.id, lease);
  return { id: node.id, lease, childrenLocked: locked(node, lease), already: false };
}

/** Moves a task that is where its template begins to the template's `claim_state`, where it names one. */
function start(draft: Draft, node: GraphNode): void {
  const lifecycle = draft.graph.lifecycles(node.template);
  if (node.phase === 'unstarted' && lifecycle?.claim_state) {
    moveTo(draft, node, lifecycle.claim_state, lifecycle);
  }
}

/** An orphaned claim below is taken with the subtree, so that no clock that is set back can bring it to life again. */
function takeOrphansBelow(draft: Draft, node: GraphNode, asker: Asker, moment: Moment): void {
  for (const lease of leasesBelow(draft.graph, node)) {
    if (leaseState(lease, moment) === 'orphaned' && !isHolder(lease, asker))
      draft.setLease(lease.task_id, null);
  }
}

function locked(node: GraphNode, lease: Lease): readonly string[] {
  return lease.published ? [] : unfinishedBelow(node);
}
