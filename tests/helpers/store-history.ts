import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import { TaskGraph } from '../../src/core/graph/graph.ts';
import type { Change, Entry } from '../../src/core/record/change.ts';
import { emptyRecord, recordedTasks, type TaskRecord, withEntry } from '../../src/core/record/record.ts';
import { patched, type Task } from '../../src/core/task/task.ts';
import type { Store } from '../../src/ports/store.ts';
import { lifecycles, type StoreState, stateIn } from './store-state.ts';

/**
 * Plays the whole history of a project from nothing and holds the state against it. A change says what it replaced, so
 * an update that overwrote another, or an entry that went missing, shows itself on the way.
 */
export async function expectStateOfHistory(store: Store): Promise<StoreState> {
  const read = await store.read({ kind: 'project' }, (view) => ({
    state: stateIn(view),
    entries: structuredClone([...view.entries()]),
  }));
  if (!read.ok) throw new Error(`${read.failure.code}: ${read.failure.message}`);
  const { state, entries } = read.value;
  expect(entries.map(({ generation }) => generation)).toEqual(entries.map((_, i) => entries.length - i));
  expect(new Set(entries.map(({ tx }) => tx)).size).toBe(entries.length);
  expect(state).toEqual(play(entries.toReversed()));
  return state;
}

function play(entries: readonly Entry[]): StoreState {
  const graph = TaskGraph.of([], lifecycles);
  const tasks = new Map<string, Task>();
  const briefs = new Map<string, string>();
  const records = new Map<string, TaskRecord>();
  for (const entry of entries) {
    for (const change of entry.changes) {
      refuseLost(change, tasks, graph, entry);
      graph.apply(change);
      if (change.op === 'task.create') tasks.set(change.task.id, change.task);
      if (change.op === 'task.delete') tasks.delete(change.task.id);
      if (change.op === 'task.update') tasks.set(change.id, patched(tasks.get(change.id)!, change.to));
      if (change.op === 'brief' && !briefs.has(change.id)) briefs.set(change.id, change.text);
    }
    for (const id of recordedTasks(entry))
      records.set(id, withEntry(records.get(id) ?? emptyRecord(id), entry));
  }
  return stateIn({
    generation: entries.length,
    graph,
    task: (id) => tasks.get(id),
    brief: (id) => (tasks.has(id) ? (briefs.get(id) ?? null) : null),
    record: (id) => records.get(id) ?? emptyRecord(id),
    entries: () => entries.toReversed(),
  });
}

function refuseLost(change: Change, tasks: ReadonlyMap<string, Task>, graph: TaskGraph, { tx }: Entry): void {
  const refuse = (what: string): never => {
    throw new Error(`${tx} did not see ${what}: ${JSON.stringify(change)}`);
  };
  if (change.op === 'task.update') {
    const before = tasks.get(change.id) as { [field: string]: unknown } | undefined;
    for (const [field, value] of Object.entries(change.from)) {
      if (!isDeepStrictEqual(before?.[field], value)) refuse(`${change.id} ${field} ${before?.[field]}`);
    }
  }
  if (change.op === 'task.create' && tasks.has(change.task.id)) refuse(`that ${change.task.id} is there`);
  if (change.op === 'task.delete' && !isDeepStrictEqual(tasks.get(change.task.id), change.task))
    refuse(`${change.task.id}`);
  if (change.op === 'lease' && !isDeepStrictEqual(graph.leases.get(change.id) ?? null, change.from))
    refuse(`the lease of ${change.id}`);
}
