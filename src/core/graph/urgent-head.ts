import type { GraphNode } from './node.ts';
import { compareUrgency } from './order.ts';

/** When more than these changed, to sort them takes longer than it spares. */
const MOST_CHANGED = 2_000;

/**
 * The open tasks that come first in order of urgency, as they were at one time, and what changed since: so that finding
 * the next task need not look at all of them. Open is what is neither over nor blocked.
 */
export class UrgentHead {
  readonly #known: Iterable<GraphNode>;
  readonly #isAll: boolean;
  /** Those known ones whose place may be another now. */
  readonly #displaced = new Set<GraphNode>();
  /** What is to be placed anew. */
  readonly #moved = new Set<GraphNode>();
  #isKnown = true;

  /** Takes the known ones in order, and whether they were all that were open. */
  constructor(known: Iterable<GraphNode>, isAll: boolean) {
    this.#known = known;
    this.#isAll = isAll;
  }

  /** Notes that a node came, or that what decides over its place changed. */
  touch(node: GraphNode): void {
    if (!this.#isKnown) return;
    this.#moved.add(node);
    this.#displace(node);
  }

  /** Notes that a node is gone. */
  drop(node: GraphNode): void {
    if (!this.#isKnown) return;
    this.#moved.delete(node);
    this.#displace(node);
  }

  /** The most urgent of all tasks in order, for as long as that is certain; what is not open any more may be among them. */
  *nodes(): Generator<GraphNode> {
    if (!this.#isKnown) return;
    const moved = [...this.#moved].sort(compareUrgency);
    let next = 0;
    for (const node of this.#known) {
      if (this.#displaced.has(node)) continue;
      while (next < moved.length && compareUrgency(moved[next]!, node) < 0) yield moved[next++]!;
      yield node;
    }
    if (this.#isAll) yield* moved.slice(next);
  }

  #displace(node: GraphNode): void {
    this.#displaced.add(node);
    if (this.#displaced.size <= MOST_CHANGED) return;
    this.#isKnown = false;
    this.#displaced.clear();
    this.#moved.clear();
  }
}
