import { expect, test } from 'vitest';
import { TwoClones } from '../helpers/two-clones.ts';

test('what both branches did to one task is merged field by field, and nothing is dropped', async () => {
  const clones = await TwoClones.make();
  await clones.work('bob', ['claim', 'task_001'], ['set', 'task_001', 'completed']);
  const labels = ['x', 'y', 'z'].map((label) => ['edit', 'task_001', '--add-label', label]);
  await clones.work('ann', ...labels);
  const { findings } = await clones.merge('ann', 'bob');
  expect(findings).toEqual([]);
  const { task_001: task } = await clones.tasks('ann');
  expect(task).toMatchObject({ status: 'completed', labels: ['x', 'y', 'z'] });
  expect(task!.finished_at).not.toBeNull();
});

test('of one field the later change stays and the other is told; labels of both stay', async () => {
  const clones = await TwoClones.make();
  await clones.work('bob', ['set-priority', 'task_001', 'P3'], ['edit', 'task_001', '--add-label', 'of bob']);
  await clones.work('ann', ['set-priority', 'task_001', 'P0'], ['edit', 'task_001', '--add-label', 'of ann']);
  const { findings } = await clones.merge('ann', 'bob');
  expect(findings).toMatchObject([
    {
      code: 'dropped_change',
      severity: 'warning',
      message: expect.stringContaining('task_001: both branches changed its priority: "P0" stays, "P3"'),
    },
  ]);
  expect((await clones.tasks('ann')).task_001).toMatchObject({
    priority: 'P0',
    labels: ['of ann', 'of bob'],
  });
});

test('a deleted task goes, unless the other branch changed it: that is told', async () => {
  const clones = await TwoClones.make();
  await clones.work('ann', ['create', 'two'], ['create', 'three']);
  clones.pull('bob', 'ann');
  await clones.work('ann', ['delete', 'task_002'], ['edit', 'task_001', '--add-label', 'x']);
  await clones.work('bob', ['edit', 'task_002', '--add-label', 'y'], ['delete', 'task_003']);
  const { findings } = await clones.merge('ann', 'bob');
  expect(findings).toMatchObject([
    { code: 'dropped_change', message: expect.stringContaining('task_002: one branch deleted it') },
  ]);
  const tasks = await clones.tasks('ann');
  expect(Object.keys(tasks)).toEqual(['task_001', 'task_002']);
  expect(tasks.task_002!.labels).toEqual(['y']);
  expect(clones.read('ann', 'tasks/task_002.md')).toContain('# task_002: two');
});
