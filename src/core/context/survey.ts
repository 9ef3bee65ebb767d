import type { TaskGraph } from '../graph/graph.ts';
import { Obstacles } from '../graph/obstacles.ts';
import { MostUrgent, type Urgent } from '../graph/order.ts';
import { type Asker, type Lease, leaseState, type Moment, passesAsHolder } from '../lease/lease.ts';
import { SECTIONS, type Section } from './document.ts';

/** The tasks of each section: the most urgent of them, and how many there are. */
export type Survey = { readonly [S in Section]: Urgent };

/**
 * Sorts every task into the sections of a context answer, for an agent that can write `outputLimit` tokens at a time.
 * Keeps at most `most` a section; one pass, and no task's text is read.
 */
export function survey(
  graph: TaskGraph,
  asker: Asker,
  moment: Moment,
  limits: { readonly outputLimit: number; readonly most: number },
): Survey {
  const found = sections(() => new MostUrgent(limits.most));
  const obstacles = new Obstacles(graph, moment, asker);
  for (const node of graph.nodes) {
    if (node.lease) {
      const section = sectionOf(node.lease, asker, moment);
      if (section) found[section].offer(node);
    }
    if (node.phase === 'blocked') found.blocked.offer(node);
    else if (obstacles.isReady(node)) {
      found[node.size <= limits.outputLimit ? 'can_take' : 'needs_split'].offer(node);
    }
  }
  return sections((name) => found[name].taken());
}

/** Where a lease puts its task; what another agent left orphaned is only offered. */
function sectionOf(lease: Lease, asker: Asker, moment: Moment): Section | null {
  const state = leaseState(lease, moment);
  if (state === 'paused') return 'resumable';
  if (passesAsHolder(lease, asker)) return 'mine';
  return state === 'claimed' ? 'in_progress' : null;
}

function sections<T>(make: (name: Section) => T): { [S in Section]: T } {
  return Object.fromEntries(SECTIONS.map((name) => [name, make(name)])) as { [S in Section]: T };
}
