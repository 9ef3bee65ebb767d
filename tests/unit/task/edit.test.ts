import { describe, expect, test } from 'vitest';
import { claimTask } from '../../../src/app/claim-task.ts';
import { editTask } from '../../../src/app/edit-task.ts';
import { setTaskPriority } from '../../../src/app/set-priority.ts';
import { memoryApp } from '../../helpers/memory-app.ts';
import { add, refused, set, stateOf, value } from './support.ts';

describe('an edit', () => {
  test('changes what is named and nothing else, in one version', async () => {
    const app = memoryApp();
    const id = await add(app, {
      labels: ['a', 'b'],
      variables: { x: 1, y: 1 },
      deadline: '2027-01-01T00:00:00Z',
    });
    const before = (await stateOf(app)).nodes[0]!;
    app.advance(1000);
    const answer = value(
      await editTask(app, {
        id,
        description: ' new ',
        output_req: '16K',
        deadline: null,
        add_labels: ['c', 'a'],
        remove_labels: ['b', 'z'],
        variables: { y: 2, z: [3] },
        if_version: 1,
      }),
    );
    expect(answer).toEqual({
      task: {
        ...before.task,
        description: 'new',
        output_req: '16k',
        deadline: null,
        labels: ['a', 'c'],
        variables: { x: 1, y: 2, z: [3] },
        version: 2,
        updated_at: '2026-01-01T00:00:01.000Z',
        lease: null,
        locked_by: null,
      },
      already: false,
      warnings: [],
    });
    expect((await stateOf(app)).nodes[0]).toMatchObject({
      brief: before.brief,
      size: 16 * 1024,
      labels: ['a', 'c'],
    });
  });

  test('that asks for what is so already changes nothing', async () => {
    const app = memoryApp();
    const id = await add(app, { labels: ['a'] });
    const before = await stateOf(app);
    const same = { id, description: 'do it', output_req: '8k', add_labels: ['a'], remove_labels: ['b'] };
    expect(value(await editTask(app, { ...same, deadline: null, variables: {} }))).toMatchObject({
      already: true,
      task: { version: 1 },
    });
    expect(await stateOf(app)).toEqual(before);
  });

  test('keeps a label that is both removed and added', async () => {
    const app = memoryApp();
    const id = await add(app, { labels: ['a', 'b'] });
    const { task } = value(await editTask(app, { id, add_labels: ['a'], remove_labels: ['a'] }));
    expect(task.labels).toEqual(['b', 'a']);
  });

  test('warns of a deadline that has passed', async () => {
    const app = memoryApp();
    const id = await add(app);
    expect(value(await editTask(app, { id, deadline: '2025-01-01T00:00:00Z' })).warnings).toHaveLength(1);
    expect(value(await editTask(app, { id, deadline: '2027-01-01T00:00:00Z' })).warnings).toEqual([]);
  });

  test('is for a finished task as well', async () => {
    const app = memoryApp();
    const id = await add(app);
    await set(app, id, 'in_progress', 'completed');
    expect(value(await editTask(app, { id, output_req: '4k' })).task).toMatchObject({
      status: 'completed',
      output_req: '4k',
    });
  });
});

describe('an edit is refused', () => {
  test('when the task is at another version, also when it would change nothing', async () => {
    const app = memoryApp();
    const id = await add(app);
    value(await editTask(app, { id, description: 'new' }));
    for (const description of ['newer', 'new']) {
      const found = await refused(app, 'version_conflict', () =>
        editTask(app, { id, description, if_version: 1 }),
      );
      expect(found.data).toMatchObject({ id, expected: 1, actual: 2 });
    }
  });

  test('when there is no such task', async () => {
    const app = memoryApp();
    for (const id of ['task_404', '', '__proto__', '../x', 'x'.repeat(100_000)]) {
      await refused(app, 'not_found', () => editTask(app, { id, description: 'x' }));
    }
  });

  test('while another agent holds the task, or has its ancestor to itself', async () => {
    const app = memoryApp();
    const parent = await add(app);
    const child = await add(app, { parent_id: parent });
    const bob = app.as('bob');
    value(await claimTask(bob, { id: parent }));
    for (const id of [parent, child]) {
      await refused(app, 'not_lease_holder', () => editTask(app, { id, description: 'x' }));
      expect(value(await editTask(bob, { id, description: 'x' })).already).toBe(false);
      // Who plans may set the order of what others hold.
      expect(value(await setTaskPriority(app, { id, priority: 'P0' })).already).toBe(false);
    }
  });
});
