import { describe, expect, test } from 'vitest';
import { claimTask } from '../../../src/app/claim-task.ts';
import { publishTask } from '../../../src/app/publish-task.ts';
import { setTaskStatus } from '../../../src/app/set-status.ts';
import { task, write } from '../query/world.ts';
import {
  C1,
  C2,
  claimed,
  failure,
  finish,
  G1,
  LONG,
  leaseOf,
  P,
  published,
  smallTree,
  value,
} from './support.ts';

describe('publish', () => {
  test('opens what is below and names it; the task stays claimed, under the same token', async () => {
    const app = await smallTree();
    const first = await claimed(app, P);
    app.advance(1000);
    expect(value(await publishTask(app, { id: P }))).toEqual({
      task_id: P,
      released: [C1, G1, C2],
      already: false,
    });
    expect(await leaseOf(app, P)).toMatchObject({
      token: first.token,
      published: true,
      last_heartbeat: '2026-01-01T00:00:01.000Z',
    });
    failure(await claimTask(app.as('bob'), { id: P }), 'already_claimed');
    value(await setTaskStatus(app.as('bob'), { id: C2, status: 'in_progress' }));
  });

  test('opens what is split off later', async () => {
    const app = await smallTree();
    await published(app, P);
    await write(app, (draft) => draft.create(task('task_001_03')));
    expect((await claimed(app.as('bob'), 'task_001_03')).agent).toBe('bob');
  });

  test('what is split off before it is locked', async () => {
    const app = await smallTree();
    await claimed(app, P);
    await write(app, (draft) => draft.create(task('task_001_03')));
    failure(await claimTask(app.as('bob'), { id: 'task_001_03' }), 'locked_by_parent');
  });

  test('twice is already so, and names nothing', async () => {
    const app = await smallTree();
    await published(app, P);
    expect(value(await publishTask(app, { id: P }))).toEqual({ task_id: P, released: [], already: true });
  });

  test('does not name what is finished, held, or locked by a claim in between', async () => {
    const app = await smallTree();
    await claimed(app, P);
    await claimed(app, C1);
    await finish(app, C2);
    expect(value(await publishTask(app, { id: P })).released).toEqual([]);
    failure(await claimTask(app.as('bob'), { id: G1 }), 'locked_by_parent');
    expect(value(await publishTask(app, { id: C1 })).released).toEqual([G1]);
  });

  test('names nothing while a claim above is not published', async () => {
    const app = await smallTree();
    await claimed(app, P);
    await claimed(app, C1);
    expect(value(await publishTask(app, { id: C1 })).released).toEqual([]);
    failure(await claimTask(app.as('bob'), { id: G1 }), 'locked_by_parent');
  });

  test('revives an orphaned claim that nobody took', async () => {
    const app = await smallTree();
    await claimed(app, P);
    app.advance(LONG);
    value(await publishTask(app, { id: P }));
    failure(await claimTask(app.as('bob'), { id: P }), 'already_claimed');
  });

  test('a task that is not there is not_found', async () => {
    failure(await publishTask(await smallTree(), { id: 'task_999' }), 'not_found');
  });
});
