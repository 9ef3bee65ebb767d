import { findAnyCycle } from '../graph/cycle.ts';
import type { TaskGraph } from '../graph/graph.ts';
import { ancestorsOf, type GraphNode, isOver } from '../graph/node.ts';
import { refuseForeign } from '../lease/authority.ts';
import type { Asker, Moment } from '../lease/lease.ts';
import type { Task, TaskPatch } from '../task/task.ts';
import { type Phase, phaseOf } from '../template/lifecycle.ts';
import type { Draft } from './draft.ts';
import type { NetChange } from './net-change.ts';

/** A task that stands in the way of an undo, and why; the reason reads on from the id. */
export interface Conflict {
  readonly id: string;
  readonly reason: string;
}

/** The first task for which there is a reason; the test may change the draft as it goes. */
export function firstConflict(
  nets: readonly NetChange[],
  reasonFor: (net: NetChange) => string | null,
): Conflict | null {
  for (const net of nets) {
    const reason = reasonFor(net);
    if (reason !== null) return { id: net.id, reason };
  }
  return null;
}

/** Why what a transaction did to a task cannot be taken back: the task is no longer as the transaction left it. */
export function changedSince(draft: Draft, net: NetChange): string | null {
  const node = draft.graph.find(net.id);
  if (net.op === 'deleted') return node ? 'is there again' : null;
  const task = draft.task(net.id);
  if (!node || !task) return 'was deleted since';
  const left = ownFields(net.op === 'created' ? net.task : net.to);
  const changed = Object.entries(left).find(
    ([field, value]) => JSON.stringify(task[field as keyof Task]) !== JSON.stringify(value),
  )?.[0];
  if (changed !== undefined) return `was changed since: its ${changed}`;
  return hasMovedOn(draft.graph, node, net) ? `was changed since: it is ${node.status}` : null;
}

/** What a task was given; the rest changes by itself, or is told by its phase. */
function ownFields({ status: _, version: __, updated_at: ___, ...fields }: TaskPatch): TaskPatch {
  return fields;
}

/** Being blocked comes and goes with the graph; to have been started since is a change. */
function hasMovedOn(graph: TaskGraph, node: GraphNode, net: Exclude<NetChange, { op: 'deleted' }>): boolean {
  const status = net.op === 'created' ? net.task.status : net.to.status;
  if (status === undefined) return net.op === 'updated' && net.followed && !waits(node.phase);
  const left = phaseOf(graph.lifecycles(node.template), status);
  return waits(left) ? !waits(node.phase) : status !== node.status;
}

function waits(phase: Phase): boolean {
  return phase === 'unstarted' || phase === 'blocked';
}

/** Why the asker may not change a task; null when it may, or when there is no such task. */
export function heldByAnother(draft: Draft, id: string, asker: Asker, moment: Moment): string | null {
  const node = draft.graph.find(id);
  const foreign = node && refuseForeign(draft, node, asker, moment);
  return foreign ? `is not free: ${foreign.message}` : null;
}

/** Why a deleted task has no place to return to. */
export function noPlace(graph: TaskGraph, { parent_id: parent }: Task): string | null {
  return parent !== null && !graph.find(parent) ? `stood below ${parent}, which is gone` : null;
}

/** Why a created task cannot go: others, which do not go with it, were put below it or made to wait for it. */
export function neededSince({ children, dependents }: GraphNode, going: ReadonlySet<string>): string | null {
  const child = children.find(({ id }) => !going.has(id));
  if (child) return `has a child since: ${child.id}`;
  const dependent = dependents.find(({ id }) => !going.has(id));
  return dependent ? `is waited for since, by ${dependent.id}` : null;
}

/** A rule of the graph that what was restored would break as it stands now; what was not restored is not asked about. */
export function brokenRule(draft: Draft, nets: readonly NetChange[]): Conflict | null {
  const { graph } = draft;
  const linked = nets.filter(restoresLinks).flatMap(({ id }) => graph.find(id) ?? []);
  for (const { id } of linked) {
    const missing = draft.task(id)!.dependencies.find((dependency) => !graph.find(dependency));
    if (missing !== undefined) return { id, reason: `would depend on ${missing}, which is gone` };
  }
  const restored = new Set(nets.flatMap(({ op, id }) => (op === 'deleted' ? [id] : [])));
  for (const { id } of nets.filter(restoresStatus)) {
    const reason = statusConflict(graph.find(id)!, restored);
    if (reason !== null) return { id, reason };
  }
  const ring = findAnyCycle(linked);
  return ring && { id: ring[0]!, reason: `would wait for itself: ${ring.slice(0, 7).join(' → ')}` };
}

function restoresLinks(net: NetChange): boolean {
  return net.op === 'deleted' || (net.op === 'updated' && net.from.dependencies !== undefined);
}

function restoresStatus(net: NetChange): boolean {
  return net.op === 'deleted' || (net.op === 'updated' && net.from.status !== undefined);
}

/** A parent is finished after its children; what was restored together is as it was before. */
function statusConflict(node: GraphNode, restored: ReadonlySet<string>): string | null {
  if (!isOver(node)) {
    for (const above of ancestorsOf(node)) {
      if (isOver(above) && !restored.has(above.id)) {
        return `would be unfinished below ${above.id}, which is ${above.status}`;
      }
    }
    return null;
  }
  const open = node.children.find((child) => !isOver(child) && !restored.has(child.id));
  return open ? `would be ${node.status} above ${open.id}, which is unfinished` : null;
}
