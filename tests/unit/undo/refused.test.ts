import { describe, expect, test } from 'vitest';
import { claimTask } from '../../../src/app/claim-task.ts';
import { deleteTask } from '../../../src/app/delete-task.ts';
import type { Deps } from '../../../src/app/deps.ts';
import { editTaskDependencies } from '../../../src/app/edit-dependencies.ts';
import { editTask } from '../../../src/app/edit-task.ts';
import { setTaskStatus } from '../../../src/app/set-status.ts';
import { undoLast } from '../../../src/app/undo-last.ts';
import { task, world } from '../query/world.ts';
import { add, refused, set, taskOfId, value } from '../task/support.ts';
import { A, annIn, B, C, CHILD, start, undo } from './support.ts';

describe('undo is refused', () => {
  const conflict = async (app: Deps, id: string) => {
    const found = await refused(app, 'undo_conflict', () => undoLast(app));
    expect(found.data).toMatchObject({ id, tx: expect.any(String), reason: expect.any(String) });
    return found;
  };

  test('when a field it would restore has changed since', async () => {
    const app = await start();
    const ann = annIn(app);
    value(await editTask(app, { id: A, description: 'new' }));
    value(await editTask(ann, { id: A, description: 'newer' }));
    expect((await conflict(app, A)).message).toContain('description');
  });

  test('but not when another field has', async () => {
    const app = await start();
    const ann = annIn(app);
    value(await editTask(app, { id: A, description: 'new' }));
    value(await editTask(ann, { id: A, output_req: '4k' }));
    await undo(app);
    expect(await taskOfId(app, A)).toMatchObject({ description: 'do task_001', output_req: '4k' });
  });

  test.each<[string, string, (bob: Deps) => Promise<unknown>, (ann: Deps) => Promise<unknown>]>([
    [
      'a task it unblocked was started since',
      'task_004',
      (bob) => setTaskStatus(bob, { id: C, status: 'completed' }),
      (other) => claimTask(other, { id: 'task_004' }),
    ],
    [
      'a task it blocked was freed and started since',
      'task_005',
      (bob) => editTaskDependencies(bob, { id: 'task_005', add: [C] }),
      async (other) => {
        await set(other, C, 'completed');
        await set(other, 'task_005', 'in_progress');
      },
    ],
    [
      'another holds the task',
      A,
      (bob) => editTask(bob, { id: A, description: 'new' }),
      (other) => claimTask(other, { id: A }),
    ],
    [
      'another holds what is above the task',
      CHILD,
      (bob) => editTask(bob, { id: CHILD, description: 'new' }),
      (other) => claimTask(other, { id: A }),
    ],
    [
      'the task is gone',
      CHILD,
      (bob) => editTask(bob, { id: CHILD, description: 'new' }),
      (other) => deleteTask(other, { id: CHILD, force: true }),
    ],
    [
      'what it created was changed',
      'task_006',
      (bob) => add(bob),
      (other) => editTask(other, { id: 'task_006', description: 'new' }),
    ],
    [
      'what it created was started',
      'task_006',
      (bob) => add(bob),
      (other) => setTaskStatus(other, { id: 'task_006', status: 'in_progress' }),
    ],
    [
      'what it created was claimed',
      'task_006',
      (bob) => add(bob, { template: 'novel-chapter' }),
      (other) => claimTask(other, { id: 'task_006' }),
    ],
    [
      'what it created has a child',
      'task_006',
      (bob) => add(bob),
      (other) => add(other, { parent_id: 'task_006' }),
    ],
    [
      'what it created is waited for',
      'task_006',
      (bob) => add(bob),
      (other) => add(other, { dependencies: ['task_006'] }),
    ],
    [
      'what it created is gone',
      'task_006',
      (bob) => add(bob),
      (other) => deleteTask(other, { id: 'task_006' }),
    ],
    [
      'the parent of what it deleted is gone',
      CHILD,
      (bob) => deleteTask(bob, { id: CHILD, force: true }),
      (other) => deleteTask(other, { id: A, force: true }),
    ],
    [
      'the parent of what it deleted is finished',
      CHILD,
      (bob) => deleteTask(bob, { id: CHILD, force: true }),
      (other) => set(other, A, 'in_progress', 'completed'),
    ],
    [
      'the parent of what it deleted is held by another',
      CHILD,
      (bob) => deleteTask(bob, { id: CHILD, force: true }),
      (other) => claimTask(other, { id: A }),
    ],
    [
      'what a task it deleted depended on is gone',
      B,
      (bob) => deleteTask(bob, { id: B }),
      (other) => deleteTask(other, { id: A, recursive: true, force: true }),
    ],
    [
      'a dependency it removed is gone',
      B,
      (bob) => editTaskDependencies(bob, { id: B, remove: [A] }),
      (other) => deleteTask(other, { id: A, recursive: true, force: true }),
    ],
    [
      'a link it removed would close a ring',
      B,
      (bob) => editTaskDependencies(bob, { id: B, remove: [A] }),
      (other) => editTaskDependencies(other, { id: A, add: [B] }),
    ],
  ])('when %s', async (_, id, act, meanwhile) => {
    const app = await start();
    await act(app);
    await meanwhile(annIn(app));
    await conflict(app, id);
  });

  test('when it would finish a parent again that has an unfinished child since', async () => {
    const app = await start();
    await set(app, 'task_005', 'in_progress', 'completed');
    await undo(app);
    await add(annIn(app), { parent_id: 'task_005' });
    await conflict(app, 'task_005');
  });

  test('when it would open a child below a parent that is finished since', async () => {
    const app = (
      await world([task(A, { status: 'in_progress' }), task(CHILD, { status: 'in_progress' })])
    ).as('bob');
    value(await setTaskStatus(app, { id: CHILD, status: 'completed' }));
    value(await setTaskStatus(annIn(app), { id: A, status: 'completed' }));
    await conflict(app, CHILD);
  });
});
