import type { GraphNode } from '../../src/core/graph/node.ts';
import type { Entry } from '../../src/core/record/change.ts';
import type { TaskRecord } from '../../src/core/record/record.ts';
import type { Task } from '../../src/core/task/task.ts';
import type { Lifecycle } from '../../src/core/template/lifecycle.ts';
import type { Store, View } from '../../src/ports/store.ts';

const TRANSITIONS = { pending: ['in_progress'], in_progress: ['completed'], completed: [] };

const LIFECYCLE: Lifecycle = {
  states: Object.keys(TRANSITIONS),
  transitions: TRANSITIONS,
  claim_state: 'in_progress',
  failure_states: [],
};

/** The one template that the tests of the stores use. */
export const lifecycles = (name: string): Lifecycle | undefined => (name === 'task' ? LIFECYCLE : undefined);

/** Names that count up: a run that is repeated draws the same ones. */
export function countingIds(prefix: string) {
  let drawn = 0;
  const next = () => `${prefix}-${++drawn}`;
  return { transaction: next, session: next };
}

/** All that a store says of a project, as plain values. */
export interface StoreState {
  readonly tasks: readonly Task[];
  readonly graph: readonly unknown[];
  readonly byStatus: { readonly [status: string]: number };
  readonly leases: readonly unknown[];
  readonly nextRoot: number;
  readonly briefs: { readonly [id: string]: string | null };
  readonly records: { readonly [id: string]: TaskRecord };
  readonly entries: readonly string[];
}

/** Reads everything. Failures of the store are thrown. */
export async function stateOf(store: Store): Promise<StoreState> {
  const read = await store.read({ kind: 'project' }, stateIn);
  if (!read.ok) throw new Error(`${read.failure.code}: ${read.failure.message}`);
  return read.value;
}

export function stateIn(view: View): StoreState {
  const { nodes, leases, byStatus } = view.graph;
  const entries = [...view.entries()];
  const ids = new Set([...nodes.map((node) => node.id), ...entries.flatMap(idsIn)]);
  const each = <T>(of: (id: string) => T) => Object.fromEntries([...ids].sort().map((id) => [id, of(id)]));
  return structuredClone({
    tasks: nodes.map((node) => view.task(node.id)!),
    graph: nodes.map(fieldsOf),
    byStatus: Object.fromEntries([...byStatus].sort()),
    leases: [...leases.values()].sort((a, b) => (a.task_id < b.task_id ? -1 : 1)),
    nextRoot: view.graph.lastNumber('task') + 1,
    briefs: each((id) => view.brief(id)),
    records: each((id) => view.record(id)),
    entries: entries.map(({ tx, command }) => `${tx} ${command}`),
  });
}

/** Every field, whether the node has it as its own or works it out. */
export function fieldsOf(node: GraphNode): { [F in keyof GraphNode]: unknown } {
  return {
    id: node.id,
    template: node.template,
    status: node.status,
    phase: node.phase,
    priority: node.priority,
    size: node.size,
    deadline: node.deadline,
    createdAt: node.createdAt,
    dependencyType: node.dependencyType,
    labels: node.labels,
    module: node.module,
    lease: node.lease,
    parent: node.parent?.id ?? null,
    children: node.children.map(({ id }) => id),
    dependencies: node.dependencies.map(({ id }) => id).sort(),
    dependents: node.dependents.map(({ id }) => id).sort(),
    dependentCount: node.dependentCount,
  };
}

function idsIn(entry: Entry): string[] {
  return entry.changes.flatMap((change) =>
    change.op === 'task.create' || change.op === 'task.delete' ? [change.task.id] : [],
  );
}
