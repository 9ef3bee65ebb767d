import { type Failure, fail } from '../failure.ts';
import type { TaskGraph } from '../graph/graph.ts';
import { type GraphNode, isOver } from '../graph/node.ts';
import type { Obstacles } from '../graph/obstacles.ts';
import { type Asker, isHolder } from './lease.ts';
import { isOfKind, type NextFilter } from './next-filter.ts';

/** Why an unfinished task is not offered, in the words of the hint. */
const REASONS = {
  other_kind: 'of another template or label',
  invalid_template: 'of a template that cannot be read',
  blocked: 'blocked',
  held: 'held by others',
  held_by_you: 'held by you',
  paused: 'paused',
  locked: "below another's claim",
  waiting_for_children: 'waiting for their children',
  too_large: 'too large',
} as const;

type Reason = keyof typeof REASONS;

/** `nothing_ready`, with how many tasks are held back by what, each counted once, and what can be done about it. */
export function nothingReady(
  graph: TaskGraph,
  filter: NextFilter,
  asker: Asker,
  obstacles: Obstacles,
): Failure {
  const reasons = Object.keys(REASONS) as Reason[];
  const counts = Object.fromEntries(reasons.map((reason) => [reason, 0])) as { [R in Reason]: number };
  const first = new Map<Reason, GraphNode>();
  for (const node of graph.nodes) {
    if (isOver(node)) continue;
    const reason = reasonFor(node, filter, asker, obstacles);
    counts[reason]++;
    if (!first.has(reason)) first.set(reason, node);
  }
  const told = reasons.filter((reason) => counts[reason] > 0);
  const why = told.map((reason) => `${counts[reason]} ${REASONS[reason]}`).join(', ');
  return fail('nothing_ready', `nothing is ready for ${asker.agent} to take`, {
    hint: why ? `${why}; ${remedy(first)}` : emptyHint(graph),
    data: { total: graph.size, ...counts },
  });
}

/** The nearest obstacle counts; a task of the kind that is wanted and without obstacles can only be too large. */
function reasonFor(node: GraphNode, filter: NextFilter, asker: Asker, obstacles: Obstacles): Reason {
  if (!isOfKind(node, filter)) return 'other_kind';
  const obstacle = obstacles.of(node)[0];
  switch (obstacle?.code) {
    case 'invalid_template':
      return 'invalid_template';
    case 'task_blocked':
      return 'blocked';
    case 'already_claimed':
      return isHolder(obstacle.lease, asker) ? 'held_by_you' : 'held';
    case 'paused':
      return 'paused';
    case 'locked_by_parent':
      return 'locked';
    case 'descendant_claimed':
    case 'children_unfinished':
      return 'waiting_for_children';
    default:
      return 'too_large';
  }
}

function remedy(first: ReadonlyMap<Reason, GraphNode>): string {
  const tooLarge = first.get('too_large');
  if (tooLarge) return `split one: lra split ${tooLarge.id}`;
  const paused = first.get('paused');
  if (paused) return `take one up again: lra resume ${paused.id} --claim`;
  const unreadable = first.get('invalid_template');
  if (unreadable) return `see what is wrong with it: lra template validate ${unreadable.template}`;
  return 'see what they wait for: lra status';
}

function emptyHint(graph: TaskGraph): string {
  return graph.size === 0
    ? 'there are no tasks yet; see: lra create --help'
    : `all ${graph.size} tasks are finished`;
}
