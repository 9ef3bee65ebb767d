import type { TaskGraph } from '../graph/graph.ts';
import { isOver } from '../graph/node.ts';
import { Obstacles } from '../graph/obstacles.ts';
import { MostUrgent, type Urgent } from '../graph/order.ts';
import { findStuck, type Stuck } from '../graph/stuck.ts';
import { type Asker, leaseState, type Moment } from '../lease/lease.ts';
import { DOC_PREFIX } from '../task/id.ts';

/** The kinds of tasks that an overview lists. */
export const OVERVIEW_LISTS = ['held', 'late', 'never_ready', 'orphaned', 'paused', 'documentation'] as const;
export type OverviewList = (typeof OVERVIEW_LISTS)[number];

/** How a project stands. */
export interface Overview {
  readonly finished: number;
  readonly ready: number;
  readonly lists: { readonly [L in OverviewList]: Urgent };
  /** Why tasks can never become ready. */
  readonly stuck: Stuck;
}

const LIST_OF_LEASE = { claimed: 'held', orphaned: 'orphaned', paused: 'paused' } as const;

/** Looks at every task once and keeps the most urgent `most` of each kind. */
export function overviewOf(graph: TaskGraph, asker: Asker, moment: Moment, most: number): Overview {
  const lists = forEachList(() => new MostUrgent(most));
  const obstacles = new Obstacles(graph, moment, asker);
  const stuck = findStuck(graph.nodes);
  let finished = 0;
  let ready = 0;
  for (const node of graph.nodes) {
    if (isOver(node)) {
      finished++;
      continue;
    }
    if (obstacles.isReady(node)) ready++;
    if (node.deadline < moment.now) lists.late.offer(node);
    if (stuck.has(node)) lists.never_ready.offer(node);
    if (node.id.startsWith(DOC_PREFIX)) lists.documentation.offer(node);
    if (node.lease) lists[LIST_OF_LEASE[leaseState(node.lease, moment)]].offer(node);
  }
  return { finished, ready, stuck, lists: forEachList((list) => lists[list].taken()) };
}

function forEachList<T>(make: (list: OverviewList) => T): { [L in OverviewList]: T } {
  return Object.fromEntries(OVERVIEW_LISTS.map((list) => [list, make(list)])) as { [L in OverviewList]: T };
}
