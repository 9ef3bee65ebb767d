import type { Lease } from '../lease/lease.ts';
import { compareIds } from '../task/id.ts';
import { sizeInTokens } from '../task/size.ts';
import { PRIORITIES, type Task, type TaskPatch } from '../task/task.ts';
import { type Lifecycle, phaseOf } from '../template/lifecycle.ts';
import type { GraphNode } from './node.ts';

/** Finds the lifecycle of a template by name; undefined when it is not there or cannot be read. */
export type Lifecycles = (template: string) => Lifecycle | undefined;

type Writable<T> = { -readonly [K in keyof T]: T[K] };
type Neighbours = 'parent' | 'children' | 'dependencies' | 'dependents';

/** A node as the graph itself sees it: the graph alone writes to nodes. */
export interface OwnNode extends Writable<Omit<GraphNode, Neighbours>> {
  parent: OwnNode | null;
  children: OwnNode[];
  dependencies: OwnNode[];
  dependents: OwnNode[];
}

/** Stands for "no neighbours" in every node that has none; never written to. */
export const NONE: OwnNode[] = Object.freeze([]) as unknown as OwnNode[];

const NO_LABELS: readonly string[] = Object.freeze([]);

/** A node without neighbours, from the fields of its task. */
export function seedNode(task: Task, lifecycles: Lifecycles, lease: Lease | null = null): OwnNode {
  const node: OwnNode = {
    id: task.id,
    template: task.template,
    status: task.status,
    phase: 'unstarted',
    priority: 0,
    size: 0,
    deadline: Number.POSITIVE_INFINITY,
    createdAt: Date.parse(task.created_at),
    dependencyType: task.dependency_type,
    labels: NO_LABELS,
    module: null,
    parent: null,
    children: NONE,
    dependencies: NONE,
    dependents: NONE,
    dependentCount: 0,
    lease,
  };
  patchNode(node, task, lifecycles);
  return node;
}

/** Writes the changed fields of a task into its node; neighbours are the graph's own business. */
export function patchNode(node: OwnNode, to: TaskPatch, lifecycles: Lifecycles): void {
  if (to.priority !== undefined) node.priority = PRIORITIES.indexOf(to.priority);
  if (to.output_req !== undefined) node.size = sizeInTokens(to.output_req) ?? 0;
  if (to.deadline !== undefined) {
    node.deadline = to.deadline === null ? Number.POSITIVE_INFINITY : Date.parse(to.deadline);
  }
  if (to.dependency_type !== undefined) node.dependencyType = to.dependency_type;
  if (to.labels !== undefined) node.labels = to.labels.length === 0 ? NO_LABELS : to.labels;
  if (to.module !== undefined) node.module = to.module;
  if (to.template !== undefined) node.template = to.template;
  if (to.status !== undefined) node.status = to.status;
  if (to.status !== undefined || to.template !== undefined) {
    node.phase = phaseOf(lifecycles(node.template), node.status);
  }
}

/** Adds a neighbour to a list that may be the shared empty one. */
export function withNeighbour(list: OwnNode[], node: OwnNode): OwnNode[] {
  if (list === NONE) return [node];
  list.push(node);
  return list;
}

/** Adds a task that depends on a node. */
export function addDependent(node: OwnNode, dependent: OwnNode): void {
  node.dependents = withNeighbour(node.dependents, dependent);
  node.dependentCount = node.dependents.length;
}

/** Takes out a task that depended on a node. */
export function dropDependent(node: OwnNode, dependent: OwnNode): void {
  node.dependents = withoutNeighbour(node.dependents, dependent);
  node.dependentCount = node.dependents.length;
}

/** Adds a child at its place in id order; a new one has the highest number, so the search starts at the end. */
export function withChild(list: OwnNode[], node: OwnNode): OwnNode[] {
  if (list === NONE) return [node];
  let at = list.length;
  while (at > 0 && compareIds(list[at - 1]!.id, node.id) > 0) at--;
  list.splice(at, 0, node);
  return list;
}

/** Takes a neighbour out of a list. */
export function withoutNeighbour(list: OwnNode[], node: OwnNode): OwnNode[] {
  const at = list.lastIndexOf(node);
  if (at < 0) return list;
  if (list.length === 1) return NONE;
  list.splice(at, 1);
  return list;
}
