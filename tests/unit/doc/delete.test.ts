import { expect, test } from 'vitest';
import { batchDelete } from '../../../src/app/batch-delete.ts';
import { claimTask } from '../../../src/app/claim-task.ts';
import { deleteTask } from '../../../src/app/delete-task.ts';
import { editTaskDependencies } from '../../../src/app/edit-dependencies.ts';
import { splitTask } from '../../../src/app/split-task.ts';
import { undoLast } from '../../../src/app/undo-last.ts';
import { value } from '../lease/support.ts';
import { add, refused, set, statusOf } from '../task/support.ts';
import { checkedApp, enforcing, links } from './support.ts';

/** Two tasks of a module, and their documentation task. */
async function documented(...more: Parameters<typeof checkedApp>) {
  const app = checkedApp(...more);
  await add(app, { module: 'payments' });
  await add(app, { module: 'payments' });
  return app;
}

test('the link of a deleted task goes, and the documentation task with the last one', async () => {
  const app = await documented();
  expect(value(await deleteTask(app, { id: 'task_001' })).deleted).toEqual(['task_001']);
  expect(await links(app)).toEqual({ task_002: [], doc_update_001: ['task_002'] });
  expect(value(await deleteTask(app, { id: 'task_002' })).deleted).toEqual(['task_002', 'doc_update_001']);
  expect(await links(app)).toEqual({});
});

test('undo restores the task, its documentation task and the link', async () => {
  const app = await documented();
  value(await deleteTask(app, { id: 'task_001' }));
  value(await undoLast(app));
  const whole = { task_001: [], task_002: [], doc_update_001: ['task_001', 'task_002'] };
  expect(await links(app)).toEqual(whole);
  value(await batchDelete(app, { ids: ['task_001', 'task_002'] }));
  expect(await links(app)).toEqual({});
  value(await undoLast(app));
  expect(await links(app)).toEqual(whole);
  expect(await statusOf(app, 'doc_update_001')).toBe('blocked');
});

test('what still waits for nothing but finished tasks is unblocked', async () => {
  const app = await documented();
  await set(app, 'task_001', 'in_progress', 'completed');
  expect(value(await deleteTask(app, { id: 'task_002' }))).toEqual({
    deleted: ['task_002'],
    unblocked: ['doc_update_001'],
  });
});

test('--recursive takes the documentation task along as well', async () => {
  const app = checkedApp();
  await add(app, { module: 'payments' });
  await add(app, { parent_id: 'task_001' });
  expect(value(await deleteTask(app, { id: 'task_001', recursive: true })).deleted).toEqual([
    'task_001',
    'task_001_01',
    'doc_update_001',
  ]);
});

test('one that somebody has begun, or that something else waits for, stays', async () => {
  const app = checkedApp(['a', 'b', 'c', 'd']);
  for (const module of ['a', 'b', 'c', 'd']) await add(app, { module });
  await set(app, 'task_001', 'in_progress', 'completed');
  value(await claimTask(app, { id: 'doc_update_001' }));
  value(await splitTask(app, { id: 'doc_update_002', plan: [{ desc: 'README' }] }));
  await add(app, { description: 'Announce', dependencies: ['doc_update_003'] });
  value(await editTaskDependencies(app, { id: 'doc_update_004', add: ['task_005'] }));
  for (const id of ['task_001', 'task_002', 'task_003', 'task_004']) {
    expect(value(await deleteTask(app, { id })).deleted).toEqual([id]);
  }
  expect(await links(app)).toEqual({
    task_005: ['doc_update_003'],
    doc_update_001: [],
    doc_update_002: [],
    doc_update_002_01: [],
    doc_update_003: [],
    doc_update_004: ['task_005'],
  });
});

test('under strict enforcement a documentation task goes by force only', async () => {
  const app = await documented();
  const { message, hint, data } = await refused(app, 'invalid_transition', () =>
    deleteTask(app, { id: 'doc_update_001' }),
  );
  expect(message).toContain('doc_enforcement: strict');
  expect(hint).not.toContain('--force');
  expect(data).toMatchObject({ id: 'doc_update_001', module: 'payments' });
  await refused(app, 'invalid_transition', async () => {
    const { results } = value(await batchDelete(app, { ids: ['doc_update_001', 'task_001'] }));
    return { ok: false, failure: results[0]!.error! };
  });
  expect(value(await deleteTask(app, { id: 'doc_update_001', force: true })).deleted).toEqual([
    'doc_update_001',
  ]);
});

test.each(['soft', 'disabled'] as const)('under %s enforcement any goes', async (doc_enforcement) => {
  const app = await documented();
  value(await deleteTask({ ...app, ...enforcing({ doc_enforcement }) }, { id: 'doc_update_001' }));
});

test('a part of a documentation task goes like any task', async () => {
  const app = await documented();
  value(await splitTask(app, { id: 'doc_update_001', plan: [{ desc: 'README' }] }));
  expect(value(await deleteTask(app, { id: 'doc_update_001_01' })).deleted).toEqual(['doc_update_001_01']);
});

test('a batch may name a documentation task beside all that it documents, in any order', async () => {
  for (const ids of [
    ['doc_update_001', 'task_001', 'task_002'],
    ['task_001', 'task_002', 'doc_update_001'],
  ]) {
    const app = await documented();
    const { results } = value(await batchDelete(app, { ids }));
    expect(results).toEqual(ids.map((id) => ({ id, ok: true })));
    expect(await links(app)).toEqual({});
  }
});
