import { type GraphNode, isOver } from '../graph/node.ts';
import { unmet } from '../graph/obstacles.ts';
import { type Lease, leaseState, type Moment } from '../lease/lease.ts';
import { lastCheckpoint, type TaskRecord } from '../record/record.ts';
import type { Task } from '../task/task.ts';
import type { BlockerLine, CheckpointLine, ContextLine, Section } from './document.ts';
import type { Cut } from './offer.ts';
import { span } from './span.ts';

/** What lines are made from. */
export interface LineSource {
  task(id: string): Task | undefined;
  record(id: string): TaskRecord;
}

const BLOCKERS_NAMED = 3;

/** Reads what a line of this section says of a task; the task must be there. */
export function openLine(
  source: LineSource,
  section: Section,
  node: GraphNode,
  moment: Moment,
): (cut: Cut) => ContextLine {
  const task = source.task(node.id);
  if (!task) throw new Error(`no task ${node.id}`);
  const record = node.lease || node.phase === 'started' ? source.record(node.id) : null;
  const blockers = section === 'blocked' ? unmet(node) : [];
  return (cut) => ({
    id: task.id,
    description: cut(task.description),
    priority: task.priority,
    status: cut(task.status),
    output_req: task.output_req,
    ...(task.deadline
      ? { deadline: task.deadline, ...(node.deadline < moment.now ? { late: true } : {}) }
      : {}),
    ...neighbours(node),
    ...(node.lease ? holding(node.lease, section, moment) : {}),
    ...waiting(node, blockers, cut, moment),
    ...(record && section !== 'in_progress' ? lastStop(record, cut, moment) : {}),
  });
}

function neighbours(node: GraphNode): Partial<ContextLine> {
  const open = node.children.filter((child) => !isOver(child)).length;
  return {
    ...(node.dependents.length > 0 ? { unblocks: node.dependents.length } : {}),
    ...(open > 0 ? { children_open: open } : {}),
    ...(open === 0 && node.children.length > 0 ? { children_done: node.children.length } : {}),
  };
}

function holding(lease: Lease, section: Section, moment: Moment): Partial<ContextLine> {
  const isMine = section === 'mine';
  const agent = isMine ? {} : { agent: lease.agent };
  const since = (at: string) => span(moment.now - Date.parse(at));
  switch (leaseState(lease, moment)) {
    case 'orphaned':
      return { ...agent, lease: 'orphaned' };
    case 'paused':
      return { ...agent, paused_for: since(lease.last_heartbeat) };
    case 'claimed':
      return isMine
        ? { lease_left: span(Date.parse(lease.expires_at) - moment.now) }
        : { ...agent, held_for: since(lease.claimed_at) };
  }
}

function waiting(
  node: GraphNode,
  blockers: readonly GraphNode[],
  cut: Cut,
  moment: Moment,
): Partial<ContextLine> {
  if (blockers.length === 0) return {};
  const more = blockers.length - BLOCKERS_NAMED;
  return {
    waits_for: blockers.slice(0, BLOCKERS_NAMED).map((blocker) => blockerLine(blocker, cut, moment)),
    ...(more > 0 ? { waits_for_more: more } : {}),
    ...(node.dependencyType === 'any' && blockers.length > 1 ? { waits_for_any: true } : {}),
  };
}

function blockerLine(blocker: GraphNode, cut: Cut, moment: Moment): BlockerLine {
  const { id, status, lease } = blocker;
  const isHeld = lease && leaseState(lease, moment) === 'claimed';
  return { id, status: cut(status), ...(isHeld ? { agent: lease.agent } : {}) };
}

function lastStop(record: TaskRecord, cut: Cut, { now }: Moment): { checkpoint?: CheckpointLine } {
  const last = lastCheckpoint(record);
  if (!last) return {};
  const { sequence, at, note, remaining } = last;
  return {
    checkpoint: {
      sequence,
      ago: span(now - Date.parse(at)),
      ...(note ? { note: cut(note) } : {}),
      ...(remaining.length > 0 ? { remaining: cut(remaining.join('; ')) } : {}),
    },
  };
}
