import { expect, test } from 'vitest';
import { createTask } from '../../../src/app/create-task.ts';
import { importTasks } from '../../../src/app/import-tasks.ts';
import { splitTask } from '../../../src/app/split-task.ts';
import { ok } from '../../../src/core/result.ts';
import { MAX_NUMBER } from '../../../src/core/task/id.ts';
import { type MemoryApp, memoryApp } from '../../helpers/memory-app.ts';
import { head } from '../../helpers/store-scenarios.ts';
import { add, refused, value } from './support.ts';

/** Draws all numbers of a counter but the last ones. */
async function drawTo(app: MemoryApp, key: string, n: number): Promise<void> {
  value(await app.store.transact(head('test'), { kind: 'project' }, (tx) => ok(tx.draft.setCounter(key, n))));
}

test('the last number is given, and then none', async () => {
  const app = memoryApp();
  await drawTo(app, 'task', MAX_NUMBER - 1);
  expect(await add(app)).toBe('task_999999999999999');
  const { message, hint } = await refused(app, 'usage', () => createTask(app, { description: 'x' }));
  expect(message).toBe('the last number was drawn, 999999999999999: no id is left at the top');
  expect(hint).toContain('--parent');
  const below = value(await createTask(app, { description: 'x', parent_id: 'task_999999999999999' }));
  expect(below.task.id).toBe('task_999999999999999_01');
});

test('a split that needs more numbers than there are is refused', async () => {
  const app = memoryApp();
  const id = await add(app);
  await drawTo(app, id, MAX_NUMBER - 1);
  const plan = JSON.stringify([{ desc: 'one' }, { desc: 'two' }]);
  const { message } = await refused(app, 'usage', () => splitTask(app, { id, plan }));
  expect(message).toContain(`no id is left below ${id}`);
});

test('an import that needs more numbers than there are is refused as a whole', async () => {
  const app = memoryApp();
  await drawTo(app, 'task', MAX_NUMBER - 1);
  const text = '{"id":"a","title":"a"}\n{"id":"b","title":"b"}';
  await refused(app, 'usage', () => importTasks(app, { text, from: 'beads' }));
});
