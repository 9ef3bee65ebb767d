import { expect, test } from 'vitest';
import type { Lease } from '../../../src/core/lease/lease.ts';
import type { Task } from '../../../src/core/task/task.ts';
import { lease, task, world } from '../query/world.ts';
import { document } from './ask.ts';

async function next(tasks: readonly Task[], leases: readonly Lease[] = [], as = 'ann') {
  const app = await world(tasks, leases);
  return (await document(app.as(as))).next;
}

const LARGE = { output_req: '64k' };
const DONE = { status: 'completed', finished_at: '2026-01-01T00:00:00.000Z' };

test('work that is held comes before anything else', async () => {
  const tasks = [task('task_001', { priority: 'P0' }), task('task_002')];
  expect(await next(tasks, [lease('task_002', { agent: 'ann' })])).toEqual({
    action: 'continue',
    task_id: 'task_002',
    command: 'lra resume task_002',
  });
});

test('but not a parent that waits for its children', async () => {
  const tasks = [task('task_001', LARGE), task('task_001_01')];
  expect(await next(tasks, [lease('task_001', { agent: 'ann' })])).toMatchObject({
    action: 'claim',
    task_id: 'task_001_01',
  });
});

test('nor what may be held by another of the same name', async () => {
  const app = await world([task('task_001'), task('task_002')], [lease('task_001', { agent: 'me@here' })]);
  const answer = await document(app.as('me@here', { isFallback: true }));
  expect(answer.mine.map(({ id }) => id)).toEqual(['task_001']);
  expect(answer.next).toMatchObject({ action: 'claim', task_id: 'task_002' });
});

test('then the best task that can be taken', async () => {
  expect(await next([task('task_001'), task('task_002', { priority: 'P0' })])).toEqual({
    action: 'claim',
    task_id: 'task_002',
    command: 'lra claim task_002',
  });
});

test('then one whose children did the work, whatever its size', async () => {
  const tasks = [task('task_001', LARGE), task('task_002', LARGE), task('task_002_01', DONE)];
  expect(await next(tasks)).toMatchObject({ action: 'claim', task_id: 'task_002' });
});

test('then what was paused, then what must be split', async () => {
  const tasks = [task('task_001', LARGE), task('task_002', { status: 'in_progress' })];
  expect(await next(tasks, [lease('task_002', { status: 'paused' })])).toEqual({
    action: 'resume',
    task_id: 'task_002',
    command: 'lra resume task_002 --claim',
  });
  expect(await next([task('task_001', LARGE)])).toMatchObject({
    action: 'split',
    command: 'lra split task_001',
  });
});

test('when there is nothing to do it says why', async () => {
  expect(await next([])).toMatchObject({ action: 'create', command: 'lra create "<description>"' });
  expect(await next([task('task_001', DONE)])).toEqual({
    action: 'done',
    task_id: null,
    command: null,
    reason: 'every task is finished',
  });
  const busy = [task('task_001'), task('task_002', { dependencies: ['task_001'], status: 'blocked' })];
  expect(await next(busy, [lease('task_001')])).toMatchObject({
    action: 'wait',
    command: 'lra status',
    reason: 'nothing is ready: 1 held by others, 1 blocked',
  });
});
