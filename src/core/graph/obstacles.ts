import { type Asker, isHolder, isLive, type Lease, leaseState, type Moment } from '../lease/lease.ts';
import type { TaskGraph } from './graph.ts';
import { ancestorsOf, type GraphNode, hasUnmetDependencies, isOver } from './node.ts';

/** One reason why a task is not ready. */
export type Obstacle =
  /** Its template is missing or cannot be read, so that nobody knows its states. */
  | { readonly code: 'invalid_template' }
  /** It is in a state with no way out. */
  | { readonly code: 'task_finished' }
  /** It waits for dependencies of its own. */
  | { readonly code: 'task_blocked'; readonly waitingFor: readonly GraphNode[] }
  /** It waits for what an ancestor depends on. */
  | { readonly code: 'task_blocked'; readonly ancestor: GraphNode; readonly waitingFor: readonly GraphNode[] }
  | { readonly code: 'already_claimed'; readonly lease: Lease }
  /** Its holder laid it down; `resume --claim` or `claim` takes it up. */
  | { readonly code: 'paused'; readonly lease: Lease }
  /** Another agent holds an ancestor and has not published its children. */
  | { readonly code: 'locked_by_parent'; readonly ancestor: GraphNode; readonly lease: Lease }
  | { readonly code: 'descendant_claimed'; readonly descendant: GraphNode; readonly lease: Lease }
  | { readonly code: 'children_unfinished'; readonly children: readonly GraphNode[] };

const NONE: readonly Obstacle[] = [];

/**
 * Answers what stands between an asker and a task, at one moment. The one predicate behind `ready`: `why` shows
 * every obstacle, `context`, `list --ready` and `claim` ask whether there is one. What holds for a parent is worked
 * out once and serves all its children, so that asking about every task is linear. Valid until the graph changes.
 */
export class Obstacles {
  readonly #graph: TaskGraph;
  readonly #moment: Moment;
  readonly #asker: Asker;
  readonly #imposedByParent = new Map<GraphNode, readonly Obstacle[]>();
  readonly #isReadable = new Map<string, boolean>();
  #leasedBelow: ReadonlyMap<GraphNode, GraphNode> | undefined;

  constructor(graph: TaskGraph, moment: Moment, asker: Asker) {
    this.#graph = graph;
    this.#moment = moment;
    this.#asker = asker;
  }

  /** Whether `of` finds nothing. Asks the cheapest first and builds no list: it is asked of every task. */
  isReady(node: GraphNode): boolean {
    if (node.phase === 'blocked' || isOver(node)) return false;
    if (node.lease && leaseState(node.lease, this.#moment) !== 'orphaned') return false;
    if (!this.#hasTemplate(node) || this.#fromAbove(node).length > 0) return false;
    if (node.children.length === 0) return true;
    return node.children.every(isOver) && !this.#below().has(node);
  }

  /** Every obstacle, the nearest to the task first. */
  of(node: GraphNode): readonly Obstacle[] {
    const found: Obstacle[] = [];
    if (!this.#hasTemplate(node)) found.push({ code: 'invalid_template' });
    if (isOver(node)) found.push({ code: 'task_finished' });
    if (node.phase === 'blocked') found.push({ code: 'task_blocked', waitingFor: unmet(node) });
    if (node.lease) {
      const state = leaseState(node.lease, this.#moment);
      if (state === 'claimed') found.push({ code: 'already_claimed', lease: node.lease });
      if (state === 'paused') found.push({ code: 'paused', lease: node.lease });
    }
    found.push(...this.#fromAbove(node));
    const descendant = node.children.length > 0 ? this.#below().get(node) : undefined;
    if (descendant?.lease) found.push({ code: 'descendant_claimed', descendant, lease: descendant.lease });
    const open = node.children.filter((child) => !isOver(child));
    if (open.length > 0) found.push({ code: 'children_unfinished', children: open });
    return found;
  }

  /** The nearest ancestor that another agent holds and has not published. */
  lockedBy(node: GraphNode): GraphNode | null {
    const lock = this.#fromAbove(node).find((obstacle) => obstacle.code === 'locked_by_parent');
    return lock?.code === 'locked_by_parent' ? lock.ancestor : null;
  }

  #hasTemplate({ template }: GraphNode): boolean {
    let isReadable = this.#isReadable.get(template);
    if (isReadable === undefined) {
      isReadable = this.#graph.lifecycles(template) !== undefined;
      this.#isReadable.set(template, isReadable);
    }
    return isReadable;
  }

  /** What the ancestors of a node impose on it, the nearest first. */
  #fromAbove(node: GraphNode): readonly Obstacle[] {
    if (node.parent === null) return NONE;
    const unknown: GraphNode[] = [];
    let above: GraphNode | null = node.parent;
    for (; above && !this.#imposedByParent.has(above); above = above.parent) unknown.push(above);
    let found = (above && this.#imposedByParent.get(above)) || NONE;
    for (const ancestor of unknown.reverse()) {
      const own = this.#imposedBy(ancestor);
      if (own.length > 0) found = [...own, ...found];
      this.#imposedByParent.set(ancestor, found);
    }
    return found;
  }

  #imposedBy(ancestor: GraphNode): readonly Obstacle[] {
    const found: Obstacle[] = [];
    const { lease } = ancestor;
    if (hasUnmetDependencies(ancestor)) {
      found.push({ code: 'task_blocked', ancestor, waitingFor: unmet(ancestor) });
    }
    if (isLive(lease, this.#moment) && !lease.published && !isHolder(lease, this.#asker)) {
      found.push({ code: 'locked_by_parent', ancestor, lease });
    }
    return found;
  }

  #below(): ReadonlyMap<GraphNode, GraphNode> {
    this.#leasedBelow ??= leasedBelow(this.#graph, this.#moment);
    return this.#leasedBelow;
  }
}

/** The unfinished dependencies a node waits for; none when its condition holds. */
export function unmet(node: GraphNode): readonly GraphNode[] {
  if (!hasUnmetDependencies(node)) return [];
  return node.dependencies.filter((dependency) => dependency.phase !== 'finished');
}

/** For every node with a live lease somewhere below it, one such descendant. */
function leasedBelow(graph: TaskGraph, moment: Moment): ReadonlyMap<GraphNode, GraphNode> {
  const below = new Map<GraphNode, GraphNode>();
  for (const [id, lease] of graph.leases) {
    const held = isLive(lease, moment) ? graph.find(id) : undefined;
    if (!held) continue;
    for (const above of ancestorsOf(held)) {
      if (below.has(above)) break;
      below.set(above, held);
    }
  }
  return below;
}
