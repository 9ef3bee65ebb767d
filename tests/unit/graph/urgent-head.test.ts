import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TaskGraph } from '../../../src/core/graph/graph.ts';
import { isOver } from '../../../src/core/graph/node.ts';
import { compareUrgency } from '../../../src/core/graph/order.ts';
import type { Lifecycles } from '../../../src/core/graph/seed.ts';
import type { Task, TaskPatch } from '../../../src/core/task/task.ts';
import { decodeBase, encodeBase } from '../../../src/store/file/base.ts';
import { taskOf } from '../../helpers/store-moves.ts';
import { lifecycles } from '../../helpers/store-state.ts';

const idOf = (n: number) => `task_${String(n).padStart(3, '0')}`;
const ROOM = 12;

/** The graph as it is read from a base that keeps so many in order. */
function fromBase(graph: TaskGraph, most: number, now: Lifecycles = lifecycles): TaskGraph {
  const base = { generation: 1, files: {}, counters: {}, leases: [] };
  const { nodes, byStatus, urgent } = decodeBase(Buffer.concat(encodeBase(base, graph, most)), now)!;
  return new TaskGraph(now, { nodes, byStatus, urgent });
}

function openOnes(graph: TaskGraph): string[] {
  const open = graph.nodes.filter((node) => !isOver(node) && node.phase !== 'blocked');
  return open.sort(compareUrgency).map(({ id }) => id);
}

function mostUrgent(graph: TaskGraph): string[] {
  const nodes = [...graph.mostUrgent()];
  return nodes.filter((node) => !isOver(node) && node.phase !== 'blocked').map(({ id }) => id);
}

const patch: fc.Arbitrary<TaskPatch> = fc.record(
  {
    status: fc.constantFrom('pending', 'in_progress', 'completed', 'blocked'),
    priority: fc.constantFrom('P0', 'P1', 'P2', 'P3'),
    deadline: fc.constantFrom(null, '2030-01-01T00:00:00.000Z', '2031-01-01T00:00:00.000Z'),
    dependencies: fc.uniqueArray(fc.integer({ min: 1, max: ROOM }).map(idOf), { maxLength: 3 }),
  },
  { requiredKeys: [] },
);
const tasks: fc.Arbitrary<Task[]> = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 1, max: ROOM }), patch), { selector: ([n]) => n })
  .map((all) => all.map(([n, more]) => taskOf(idOf(n), more as Partial<Task>)));
const moves = fc.array(fc.tuple(fc.constantFrom('put', 'take'), fc.integer({ min: 1, max: ROOM }), patch));

function move(graph: TaskGraph, [what, n, to]: [string, number, TaskPatch]): void {
  const id = idOf(n);
  if (!graph.find(id)) graph.apply({ op: 'task.create', task: taskOf(id, to as Partial<Task>) });
  else if (what === 'take') graph.apply({ op: 'task.delete', task: taskOf(id) });
  else graph.apply({ op: 'task.update', id, from: {}, to });
}

test('what a graph knows of the order is its beginning, whatever changed', () => {
  fc.assert(
    fc.property(tasks, fc.integer({ min: 1, max: ROOM }), moves, (all, most, steps) => {
      const graph = fromBase(TaskGraph.of(all, lifecycles), most);
      const isAll = openOnes(graph).length <= most;
      for (const step of steps) move(graph, step);
      const known = mostUrgent(graph);
      const open = openOnes(graph);
      expect(known).toEqual(open.slice(0, known.length));
      if (isAll) expect(known).toEqual(open);
    }),
    { numRuns: 1_000 },
  );
});

test('nothing is known where templates changed, or very much did', () => {
  const all = Array.from({ length: 2_100 }, (_, i) => taskOf(idOf(i + 1)));
  expect(mostUrgent(fromBase(TaskGraph.of(all, lifecycles), 10))).toHaveLength(10);
  expect(mostUrgent(fromBase(TaskGraph.of(all, lifecycles), 10, () => undefined))).toEqual([]);
  const graph = fromBase(TaskGraph.of(all, lifecycles), 10);
  for (const { id } of all) graph.apply({ op: 'task.update', id, from: {}, to: { priority: 'P0' } });
  expect(mostUrgent(graph)).toEqual([]);
});
