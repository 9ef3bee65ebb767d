import type { Failure } from '../failure.ts';
import type { TaskGraph } from '../graph/graph.ts';
import { ancestorsOf, type GraphNode } from '../graph/node.ts';
import type { Draft } from '../record/draft.ts';
import { err, ok, type Result } from '../result.ts';
import { wasHeldUnder, wasTakenFrom } from './history.ts';
import {
  type Asker,
  isLive,
  type Lease,
  type LeaseState,
  leaseState,
  type Moment,
  passesAsHolder,
} from './lease.ts';
import { lostClaim, lostToken, notClaimed, notClaimedButPaused, notHolder } from './refusals.ts';

/**
 * Whether the asker may change a task: refused while another agent holds it, or an unpublished ancestor of it
 * (`not_lease_holder`), and when the asker's own hold is over (`lease_lost`). Null when it may. The nearest hold
 * counts: who claimed a task below an orphaned one keeps it when that one is revived.
 */
export function refuseForeign(draft: Draft, node: GraphNode, asker: Asker, moment: Moment): Failure | null {
  const { token } = asker;
  const mayBeOver = token !== null && !coversWith(token, node);
  for (const at of [node, ...ancestorsOf(node)]) {
    const { lease } = at;
    if (isLive(lease, moment)) {
      const decides = at === node || !lease.published || passesAsHolder(lease, asker);
      if (decides) return refuseUnder(lease, draft, node, asker);
    }
    if (mayBeOver && wasHeldUnder(draft.record(at.id), token)) return lostToken(at, token, null);
  }
  return null;
}

/** Whether a lease, of a task or above it, keeps the asker from that task; null when it is the asker's own. */
export function refuseUnder(lease: Lease, draft: Draft, node: GraphNode, asker: Asker): Failure | null {
  const { token } = asker;
  if (token !== null && isOutdated(token, lease, draft, node)) return lostToken(node, token, lease);
  if (passesAsHolder(lease, asker)) return null;
  return wasTaken(lease, draft, node, asker) ? lostClaim(node, lease, asker) : notHolder(node, lease);
}

/** The asker's own lease on a task, be it live, orphaned or paused. Failures: not_claimed, not_lease_holder, lease_lost. */
export function ownLease(
  draft: Draft,
  node: GraphNode,
  asker: Asker,
  moment: Moment,
): Result<Lease, Failure> {
  const foreign = refuseForeign(draft, node, asker, moment);
  if (foreign) return err(foreign);
  if (!node.lease) return err(notClaimed(node));
  const refused = refuseUnder(node.lease, draft, node, asker);
  return refused ? err(refused) : ok(node.lease);
}

/** As `ownLease`, but a paused one is no claim: `not_claimed`. */
export function ownClaim(
  draft: Draft,
  node: GraphNode,
  asker: Asker,
  moment: Moment,
): Result<Lease, Failure> {
  const own = ownLease(draft, node, asker, moment);
  return own.ok && own.value.status === 'paused' ? err(notClaimedButPaused(node)) : own;
}

/** A lease as programs see it: `status` says `orphaned` when it is, and host details stay inside. */
export interface LeaseJson extends Omit<Lease, 'status' | 'worker'> {
  readonly status: LeaseState;
}

/** What a program sees of a lease; null for none. */
export function leaseJson(lease: Lease | null, moment: Moment): LeaseJson | null {
  if (!lease) return null;
  const { worker: _, ...visible } = lease;
  return { ...visible, status: leaseState(lease, moment) };
}

/**
 * Whether a token is no longer current where this lease counts: it names no lease of the project any more, or an earlier
 * one of this very task. One that only names another task's lease says nothing about this task: a worker keeps its token
 * in the environment, whatever task it calls about.
 */
function isOutdated(token: number, lease: Lease, draft: Draft, node: GraphNode): boolean {
  if (lease.token === token || node.lease?.token === token) return false;
  if (!isCurrent(draft.graph, token)) return true;
  return [node.id, lease.task_id].some((id) => wasHeldUnder(draft.record(id), token));
}

function isCurrent(graph: TaskGraph, token: number): boolean {
  for (const lease of graph.leases.values()) if (lease.token === token) return true;
  return false;
}

/** Whether a token names a lease of the task or of one above it. */
function coversWith(token: number, node: GraphNode): boolean {
  return [node, ...ancestorsOf(node)].some(({ lease }) => lease?.token === token);
}

function wasTaken(lease: Lease, draft: Draft, node: GraphNode, asker: Asker): boolean {
  return [node.id, lease.task_id].some((id) => wasTakenFrom(draft.record(id), asker.agent));
}
