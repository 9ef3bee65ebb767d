import { type Failure, fail } from '../failure.ts';
import { type GraphNode, isOver } from '../graph/node.ts';
import type { JsonObject } from '../json.ts';
import type { Asker, Lease } from './lease.ts';

/** `not_lease_holder`: the lease, of the task or above it, is another agent's. */
export function notHolder(node: GraphNode, lease: Lease): Failure {
  return fail('not_lease_holder', `${node.id} is not yours to change: ${claimedBy(node, lease)}`, {
    hint: `see what holds it: lra why ${node.id}`,
    data: holderData(node, lease),
  });
}

/** `lease_lost`: the asker's claim ended by another's doing, and the lease is now that agent's. */
export function lostClaim(node: GraphNode, lease: Lease, asker: Asker): Failure {
  return fail('lease_lost', `${asker.agent} no longer holds ${node.id}: ${claimedBy(node, lease)}`, {
    hint: `see what holds it: lra why ${node.id}`,
    data: holderData(node, lease),
  });
}

/** `lease_lost`: the token given is no longer current; the lease that stands in its place, if one does. */
export function lostToken(node: GraphNode, token: number, lease: Lease | null): Failure {
  const now = lease ? `: ${claimedBy(node, lease)}` : '';
  return fail('lease_lost', `token ${token} no longer holds ${node.id}${now}`, {
    hint: lease ? `see what holds it: lra why ${node.id}` : `claim it again: lra claim ${node.id}`,
    data: { ...(lease ? holderData(node, lease) : { task_id: node.id, holder: null }), token },
  });
}

/** `not_claimed`: the task has no lease. */
export function notClaimed(node: GraphNode): Failure {
  const over = isOver(node);
  return fail('not_claimed', `nobody holds ${node.id}${over ? `: it is ${node.status}` : ''}`, {
    hint: over ? `see what was done: lra log ${node.id}` : `claim it first: lra claim ${node.id}`,
    data: { task_id: node.id },
  });
}

/** `not_claimed`: the holder laid the task down. */
export function notClaimedButPaused(node: GraphNode): Failure {
  return fail('not_claimed', `nobody holds ${node.id} while it is paused`, {
    hint: `take it up again: lra resume ${node.id} --claim`,
    data: { task_id: node.id },
  });
}

/** What a program is told of the lease that is in the way: on which task, whose, since when. */
export function holderData(node: GraphNode, lease: Lease): JsonObject {
  return { task_id: node.id, held: lease.task_id, holder: lease.agent, since: lease.claimed_at };
}

/** Who claimed what, when: of the task itself, or above or below it. */
export function claimedBy(node: GraphNode, lease: Lease): string {
  const what = lease.task_id === node.id ? 'it' : lease.task_id;
  return `${lease.agent} claimed ${what} at ${lease.claimed_at}`;
}
