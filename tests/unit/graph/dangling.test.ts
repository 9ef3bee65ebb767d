import { expect, test } from 'vitest';
import { Dangling } from '../../../src/core/graph/dangling.ts';
import { TaskGraph } from '../../../src/core/graph/graph.ts';
import { seedNode } from '../../../src/core/graph/seed.ts';
import { task } from '../query/world.ts';
import { lifecycles } from './random-project.ts';

const node = (id: string) => seedNode(task(id), lifecycles);

test('who waits for an id is told once, and not what was dropped meanwhile', () => {
  const dangling = new Dangling();
  const [one, two] = [node('task_001'), node('task_002')];
  for (const id of ['task_008', 'task_009']) for (const waiting of [one, two]) dangling.add(id, waiting);
  expect([...dangling.take('task_008')]).toEqual([one, two]);
  expect([...dangling.take('task_008')]).toEqual([]);
  dangling.drop(one);
  expect([...dangling.take('task_009')]).toEqual([two]);
});

test('a node that was taken with one id can still be dropped for another, and be added anew', () => {
  const dangling = new Dangling();
  const one = node('task_001');
  dangling.add('task_008', one);
  dangling.take('task_008');
  dangling.add('task_008', one);
  dangling.drop(one);
  expect([...dangling.take('task_008')]).toEqual([]);
});

test('40,000 tasks with links forwards are made and taken back, the oldest last', () => {
  const ids = Array.from({ length: 40_000 }, (_, i) => `task_${String(i + 1).padStart(5, '0')}`);
  const tasks = ids.map((id, i) => task(id, { dependencies: ids.slice(i + 1, i + 2) }));
  const graph = TaskGraph.of([], lifecycles);
  const start = performance.now();
  for (const one of tasks) graph.apply({ op: 'task.create', task: one });
  expect(graph.find(ids[0]!)!.dependencies).toEqual([graph.find(ids[1]!)]);
  for (const one of tasks.toReversed()) graph.apply({ op: 'task.delete', task: one });
  expect(graph.size).toBe(0);
  expect(performance.now() - start).toBeLessThan(10_000);
});
