import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TaskGraph } from '../../../src/core/graph/graph.ts';
import { ancestorsOf, type GraphNode } from '../../../src/core/graph/node.ts';
import { failureBehind, findStuck } from '../../../src/core/graph/stuck.ts';
import type { Task } from '../../../src/core/task/task.ts';
import { lease, task } from '../query/world.ts';
import { lifecycles, randomProject } from './random-project.ts';

const dead = (id: string) => task(id, { template: 'fragile', status: 'dead' });
const after = (id: string, ...dependencies: readonly string[]) =>
  task(id, { dependencies, status: 'blocked' });
const afterAny = (id: string, ...dependencies: readonly string[]): Task => ({
  ...after(id, ...dependencies),
  dependency_type: 'any',
});

function stuckOf(...tasks: readonly Task[]) {
  const graph = TaskGraph.of(tasks, lifecycles);
  const stuck = findStuck(graph.nodes);
  return Object.fromEntries(
    [...stuck].map(([node, via]) => [node.id, [via.id, failureBehind(node, stuck).id]]),
  );
}

test('nothing is stuck where nothing failed', () => {
  expect(stuckOf(task('task_001'), after('task_002', 'task_001'))).toEqual({});
});

test('what waits for a failed task is stuck, also through others, and knows the failure', () => {
  expect(stuckOf(dead('task_001'), after('task_002', 'task_001'), after('task_003', 'task_002'))).toEqual({
    task_002: ['task_001', 'task_001'],
    task_003: ['task_002', 'task_001'],
  });
});

test('one that needs any of several is stuck when none is left', () => {
  const hope = [dead('task_001'), task('task_002')];
  expect(stuckOf(...hope, afterAny('task_003', 'task_001', 'task_002'))).toEqual({});
  const none = [dead('task_001'), dead('task_002')];
  expect(Object.keys(stuckOf(...none, afterAny('task_003', 'task_001', 'task_002')))).toEqual(['task_003']);
  const met = [dead('task_001'), task('task_002', { status: 'completed' })];
  expect(stuckOf(...met, afterAny('task_003', 'task_001', 'task_002'))).toEqual({});
});

test('so is what is below such a task, and what is above it', () => {
  const tasks = [
    dead('task_001'),
    task('task_002'),
    after('task_002_01', 'task_001'),
    task('task_002_01_01'),
    task('task_002_02'),
  ];
  expect(stuckOf(...tasks)).toEqual({
    task_002_01: ['task_001', 'task_001'],
    task_002_01_01: ['task_001', 'task_001'],
    task_002: ['task_002_01', 'task_001'],
  });
});

test('what is below a started task that waits for ever is stuck, but for what somebody works on', () => {
  const tasks = [
    dead('task_001'),
    { ...after('task_002', 'task_001'), status: 'in_progress' },
    task('task_002_01', { status: 'in_progress' }),
    task('task_002_02', { status: 'in_progress' }),
  ];
  const graph = TaskGraph.of(tasks, lifecycles, { leases: [lease('task_002_02')] });
  const ids = [...findStuck(graph.nodes).keys()].map(({ id }) => id);
  expect(ids).toEqual(['task_002_01', 'task_002']);
});

test('a failed child does not keep its parent from being finished, and what was started goes on', () => {
  expect(stuckOf(task('task_001'), dead('task_001_01'))).toEqual({});
  expect(stuckOf(dead('task_001'), { ...after('task_002', 'task_001'), status: 'in_progress' })).toEqual({});
});

test('a chain of 100,000 behind a failure is stuck to its end', () => {
  const ids = Array.from({ length: 100_000 }, (_, i) => `task_${String(i + 1).padStart(6, '0')}`);
  const tasks = ids.map((id, i) => (i === 0 ? dead(id) : after(id, ids[i - 1]!)));
  const graph = TaskGraph.of(tasks, lifecycles);
  const stuck = findStuck(graph.nodes);
  expect(stuck.size).toBe(99_999);
  expect(failureBehind(graph.nodes.at(-1)!, stuck).id).toBe(ids[0]);
});

test('a deep tree in which every task waits for a failure is walked once', () => {
  const ids = ['task_002'];
  while (ids.length < 60) ids.push(`${ids.at(-1)}_01`);
  const { nodes } = TaskGraph.of([dead('task_001'), ...ids.map((id) => after(id, 'task_001'))], lifecycles);
  let looks = 0;
  for (const node of nodes) {
    const { children } = node;
    Object.defineProperty(node, 'children', {
      get: () => {
        looks++;
        return children;
      },
    });
  }
  expect(findStuck(nodes).size).toBe(60);
  // Of each task its length, and each of its children.
  expect(looks).toBeLessThan(4 * 60);
});

test('in any project, it is what repeating the rules until nothing changes finds', () => {
  fc.assert(
    fc.property(randomProject, ({ tasks, leases }) => {
      const { nodes } = TaskGraph.of(tasks, lifecycles, { leases });
      const isOver = ({ phase }: GraphNode) => phase === 'finished' || phase === 'failed';
      const stuck = new Set<GraphNode>();
      const isHopeless = (node: GraphNode) => node.phase === 'failed' || stuck.has(node);
      const waitsForEver = ({ dependencies, dependencyType }: GraphNode) =>
        dependencyType === 'all'
          ? dependencies.some(isHopeless)
          : dependencies.length > 0 && dependencies.every(isHopeless);
      const hasCause = (node: GraphNode) => {
        if (node.phase !== 'started' && waitsForEver(node)) return true;
        if (node.children.some((child) => stuck.has(child))) return true;
        return !node.lease && [...ancestorsOf(node)].some(waitsForEver);
      };
      for (let before = -1; before !== stuck.size; ) {
        before = stuck.size;
        for (const node of nodes) if (!isOver(node) && hasCause(node)) stuck.add(node);
      }
      const expected = [...stuck].map(({ id }) => id);
      expect([...findStuck(nodes).keys()].map(({ id }) => id).sort()).toEqual(expected.sort());
    }),
    { numRuns: 300 },
  );
});
