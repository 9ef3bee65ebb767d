import { describe, expect, test } from 'vitest';
import { pauseTask } from '../../../src/app/pause-task.ts';
import { releaseTask } from '../../../src/app/release-task.ts';
import { claimed, failure, LONG, leaseOf, nextId, OTHER, P, recordOf, smallTree, value } from './support.ts';

describe('release', () => {
  test('gives the claim back; the status stays, and the task is ready again', async () => {
    const app = await smallTree();
    await claimed(app, OTHER);
    const answer = value(await releaseTask(app, { id: OTHER }));
    expect(answer).toMatchObject({ holder: 'ann', task: { id: OTHER, status: 'in_progress', lease: null } });
    expect(await leaseOf(app, OTHER)).toBeNull();
    expect(await nextId(app.as('bob'))).not.toBeNull();
  });

  test('twice is not_claimed', async () => {
    const app = await smallTree();
    const { token } = await claimed(app, P);
    value(await releaseTask(app, { id: P }));
    for (const asker of [app, app.as('ann', { token })]) {
      failure(await releaseTask(asker, { id: P }), 'not_claimed');
      failure(await releaseTask(asker, { id: P, force: true }), 'not_claimed');
    }
  });

  test('also of a claim that is paused or orphaned', async () => {
    const app = await smallTree();
    await claimed(app, P);
    await claimed(app, OTHER);
    value(await pauseTask(app, { id: OTHER }));
    app.advance(LONG);
    value(await releaseTask(app, { id: P }));
    value(await releaseTask(app, { id: OTHER }));
  });

  test("of another's claim only with force, which is recorded", async () => {
    const app = await smallTree();
    await claimed(app, P);
    failure(await releaseTask(app.as('bob'), { id: P }), 'not_lease_holder');
    expect(value(await releaseTask(app.as('bob'), { id: P, force: true })).holder).toBe('ann');
    const { entries } = await recordOf(app, P);
    expect(entries.at(-1)).toMatchObject({ agent: 'bob', command: 'release', forced: true, lease: null });
    expect(entries.filter(({ forced }) => forced)).toHaveLength(1);
  });

  test('of a task that is not there is not_found', async () => {
    failure(await releaseTask(await smallTree(), { id: 'task_999' }), 'not_found');
  });
});
