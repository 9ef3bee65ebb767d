import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TaskGraph } from '../../../src/core/graph/graph.ts';
import type { GraphNode } from '../../../src/core/graph/node.ts';
import { Obstacles, unmet } from '../../../src/core/graph/obstacles.ts';
import type { Asker, Lease } from '../../../src/core/lease/lease.ts';
import type { Task } from '../../../src/core/task/task.ts';
import { lease, task } from '../query/world.ts';
import { cpuSince } from '../task/support.ts';
import { lifecycles, randomProject } from './random-project.ts';

const NOW = Date.parse('2026-01-01T00:10:00.000Z');
const LAPSED = '2026-01-01T00:09:00.000Z';
const moment = { now: NOW, isGone: () => false };
const ann: Asker = { agent: 'ann', isFallback: false, session: null, token: null };

function obstaclesOf(id: string, tasks: readonly Task[], leases: readonly Lease[] = [], asker = ann) {
  const graph = TaskGraph.of(tasks, lifecycles, { leases });
  const obstacles = new Obstacles(graph, moment, asker);
  const node = graph.find(id)!;
  const found = obstacles.of(node);
  expect(obstacles.isReady(node)).toBe(found.length === 0);
  return found.map((obstacle) => obstacle.code);
}

describe('a task is ready unless', () => {
  test('it is finished, also in a state that satisfies nobody', () => {
    expect(obstaclesOf('task_001', [task('task_001')])).toEqual([]);
    expect(obstaclesOf('task_001', [task('task_001', { status: 'completed' })])).toEqual(['task_finished']);
    const dead = task('task_001', { template: 'fragile', status: 'dead' });
    expect(obstaclesOf('task_001', [dead])).toEqual(['task_finished']);
  });

  test('its template cannot be read', () => {
    expect(obstaclesOf('task_001', [task('task_001', { template: 'gone' })])).toEqual(['invalid_template']);
  });

  test('it is blocked; what was started is ready whatever it depends on', () => {
    const waiting = { dependencies: ['task_001'] };
    const first = task('task_001');
    expect(obstaclesOf('task_002', [first, task('task_002', { ...waiting, status: 'blocked' })])).toEqual([
      'task_blocked',
    ]);
    expect(obstaclesOf('task_002', [first, task('task_002', { ...waiting, status: 'in_progress' })])).toEqual(
      [],
    );
  });

  test('an ancestor waits for something', () => {
    const tasks = [
      task('task_001', { dependencies: ['task_002'], status: 'blocked' }),
      task('task_001_01'),
      task('task_001_01_01'),
      task('task_002'),
    ];
    expect(obstaclesOf('task_001_01_01', tasks)).toEqual(['task_blocked']);
    expect(obstaclesOf('task_001_01_01', tasks.with(3, task('task_002', { status: 'completed' })))).toEqual(
      [],
    );
  });

  test('it has a live or a paused lease, its own included; an orphaned one does not count', () => {
    const one = [task('task_001', { status: 'in_progress' })];
    expect(obstaclesOf('task_001', one, [lease('task_001')])).toEqual(['already_claimed']);
    expect(obstaclesOf('task_001', one, [lease('task_001', { agent: 'ann' })])).toEqual(['already_claimed']);
    expect(obstaclesOf('task_001', one, [lease('task_001', { status: 'paused' })])).toEqual(['paused']);
    expect(obstaclesOf('task_001', one, [lease('task_001', { expires_at: LAPSED })])).toEqual([]);
  });

  test('an ancestor is held by another agent who has not published it', () => {
    const tasks = [task('task_001'), task('task_001_01'), task('task_001_01_01')];
    const blocked = (more: Partial<Lease>, asker = ann) =>
      obstaclesOf('task_001_01_01', tasks, [lease('task_001', more)], asker);
    expect(blocked({})).toEqual(['locked_by_parent']);
    expect(blocked({ published: true })).toEqual([]);
    expect(blocked({ status: 'paused' })).toEqual([]);
    expect(blocked({ expires_at: LAPSED })).toEqual([]);
    expect(blocked({ agent: 'ann' })).toEqual([]);
    expect(blocked({ agent: 'ann' }, { ...ann, isFallback: true })).toEqual(['locked_by_parent']);
    expect(blocked({ token: 7 }, { ...ann, token: 7 })).toEqual([]);
  });

  test('a descendant is held, or a child is unfinished', () => {
    const open = [task('task_001'), task('task_001_01'), task('task_001_01_01')];
    expect(obstaclesOf('task_001', open, [lease('task_001_01_01')])).toEqual([
      'descendant_claimed',
      'children_unfinished',
    ]);
    expect(obstaclesOf('task_001', open)).toEqual(['children_unfinished']);
    // An imported task may be held although it is finished.
    const done = open.map((one) => (one.id === 'task_001' ? one : { ...one, status: 'completed' }));
    expect(obstaclesOf('task_001', done)).toEqual([]);
    expect(obstaclesOf('task_001', done, [lease('task_001_01_01')])).toEqual(['descendant_claimed']);
    expect(obstaclesOf('task_001', done, [lease('task_001_01_01', { expires_at: LAPSED })])).toEqual([]);
  });
});

