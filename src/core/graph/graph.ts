import type { Lease } from '../lease/lease.ts';
import type { Change } from '../record/change.ts';
import { compareIds, idOrigin, rootId } from '../task/id.ts';
import type { Task, TaskPatch } from '../task/task.ts';
import { Dangling } from './dangling.ts';
import type { GraphNode } from './node.ts';
import { NodeList } from './node-list.ts';
import {
  addDependent,
  dropDependent,
  type Lifecycles,
  NONE,
  type OwnNode,
  patchNode,
  seedNode,
  withChild,
  withNeighbour,
  withoutNeighbour,
} from './seed.ts';
import type { GraphStart } from './start.ts';
import type { UrgentHead } from './urgent-head.ts';

/**
 * Every task as a node, its neighbours, leases and counters, kept in step by `apply`.
 * Nodes stand in id order, so that a look-up is a binary search and a listing needs no sort.
 */
export class TaskGraph {
  readonly #nodes: NodeList;
  readonly #lifecycles: Lifecycles;
  readonly #leased = new Map<string, Lease>();
  readonly #counters: Map<string, number>;
  readonly #byStatus: Map<string, number>;
  readonly #dangling = new Dangling();
  readonly #urgent: UrgentHead | null;

  constructor(
    lifecycles: Lifecycles,
    { nodes = NodeList.of([]), leases = [], counters, byStatus, urgent = null }: GraphStart = {},
  ) {
    this.#nodes = nodes;
    this.#lifecycles = lifecycles;
    this.#counters = new Map(counters);
    this.#byStatus = new Map(byStatus);
    this.#urgent = urgent;
    const inOrder = [...leases].sort((a, b) => compareIds(a.task_id, b.task_id));
    for (const lease of inOrder) if (this.find(lease.task_id)) this.#setLease(lease.task_id, lease);
  }

  /** Builds the graph of whole tasks, in any order. */
  static of(
    tasks: Iterable<Task>,
    lifecycles: Lifecycles,
    more: Pick<GraphStart, 'leases' | 'counters'> = {},
  ): TaskGraph {
    const sorted = [...tasks].sort((a, b) => compareIds(a.id, b.id));
    const nodes = sorted.map((task) => seedNode(task, lifecycles));
    const graph = new TaskGraph(lifecycles, { ...more, nodes: NodeList.of(nodes) });
    sorted.forEach((task, i) => {
      graph.#count(task.status, 1);
      graph.#linkParent(nodes[i]!, task.parent_id);
      graph.#linkDependencies(nodes[i]!, task.dependencies);
    });
    return graph;
  }

  get size(): number {
    return this.#nodes.length;
  }

  /** Every node, in id order. To ask for them makes them all: what looks at few asks for those. */
  get nodes(): readonly GraphNode[] {
    return this.#nodes.all();
  }

  /** The most urgent nodes of all in order, as far as they are known without looking at all; often none are. */
  mostUrgent(): Iterable<GraphNode> {
    return this.#urgent?.nodes() ?? [];
  }

  /** The nodes from one place in id order up to another. */
  slice(from: number, to: number): readonly GraphNode[] {
    return this.#nodes.slice(from, to);
  }

  /** How many tasks have which status. */
  get byStatus(): ReadonlyMap<string, number> {
    return this.#byStatus;
  }

  /** The leases by task id, orphaned and paused ones among them. */
  get leases(): ReadonlyMap<string, Lease> {
    return this.#leased;
  }

  /** The highest numbers drawn, where they cannot be read off the ids that are here. */
  get counters(): ReadonlyMap<string, number> {
    return this.#counters;
  }

  get lifecycles(): Lifecycles {
    return this.#lifecycles;
  }

  find(id: string): GraphNode | undefined {
    return this.#nodes.find(id);
  }

