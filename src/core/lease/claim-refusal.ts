import { type Failure, fail } from '../failure.ts';
import type { TaskGraph } from '../graph/graph.ts';
import type { GraphNode } from '../graph/node.ts';
import { type Obstacle, Obstacles } from '../graph/obstacles.ts';
import { blockedAbove, unreadableTemplate } from '../task/set-status.ts';
import { type Asker, isHolder, isLive, type Lease, type Moment } from './lease.ts';
import { claimedBy, holderData } from './refusals.ts';
import { leasesBelow } from './subtree.ts';

const MOST_NAMED = 50;

/**
 * Why a task cannot be claimed, the first reason; null when it can. Less strict than being ready: unfinished children,
 * a paused lease, the asker's own claims below, and children in other hands that were published to them do not hinder.
 */
export function refuseClaim(graph: TaskGraph, node: GraphNode, asker: Asker, moment: Moment): Failure | null {
  for (const obstacle of new Obstacles(graph, moment, asker).of(node)) {
    const refused = refusalOf(obstacle, graph, node, asker, moment);
    if (refused) return refused;
  }
  return null;
}

function refusalOf(
  obstacle: Obstacle,
  graph: TaskGraph,
  node: GraphNode,
  asker: Asker,
  moment: Moment,
): Failure | null {
  switch (obstacle.code) {
    case 'invalid_template':
      return unreadableTemplate(node);
    case 'task_finished':
      return fail('task_finished', `${node.id} cannot be claimed: it is ${node.status}`, {
        hint: `see what was done: lra log ${node.id}`,
        data: { task_id: node.id, status: node.status },
      });
    case 'task_blocked':
      return 'ancestor' in obstacle
        ? blockedAbove(node, obstacle.ancestor)
        : blocked(node, obstacle.waitingFor);
    case 'already_claimed':
    case 'locked_by_parent':
      return inTheWay(obstacle.code, node, obstacle.lease, asker);
    case 'descendant_claimed': {
      if (node.lease?.published) return null;
      const theirs = leasesBelow(graph, node).find(
        (lease) => isLive(lease, moment) && !isHolder(lease, asker),
      );
      return theirs ? inTheWay(obstacle.code, node, theirs, asker) : null;
    }
    case 'paused':
    case 'children_unfinished':
      return null;
  }
}

function blocked(node: GraphNode, waitingFor: readonly GraphNode[]): Failure {
  const ids = waitingFor.slice(0, MOST_NAMED).map(({ id }) => id);
  return fail('task_blocked', `${node.id} cannot be claimed: it waits for its dependencies`, {
    hint: `see the whole chain: lra why ${node.id}`,
    data: { task_id: node.id, waiting_for: ids },
  });
}

function inTheWay(
  code: 'already_claimed' | 'locked_by_parent' | 'descendant_claimed',
  node: GraphNode,
  lease: Lease,
  asker: Asker,
): Failure {
  const isNamesake = asker.isFallback && lease.agent === asker.agent;
  return fail(code, `${node.id} cannot be claimed: ${claimedBy(node, lease)}`, {
    hint: isNamesake
      ? 'if that was you, give the token of that claim (--token); to be told apart, set LRA_AGENT_ID'
      : `see what holds it: lra why ${node.id}, or take another: lra claim --next`,
    data: holderData(node, lease),
  });
}
