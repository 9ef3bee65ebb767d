import { type Failure, fail } from '../failure.ts';
import type { TaskGraph } from '../graph/graph.ts';
import { ancestorsOf, type GraphNode, isOver } from '../graph/node.ts';
import { type Asker, isLive, type Lease, type Moment, passesAsHolder } from '../lease/lease.ts';
import { notHolder } from '../lease/refusals.ts';
import { quote } from './fields.ts';
import { idsHere } from './find.ts';
import { idOrigin, isTaskId, MAX_NUMBER } from './id.ts';

/** How many ids a failure names at most; `count` says how many there are. */
const IDS_NAMED = 50;
const RING_ENDS = 50;

/** `dependency_not_found` with the ids that no task has; null when all are there. Linear in the ids. */
export function refuseMissing(graph: TaskGraph, ids: readonly string[]): Failure | null {
  const missing = ids.filter((id) => !graph.find(id));
  if (missing.length === 0) return null;
  const first = quote(missing[0]);
  const message =
    missing.length === 1
      ? `no task ${first} to depend on`
      : `${missing.length} of the dependencies are no tasks, the first is ${first}`;
  const named = missing.slice(0, IDS_NAMED).map((id) => id.slice(0, 200));
  return fail('dependency_not_found', message, {
    hint: idsHere(graph),
    data: { missing: named, count: missing.length },
  });
}

/** `usage` when no task can have an id that was made for it: it is too long, or its counter is used up; else null. */
export function refuseId(id: string, parent: string | null): Failure | null {
  if (isTaskId(id)) return null;
  const isUsedUp = idOrigin(id).n > MAX_NUMBER;
  const reason = isUsedUp
    ? `the last number was drawn, ${MAX_NUMBER}: no id is left ${parent === null ? 'at the top' : `below ${parent}`}`
    : `${parent} is nested too deep to have children`;
  return fail('usage', reason, {
    hint: 'put it below another task: lra create --parent <id>',
    data: { parent },
  });
}

/** `task_finished` when nothing more can happen to a task. */
export function refuseFinished(node: GraphNode, what: string): Failure | null {
  if (!isOver(node)) return null;
  return fail('task_finished', `${node.id} is ${node.status}: ${what}`, {
    hint: `see how it ended: lra log ${node.id}`,
    data: { id: node.id, status: node.status },
  });
}

/**
 * The lease by which another agent keeps a task's subtree to itself: an unpublished one on the task or above it, with
 * none of the asker's own nearer.
 */
function closedBy(node: GraphNode, asker: Asker, moment: Moment): Lease | null {
  for (const { lease } of [node, ...ancestorsOf(node)]) {
    if (!isLive(lease, moment)) continue;
    if (passesAsHolder(lease, asker)) return null;
    if (!lease.published) return lease;
  }
  return null;
}

/** `not_lease_holder` when another agent keeps the subtree in which a child would stand: its children are its to plan. */
export function refuseClosed(parent: GraphNode, asker: Asker, moment: Moment): Failure | null {
  const lease = closedBy(parent, asker, moment);
  return lease && notHolder(parent, lease);
}

/** `dependency_cycle` with the ring in `data.path`; of a very long one, its ends. */
export function dependencyCycle(ring: readonly string[], hint: string): Failure {
  const isLong = ring.length > 2 * RING_ENDS;
  const path = isLong ? [...ring.slice(0, RING_ENDS), '…', ...ring.slice(-RING_ENDS)] : [...ring];
  const shown = ring.length > 7 ? [...ring.slice(0, 4), '…', ...ring.slice(-2)] : ring;
  return fail('dependency_cycle', `these would wait for each other: ${shown.join(' → ')}`, {
    hint,
    data: { path, length: ring.length },
  });
}
