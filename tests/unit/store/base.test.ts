import { expect, test, vi } from 'vitest';
import { TaskGraph } from '../../../src/core/graph/graph.ts';
import { NodeList } from '../../../src/core/graph/node-list.ts';
import { seedNode } from '../../../src/core/graph/seed.ts';
import type { Task } from '../../../src/core/task/task.ts';
import { decodeBase, encodeBase } from '../../../src/store/file/base.ts';
import { taskOf } from '../../helpers/store-moves.ts';
import { fieldsOf, lifecycles } from '../../helpers/store-state.ts';

const TASKS: Task[] = [
  taskOf('task_001', {
    status: 'in_progress',
    labels: ['red', 'blue'],
    deadline: '2030-01-02T03:04:05.000Z',
  }),
  taskOf('task_001_01', { parent_id: 'task_001', status: 'completed', module: 'parser' }),
  taskOf('task_001_02', {
    parent_id: 'task_001',
    dependencies: ['task_001_01', 'task_003'],
    status: 'blocked',
  }),
  taskOf('task_001_02_01', { parent_id: 'task_001_02', dependency_type: 'any', priority: 'P0' }),
  taskOf('task_002', { template: 'gone', output_req: '64k', priority: 'P3' }),
  taskOf('task_003', { dependencies: ['task_001_01'], status: 'blocked' }),
  taskOf('doc_update_001', { dependencies: ['task_003'] }),
];

const LEASE = {
  task_id: 'task_001',
  status: 'claimed',
  agent: 'ann',
  session_id: 's',
  token: 3,
  claimed_at: '2026-01-01T00:00:00.000Z',
  last_heartbeat: '2026-01-01T00:00:00.000Z',
  expires_at: '2026-01-01T01:00:00.000Z',
  published: false,
} as const;

/** The graph of the tasks, written to a base and read back. */
function readBack(graph: TaskGraph): TaskGraph {
  const base = { generation: 7, files: {}, counters: { task: 9 }, leases: [...graph.leases.values()] };
  const decoded = decodeBase(Buffer.concat(encodeBase(base, graph)), lifecycles)!;
  const { nodes, byStatus } = decoded;
  const { leases, counters } = decoded.base;
  return new TaskGraph(lifecycles, { nodes, leases, byStatus, counters: new Map(Object.entries(counters)) });
}

function plain(graph: TaskGraph) {
  return {
    nodes: graph.nodes.map(fieldsOf),
    byStatus: Object.fromEntries(graph.byStatus),
    leases: [...graph.leases],
    size: graph.size,
  };
}

const original = () => TaskGraph.of(TASKS, lifecycles, { leases: [LEASE] });

test('a base gives the graph back as it was', () => {
  expect(plain(readBack(original()))).toEqual(plain(original()));
  expect(plain(readBack(readBack(original())))).toEqual(plain(original()));
});

test('a graph of a base changes as one of tasks does', () => {
  const graphs = [original(), readBack(original())];
  for (const graph of graphs) {
    const update = (id: string, to: object) =>
      graph.apply({ op: 'task.update', id, from: {}, to } as Parameters<TaskGraph['apply']>[0]);
    update('task_002', {
      status: 'completed',
      template: 'task',
      priority: 'P1',
      output_req: '2k',
      deadline: '2031-01-01T00:00:00.000Z',
      dependency_type: 'any',
      labels: ['new'],
      module: 'lexer',
      dependencies: ['task_001_01', 'doc_update_001'],
    });
    update('task_001', { deadline: null, labels: [], dependencies: ['task_002'] });
    update('task_001_01', { module: null });
    update('task_003', { dependencies: [] });
    graph.apply({ op: 'lease', id: 'task_001', from: LEASE, to: null });
    graph.apply({ op: 'lease', id: 'task_003', from: null, to: { ...LEASE, task_id: 'task_003' } });
    graph.apply({ op: 'task.create', task: taskOf('task_001_01_01', { parent_id: 'task_001_01' }) });
    graph.apply({ op: 'task.create', task: taskOf('task_004', { dependencies: ['task_002'] }) });
    graph.apply({ op: 'task.delete', task: TASKS[3]! });
  }
  expect(plain(graphs[1]!)).toEqual(plain(graphs[0]!));
  for (const node of graphs.flatMap(({ nodes }) => nodes)) {
    expect(node.dependentCount).toBe(node.dependents.length);
  }
});

test('nodes are made when they are asked for, each once', () => {
  const ids = Array.from({ length: 100 }, (_, i) => `task_${String(i + 1).padStart(3, '0')}`);
  const make = vi.fn((row: number) => seedNode(taskOf(ids[row]!), lifecycles));
  const graph = new TaskGraph(lifecycles, { nodes: NodeList.ofRows(ids.length, make) });
  const node = graph.find('task_042');
  expect(graph.find('task_042')).toBe(node);
  expect(graph.slice(95, 120).map(({ id }) => id)).toEqual(ids.slice(95));
  expect(make.mock.calls.length).toBeLessThan(20);
  graph.apply({ op: 'task.delete', task: taskOf('task_001') });
  expect(graph.nodes.map(({ id }) => id)).toEqual(ids.slice(1));
  expect(graph.nodes[40]).toBe(node);
  expect(make).toHaveBeenCalledTimes(ids.length);
});
