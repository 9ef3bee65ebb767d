import { describe, expect, test } from 'vitest';
import { claimTask } from '../../../src/app/claim-task.ts';
import { publishTask } from '../../../src/app/publish-task.ts';
import { isRetryable } from '../../../src/core/failure.ts';
import type { TaskPatch } from '../../../src/core/task/task.ts';
import { task, world } from '../query/world.ts';
import {
  C1,
  C2,
  claimed,
  failure,
  finish,
  G1,
  MINUTE,
  OTHER,
  P,
  recordOf,
  smallTree,
  taskOfId,
  value,
} from './support.ts';

describe('a claim is refused', () => {
  test('for a task that is not there', async () => {
    failure(await claimTask(await smallTree(), { id: 'task_999' }), 'not_found');
  });

  test('for a task whose template cannot be read', async () => {
    const app = await world([task(P, { template: 'gone' })]);
    const { data } = failure(await claimTask(app, { id: P }), 'invalid_template');
    expect(data).toEqual({ id: P, template: 'gone' });
  });

  test('for a finished task', async () => {
    const app = await smallTree();
    await finish(app, OTHER);
    expect(failure(await claimTask(app, { id: OTHER }), 'task_finished').data).toEqual({
      task_id: OTHER,
      status: 'completed',
    });
  });

  test('for a task that waits for its dependencies', async () => {
    const waits: TaskPatch = { dependencies: [OTHER], status: 'blocked' };
    const app = await world([task(P, waits), task(OTHER)]);
    expect(failure(await claimTask(app, { id: P }), 'task_blocked').data).toEqual({
      task_id: P,
      waiting_for: [OTHER],
    });
  });

  test.each(['pending', 'in_progress'])('for a %s task below one that waits', async (status) => {
    const app = await world([
      task(P, { dependencies: [OTHER], status: 'blocked' }),
      task(C1, { status }),
      task(OTHER),
    ]);
    const { data } = failure(await claimTask(app, { id: C1 }), 'task_blocked');
    expect(data).toMatchObject({ ancestor: P, waiting_for: [OTHER] });
  });

  test('while another holds it, saying who and since when', async () => {
    const app = await smallTree();
    await claimed(app, OTHER);
    app.advance(MINUTE);
    const { data } = failure(await claimTask(app.as('bob'), { id: OTHER }), 'already_claimed');
    expect(data).toEqual({ task_id: OTHER, held: OTHER, holder: 'ann', since: '2026-01-01T00:00:00.000Z' });
  });

  test('below a claim of another, at any depth, until that is published', async () => {
    const app = await smallTree();
    await claimed(app, P);
    for (const id of [C1, G1]) {
      const { data } = failure(await claimTask(app.as('bob'), { id }), 'locked_by_parent');
      expect(data).toMatchObject({ task_id: id, held: P, holder: 'ann' });
    }
    value(await publishTask(app, { id: P }));
    expect((await claimed(app.as('bob'), G1)).agent).toBe('bob');
  });

  test('above a live claim of another', async () => {
    const app = await smallTree();
    await claimed(app.as('bob'), G1);
    const { code, data } = failure(await claimTask(app, { id: P }), 'descendant_claimed');
    expect(isRetryable(code)).toBe(true);
    expect(data).toMatchObject({ task_id: P, held: G1, holder: 'bob' });
  });

  test('above a live claim of another that stands among own ones', async () => {
    const app = await smallTree();
    await claimed(app, C1);
    await claimed(app.as('bob'), C2);
    failure(await claimTask(app, { id: P }), 'descendant_claimed');
  });

  test('and leaves nothing behind', async () => {
    const app = await smallTree();
    await claimed(app, P);
    const before = await recordOf(app, C1);
    failure(await claimTask(app.as('bob'), { id: C1 }), 'locked_by_parent');
    expect(await recordOf(app, C1)).toEqual(before);
    expect((await taskOfId(app, C1)).status).toBe('pending');
  });
});