test('every obstacle is told, the nearest first, and what it waits for', () => {
  const tasks = [
    task('task_001', { dependencies: ['task_002'], status: 'blocked' }),
    task('task_001_01', { dependencies: ['task_002', 'task_003'], status: 'blocked' }),
    task('task_001_01_01'),
    task('task_002'),
    task('task_003', { status: 'completed' }),
  ];
  const graph = TaskGraph.of(tasks, lifecycles, { leases: [lease('task_001')] });
  const found = new Obstacles(graph, moment, ann).of(graph.find('task_001_01')!);
  expect(found.map(({ code }) => code)).toEqual([
    'task_blocked',
    'task_blocked',
    'locked_by_parent',
    'children_unfinished',
  ]);
  expect(found[0]).toMatchObject({ waitingFor: [{ id: 'task_002' }] });
  expect(found[1]).toMatchObject({ ancestor: { id: 'task_001' }, waitingFor: [{ id: 'task_002' }] });
  const below = new Obstacles(graph, moment, ann).of(graph.find('task_001_01_01')!);
  expect(below.map((obstacle) => ('ancestor' in obstacle ? obstacle.ancestor.id : obstacle.code))).toEqual([
    'task_001_01',
    'task_001',
    'task_001',
  ]);
});

test('the nearest lock above is the one that is told', () => {
  const graph = TaskGraph.of([task('task_001'), task('task_001_01'), task('task_001_01_01')], lifecycles, {
    leases: [lease('task_001'), lease('task_001_01', { agent: 'eve' })],
  });
  const obstacles = new Obstacles(graph, moment, ann);
  expect(obstacles.lockedBy(graph.find('task_001_01_01')!)?.id).toBe('task_001_01');
  expect(obstacles.lockedBy(graph.find('task_001_01')!)?.id).toBe('task_001');
  expect(obstacles.lockedBy(graph.find('task_001')!)).toBeNull();
});

test('a task that needs any of its dependencies waits for none once one is finished', () => {
  const any = task('task_003', { dependencies: ['task_001', 'task_002'], dependency_type: 'any' });
  const open = TaskGraph.of([task('task_001'), task('task_002'), any], lifecycles);
  expect(unmet(open.find('task_003')!).map(({ id }) => id)).toEqual(['task_001', 'task_002']);
  const met = TaskGraph.of([task('task_001', { status: 'completed' }), task('task_002'), any], lifecycles);
  expect(unmet(met.find('task_003')!)).toEqual([]);
});

test('in any project the quick question and the list of reasons say what the contract says', () => {
  fc.assert(
    fc.property(randomProject, ({ tasks, leases }) => {
      const graph = TaskGraph.of(tasks, lifecycles, { leases });
      const obstacles = new Obstacles(graph, moment, ann);
      for (const node of graph.nodes) {
        const expected = isReadyByContract(node, graph);
        expect(obstacles.isReady(node), node.id).toBe(expected);
        expect(obstacles.of(node).length === 0, node.id).toBe(expected);
      }
    }),
    { numRuns: 300 },
  );
});

/** The paragraph of the contract, word by word, as slow as it likes to be. */
function isReadyByContract(node: GraphNode, graph: TaskGraph): boolean {
  const over = (one: GraphNode) => one.phase === 'finished' || one.phase === 'failed';
  const ancestors: GraphNode[] = [];
  for (let above = node.parent; above; above = above.parent) ancestors.push(above);
  const below = graph.nodes.filter((one) => one.id.startsWith(`${node.id}_`));
  const live = (one: GraphNode) => one.lease?.status === 'claimed' && Date.parse(one.lease.expires_at) > NOW;
  const waits = ({ dependencies, dependencyType }: GraphNode) => {
    const done = dependencies.filter(({ phase }) => phase === 'finished').length;
    return dependencyType === 'all' ? done < dependencies.length : dependencies.length > 0 && done === 0;
  };
  if (over(node) || node.status === 'blocked') return false;
  if (ancestors.some(waits)) return false;
  if (live(node) || node.lease?.status === 'paused') return false;
  if (ancestors.some((one) => live(one) && !one.lease!.published && one.lease!.agent !== 'ann')) return false;
  if (below.some(live)) return false;
  return node.children.every(over);
}

test('asking about 100,000 tasks is quick, in a fan, a chain and a deep tree', () => {
  const ids = Array.from({ length: 100_000 }, (_, i) => `task_${String(i + 1).padStart(3, '0')}`);
  const chain = ids.map((id, i) =>
    task(id, i === 0 ? {} : { dependencies: [ids[i - 1]!], status: 'blocked' }),
  );
  const fan = ids.map((id) => task(id));
  let deep = 'task_001';
  const tree = ids.map((_, i) => {
    if (i > 0) deep = i % 50 === 0 ? `task_${String(i + 1).padStart(3, '0')}` : `${deep}_01`;
    return task(deep);
  });
  const ready = [chain, fan, tree].map((tasks) => {
    const graph = TaskGraph.of(tasks, lifecycles, { leases: [lease('task_002')] });
    const obstacles = new Obstacles(graph, moment, ann);
    const started = process.cpuUsage();
    const count = graph.nodes.filter((node) => obstacles.isReady(node)).length;
    // Some 10 ms; whatever is quadratic takes minutes.
    expect(cpuSince(started)).toBeLessThan(2000);
    return count;
  });
  expect(ready).toEqual([1, 99_999, 2000]);
});
