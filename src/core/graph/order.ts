import { compareIds } from '../task/id.ts';
import type { GraphNode } from './node.ts';

/** Which of two ready tasks is taken first: priority, then deadline, then the number of direct dependents, then age. */
export function compareUrgency(a: GraphNode, b: GraphNode): number {
  return (
    a.priority - b.priority ||
    (a.deadline === b.deadline ? 0 : a.deadline - b.deadline) ||
    b.dependentCount - a.dependentCount ||
    a.createdAt - b.createdAt ||
    compareIds(a.id, b.id)
  );
}

/** The first `count` of these in order of urgency, without sorting the rest. */
export function mostUrgent(nodes: Iterable<GraphNode>, count: number): GraphNode[] {
  const best = new MostUrgent(count);
  for (const node of nodes) best.offer(node);
  return best.taken().nodes;
}

/** The most urgent of the tasks that were offered, and how many were. */
export interface Urgent {
  readonly nodes: GraphNode[];
  readonly total: number;
}

/** Keeps the most urgent of all nodes it is offered, and counts them. */
export class MostUrgent {
  readonly #most: number;
  #kept: GraphNode[] = [];
  #last: GraphNode | null = null;
  #offered = 0;

  constructor(most: number) {
    this.#most = most;
  }

  offer(node: GraphNode): void {
    this.#offered++;
    if (this.#most === 0 || (this.#last && compareUrgency(node, this.#last) > 0)) return;
    this.#kept.push(node);
    // Sorting when twice as many are there costs each node a share of one sort, whatever order they come in.
    if (this.#kept.length >= 2 * this.#most) this.#trim();
  }

  /** The most urgent first. */
  taken(): Urgent {
    this.#trim();
    return { nodes: [...this.#kept], total: this.#offered };
  }

  #trim(): void {
    this.#kept = this.#kept.sort(compareUrgency).slice(0, this.#most);
    if (this.#kept.length === this.#most) this.#last = this.#kept.at(-1) ?? null;
  }
}