  /** The last number drawn below a prefix (`task`) or a parent's id. */
  lastNumber(key: string): number {
    return Math.max(this.#counters.get(key) ?? 0, this.#highestHere(key));
  }

  /** Whether a number was drawn that no task here shows: only those need keeping. */
  isHidden(key: string, n: number): boolean {
    return n > this.#highestHere(key);
  }

  apply(change: Change): void {
    switch (change.op) {
      case 'task.create':
        this.#insert(change.task);
        return;
      case 'task.delete':
        this.#remove(change.task.id);
        return;
      case 'task.update':
        this.#update(this.#own(change.id), change.to);
        return;
      case 'lease':
        this.#setLease(change.id, change.to);
        return;
      case 'counter':
        this.#counters.set(change.key, change.to);
        return;
      case 'brief':
      case 'checkpoint':
      case 'history':
      case 'record':
        return;
    }
  }

  /** Siblings stand in id order, so the last one has the highest number. */
  #highestHere(key: string): number {
    const parent = this.find(key);
    const last = parent ? parent.children.at(-1) : this.#lastRoot(key);
    return last ? idOrigin(last.id).n : 0;
  }

  #lastRoot(prefix: string): GraphNode | undefined {
    let last: GraphNode | undefined = this.#nodes.at(
      this.#nodes.placeOf(rootId(prefix, Number.MAX_SAFE_INTEGER)) - 1,
    );
    while (last?.parent) last = last.parent;
    return last?.id.startsWith(`${prefix}_`) ? last : undefined;
  }

  #own(id: string): OwnNode {
    const node = this.#nodes.find(id);
    if (!node) throw new Error(`no node ${id}`);
    return node;
  }

  #count(status: string, by: number): void {
    const now = (this.#byStatus.get(status) ?? 0) + by;
    if (now === 0) this.#byStatus.delete(status);
    else this.#byStatus.set(status, now);
  }

  #insert(task: Task): void {
    const at = this.#nodes.placeOf(task.id);
    if (this.#nodes.at(at)?.id === task.id) throw new Error(`${task.id} is there already`);
    const node = seedNode(task, this.#lifecycles, this.#leased.get(task.id) ?? null);
    this.#nodes.insert(at, node);
    this.#urgent?.touch(node);
    this.#count(node.status, 1);
    this.#linkParent(node, task.parent_id);
    this.#linkDependencies(node, task.dependencies);
    for (const waiting of this.#dangling.take(task.id)) {
      waiting.dependencies = withNeighbour(waiting.dependencies, node);
      addDependent(node, waiting);
    }
  }

  #remove(id: string): void {
    const node = this.#own(id);
    if (node.parent) node.parent.children = withoutNeighbour(node.parent.children, node);
    node.parent = null;
    this.#unlinkDependencies(node);
    for (const dependent of node.dependents) {
      dependent.dependencies = withoutNeighbour(dependent.dependencies, node);
      this.#dangling.add(id, dependent);
    }
    this.#count(node.status, -1);
    this.#leased.delete(id);
    this.#urgent?.drop(node);
    this.#nodes.remove(this.#nodes.placeOf(id));
  }

  #update(node: OwnNode, to: TaskPatch): void {
    if (to.status !== undefined) {
      this.#count(node.status, -1);
      this.#count(to.status, 1);
    }
    if (to.dependencies !== undefined) {
      this.#unlinkDependencies(node);
      this.#linkDependencies(node, to.dependencies);
    }
    patchNode(node, to, this.#lifecycles);
    this.#urgent?.touch(node);
  }

  #setLease(id: string, lease: Lease | null): void {
    if (lease) this.#leased.set(id, lease);
    else this.#leased.delete(id);
    const node = this.#nodes.find(id);
    if (node) node.lease = lease;
  }

  #linkParent(node: OwnNode, id: string | null): void {
    const parent = id === null ? undefined : this.find(id);
    if (!parent) return;
    node.parent = parent as OwnNode;
    node.parent.children = withChild(node.parent.children, node);
  }

  #linkDependencies(node: OwnNode, dependencies: readonly string[]): void {
    for (const id of dependencies) {
      const dependency = this.find(id) as OwnNode | undefined;
      if (!dependency) {
        this.#dangling.add(id, node);
        continue;
      }
      node.dependencies = withNeighbour(node.dependencies, dependency);
      addDependent(dependency, node);
      this.#urgent?.touch(dependency);
    }
  }

  #unlinkDependencies(node: OwnNode): void {
    for (const dependency of node.dependencies) {
      dropDependent(dependency, node);
      this.#urgent?.touch(dependency);
    }
    node.dependencies = NONE;
    this.#dangling.drop(node);
  }
}
