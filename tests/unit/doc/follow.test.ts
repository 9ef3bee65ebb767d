import { expect, test } from 'vitest';
import { claimTask } from '../../../src/app/claim-task.ts';
import { createTask } from '../../../src/app/create-task.ts';
import { deleteTask } from '../../../src/app/delete-task.ts';
import type { Deps } from '../../../src/app/deps.ts';
import { editTaskDependencies } from '../../../src/app/edit-dependencies.ts';
import { editTask } from '../../../src/app/edit-task.ts';
import { setTaskPriority } from '../../../src/app/set-priority.ts';
import { showTask } from '../../../src/app/show-task.ts';
import { undoLast } from '../../../src/app/undo-last.ts';
import { value } from '../lease/support.ts';
import { set } from '../task/support.ts';
import { checkedApp } from './support.ts';

const DOC = 'doc_update_001';

/** A fix that is urgent beside a feature that is not, and the documentation task of both. */
async function documented() {
  const app = checkedApp();
  value(await createTask(app, { description: 'Add refunds to payments', priority: 'P2' }));
  value(await createTask(app, { description: 'Fix payments', priority: 'P0' }));
  return app;
}

async function docOf(deps: Deps) {
  const shown = value(await showTask(deps, { id: DOC, records: true }));
  const { description, priority, variables } = shown.task;
  return { description, priority, variables, all: JSON.stringify(shown) };
}

const FIX = {
  description:
    'Update the documentation of the module payments (troubleshooting + what was fixed) for: Fix payments',
  priority: 'P0',
  variables: { update_scope: expect.stringMatching(/^Troubleshooting: /), user_demand: 'Fix payments' },
};

test('it says what all of its tasks ask for, and is as urgent as the most urgent of them', async () => {
  expect(await docOf(await documented())).toMatchObject({
    description:
      'Update the documentation of the module payments (README + API docs + troubleshooting + what was fixed) ' +
      'for: Add refunds to payments; Fix payments',
    priority: 'P0',
    variables: {
      module: 'payments',
      update_scope: expect.stringMatching(/^README: .*Troubleshooting: /),
      user_demand: 'Add refunds to payments\nFix payments',
      documents: { existing: [], missing: ['src/payments/README.md', 'docs/payments.md'] },
    },
  });
});

test('it follows when one of its tasks is deleted, and the record says that the brief does not', async () => {
  const app = await documented();
  const before = await docOf(app);
  value(await deleteTask(app, { id: 'task_001' }));
  expect(await docOf(app)).toMatchObject(FIX);
  expect((await docOf(app)).all).toContain(
    'task_001 was deleted; its description and variables follow, its brief is as it was',
  );
  value(await undoLast(app));
  const { all: _, ...restored } = await docOf(app);
  expect(before).toMatchObject(restored);
});

test('it is no more urgent than those that are left', async () => {
  const app = await documented();
  value(await deleteTask(app, { id: 'task_002' }));
  expect(await docOf(app)).toMatchObject({
    priority: 'P2',
    variables: { user_demand: 'Add refunds to payments' },
  });
});

test('it follows the priority and the description of its tasks, and its own list of them', async () => {
  const app = await documented();
  value(await setTaskPriority(app, { id: 'task_002', priority: 'P3' }));
  expect((await docOf(app)).priority).toBe('P2');
  value(await setTaskPriority(app, { id: 'task_001', priority: 'P1' }));
  expect((await docOf(app)).priority).toBe('P1');
  value(await editTask(app, { id: 'task_002', description: 'Fix the rounding' }));
  expect((await docOf(app)).variables.user_demand).toBe('Add refunds to payments\nFix the rounding');
  value(await editTaskDependencies(app, { id: DOC, remove: ['task_001'] }));
  expect(await docOf(app)).toMatchObject({ priority: 'P3', variables: { user_demand: 'Fix the rounding' } });
});

test('without a task that it documents, and beside tasks about something else, it stays as it is', async () => {
  const app = await documented();
  value(await createTask(app, { description: 'Announce it', priority: 'P0' }));
  value(await editTaskDependencies(app, { id: DOC, add: ['task_003'], remove: ['task_001'] }));
  expect(await docOf(app)).toMatchObject(FIX);
  value(await editTaskDependencies(app, { id: DOC, remove: ['task_002'] }));
  expect(await docOf(app)).toMatchObject(FIX);
});

test('what somebody wrote into it stays, field by field', async () => {
  const app = await documented();
  value(await setTaskPriority(app, { id: DOC, priority: 'P1' }));
  value(
    await editTask(app, { id: DOC, description: 'Write the manual', variables: { user_demand: 'mine' } }),
  );
  value(await deleteTask(app, { id: 'task_001' }));
  expect(await docOf(app)).toMatchObject({
    description: 'Write the manual',
    priority: 'P1',
    variables: { user_demand: 'mine', update_scope: FIX.variables.update_scope },
  });
});

test.each(['held', 'started'])('once it is %s, it stays as it is', async (how) => {
  const app = await documented();
  for (const id of ['task_001', 'task_002']) await set(app, id, 'in_progress', 'completed');
  if (how === 'held') value(await claimTask(app, { id: DOC }));
  else await set(app, DOC, 'in_progress');
  const before = await docOf(app);
  value(await deleteTask(app, { id: 'task_001' }));
  value(await setTaskPriority(app, { id: 'task_002', priority: 'P3' }));
  expect(await docOf(app)).toMatchObject({ description: before.description, priority: 'P0' });
});

test('a further task costs the same however many there are, and the texts do not grow', async () => {
  const app = checkedApp();
  for (let n = 0; n < 60; n++) {
    value(await createTask(app, { description: `Fix payments ${'x'.repeat(500)}`, priority: 'P2' }));
  }
  const { description, variables } = await docOf(app);
  expect(description).toMatch(/; 57 more$/);
  expect(description.length).toBeLessThan(500);
  expect(String(variables.user_demand).length).toBeLessThan(2100);
  expect(String(variables.user_demand).split('\n')).toHaveLength(20);
});
