import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TaskGraph } from '../../../src/core/graph/graph.ts';
import { compareUrgency, MostUrgent, mostUrgent } from '../../../src/core/graph/order.ts';
import type { TaskPatch } from '../../../src/core/task/task.ts';
import { task } from '../query/world.ts';
import { cpuSince } from '../task/support.ts';
import { lifecycles } from './random-project.ts';

function ordered(...patches: readonly TaskPatch[]): readonly string[] {
  const tasks = patches.map((patch, i) => task(`task_${String(i + 1).padStart(3, '0')}`, patch));
  const graph = TaskGraph.of(tasks, lifecycles);
  return [...graph.nodes].sort(compareUrgency).map(({ id }) => id.slice(-1));
}

test('priority comes first, then the deadline, then the number of direct dependents, then age', () => {
  const soon = '2026-02-01T00:00:00.000Z';
  const later = '2026-03-01T00:00:00.000Z';
  const old = '2025-01-01T00:00:00.000Z';
  expect(ordered({ priority: 'P2', deadline: soon }, { priority: 'P0' }, { priority: 'P1' })).toEqual([
    '2',
    '3',
    '1',
  ]);
  expect(ordered({ created_at: old }, { deadline: later }, { deadline: soon })).toEqual(['3', '2', '1']);
  expect(ordered({ created_at: old }, {}, { dependencies: ['task_002'] })).toEqual(['2', '1', '3']);
  expect(ordered({}, { created_at: old }, {})).toEqual(['2', '1', '3']);
});

test('equals are taken in the order of their numbers', () => {
  const ids = ['task_1000', 'task_999', 'task_002_10', 'task_002_9'];
  const { nodes } = TaskGraph.of(
    ids.map((id) => task(id)),
    lifecycles,
  );
  const sorted = nodes.toReversed().toSorted(compareUrgency);
  expect(sorted.map(({ id }) => id)).toEqual(['task_002_9', 'task_002_10', 'task_999', 'task_1000']);
});

test('the most urgent are those that sorting everything would put first', () => {
  const drawn = fc.record({
    priority: fc.constantFrom('P0' as const, 'P1' as const, 'P2' as const),
    deadline: fc.option(fc.constantFrom('2026-02-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z')),
  });
  fc.assert(
    fc.property(fc.array(drawn, { maxLength: 60 }), fc.nat(12), (patches, count) => {
      const tasks = patches.map((patch, i) => task(`task_${String(i + 1).padStart(3, '0')}`, patch));
      const { nodes } = TaskGraph.of(tasks, lifecycles);
      const shuffled = nodes.toSorted((a, b) => Number(a.id.slice(-1)) - Number(b.id.slice(-1)));
      const expected = nodes.toSorted(compareUrgency).slice(0, count);
      expect(mostUrgent(shuffled, count)).toEqual(expected);
    }),
  );
});

test('it counts all it was offered, and may be asked in between', () => {
  const { nodes } = TaskGraph.of(
    ['task_001', 'task_002', 'task_003'].map((id) => task(id)),
    lifecycles,
  );
  const best = new MostUrgent(1);
  for (const node of nodes.toReversed()) {
    best.offer(node);
    expect(best.taken().nodes).toEqual([node]);
  }
  expect(best.taken().total).toBe(3);
});

test('finding the best of 100,000 does not depend on the order they come in', () => {
  const tasks = Array.from({ length: 100_000 }, (_, i) =>
    task(`task_${String(i + 1).padStart(6, '0')}`, { created_at: new Date(1e12 - i).toISOString() }),
  );
  const { nodes } = TaskGraph.of(tasks, lifecycles);
  const started = process.cpuUsage();
  // Each is more urgent than all before it.
  expect(mostUrgent(nodes, 1000)[0]?.id).toBe('task_100000');
  expect(cpuSince(started)).toBeLessThan(2000);
});
