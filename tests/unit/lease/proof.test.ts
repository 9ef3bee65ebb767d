import { describe, expect, test } from 'vitest';
import { batchClaim } from '../../../src/app/batch-claim.ts';
import { checkpointTask } from '../../../src/app/checkpoint-task.ts';
import { claimTask } from '../../../src/app/claim-task.ts';
import { heartbeatTask } from '../../../src/app/heartbeat-task.ts';
import { releaseTask } from '../../../src/app/release-task.ts';
import { setTaskStatus } from '../../../src/app/set-status.ts';
import type { MemoryApp } from '../../helpers/memory-app.ts';
import { C1, C2, claimed, failure, G1, LONG, leaseOf, OTHER, P, smallTree, value } from './support.ts';
import { VERBS } from './verbs.ts';

describe('a token', () => {
  test.each(Object.keys(VERBS))('that is current lets %s through, whatever the name', async (verb) => {
    const app = await smallTree();
    const { token } = await claimed(app, C1);
    value(await VERBS[verb]!(app.as('helper', { token }), C1));
  });

  test('of a task lets its bearer change what is below', async () => {
    const app = await smallTree();
    const { token } = await claimed(app, P);
    value(await setTaskStatus(app.as('helper', { token }), { id: C1, status: 'in_progress' }));
  });

  test.each(Object.keys(VERBS))('that was replaced keeps %s out, even of the same agent', async (verb) => {
    const app = await smallTree();
    const { token } = await claimed(app, C1);
    app.advance(LONG);
    await claimed(app, C1);
    const { data } = failure(await VERBS[verb]!(app.as('ann', { token }), C1), 'lease_lost');
    expect(data).toMatchObject({ token, holder: 'ann' });
  });

  test.each(['set', 'checkpoint', 'publish', 'pause', 'heartbeat'])(
    'whose lease is gone keeps %s out',
    async (verb) => {
      const app = await smallTree();
      const { token } = await claimed(app, C1);
      value(await releaseTask(app.as('bob'), { id: C1, force: true }));
      const { data } = failure(await VERBS[verb]!(app.as('ann', { token }), C1), 'lease_lost');
      expect(data).toEqual({ task_id: C1, holder: null, token });
    },
  );

  test('whose lease is gone keeps its bearer from what was below it', async () => {
    const app = await smallTree();
    const { token } = await claimed(app, P);
    value(await releaseTask(app, { id: P }));
    const stale = app.as('ann', { token });
    failure(await setTaskStatus(stale, { id: C1, status: 'in_progress' }), 'lease_lost');
    await claimed(app, C1);
    failure(await setTaskStatus(stale, { id: C1, status: 'completed' }), 'lease_lost');
  });

  test('that names nothing does not pass for the claim of its bearer', async () => {
    const app = await smallTree();
    await claimed(app, C1);
    failure(await heartbeatTask(app.as('ann', { token: 999 }), { id: C1 }), 'lease_lost');
    value(await setTaskStatus(app.as('ann', { token: 999 }), { id: OTHER, status: 'in_progress' }));
  });

  test('of another task does not hinder', async () => {
    const app = await smallTree();
    const { token } = await claimed(app, OTHER);
    const worker = app.as('ann', { token });
    value(await setTaskStatus(worker, { id: C2, status: 'in_progress' }));
    await claimed(worker, G1);
    value(await setTaskStatus(worker, { id: G1, status: 'completed' }));
    await claimed(app.as('bob'), C2);
    failure(await setTaskStatus(worker, { id: C2, status: 'completed' }), 'not_lease_holder');
  });

  test('that several tasks got ends for each of them by itself, whatever the name', async () => {
    const app = await smallTree();
    value(await batchClaim(app, { ids: [C1, OTHER] }));
    const { token } = (await leaseOf(app, C1))!;
    const worker = app.as('ann', { token });
    value(await releaseTask(worker, { id: C1 }));
    failure(await setTaskStatus(worker, { id: C1, status: 'completed' }), 'lease_lost');
    await claimed(app, C1);
    failure(await setTaskStatus(worker, { id: C1, status: 'completed' }), 'lease_lost');
    failure(await releaseTask(worker, { id: C1 }), 'lease_lost');
    value(await setTaskStatus(worker, { id: OTHER, status: 'completed' }));
  });

  test('that is let go of below counts on as that of the task above', async () => {
    const app = await smallTree();
    value(await batchClaim(app, { ids: [P, C2] }));
    const worker = app.as('helper', { token: (await leaseOf(app, P))!.token });
    value(await releaseTask(worker, { id: C2 }));
    value(await setTaskStatus(worker, { id: C2, status: 'completed' }));
  });

  test('does not hinder a new claim when it is out of date', async () => {
    const app = await smallTree();
    const { token } = await claimed(app, C1);
    value(await releaseTask(app, { id: C1 }));
    expect((await claimed(app.as('ann', { token }), C1)).token).toBeGreaterThan(token);
  });

  test('under which the task was finished by its holder is not lost', async () => {
    const app = await smallTree();
    const { token } = await claimed(app, OTHER);
    const worker = app.as('ann', { token });
    value(await setTaskStatus(worker, { id: OTHER, status: 'completed' }));
    expect(value(await setTaskStatus(worker, { id: OTHER, status: 'completed' })).already).toBe(true);
    value(await checkpointTask(worker, { id: OTHER, note: 'done' }));
    failure(await heartbeatTask(worker, { id: OTHER }), 'not_claimed');
  });

  test('is lost when another forced the task to its end', async () => {
    const app = await smallTree();
    const { token } = await claimed(app, OTHER);
    value(await setTaskStatus(app.as('bob'), { id: OTHER, status: 'completed', force: true }));
    failure(await checkpointTask(app.as('ann', { token }), { id: OTHER }), 'lease_lost');
  });
});

describe('under the fallback name', () => {
  const fallback = (app: MemoryApp, more = {}) => app.as('me@host', { isFallback: true, ...more });

  test.each(Object.keys(VERBS))('%s is believed: one agent alone can do its work', async (verb) => {
    const app = await smallTree();
    await claimed(fallback(app), C1);
    value(await VERBS[verb]!(fallback(app), C1));
  });

  test('a second claim of the same task is not', async () => {
    const app = await smallTree();
    await claimed(fallback(app), C1);
    const refused = failure(await claimTask(fallback(app), { id: C1 }), 'already_claimed');
    expect(refused.hint).toContain('LRA_AGENT_ID');
  });

  test.each(['token', 'session'])('a second claim with the %s of the first is', async (proof) => {
    const app = await smallTree();
    const { token } = await claimed(fallback(app, { session: 's' }), C1);
    const again = fallback(app, proof === 'token' ? { token } : { session: 's' });
    expect(value(await claimTask(again, { id: C1 })).already).toBe(true);
  });

  test('a claim below the claim of a namesake needs proof', async () => {
    const app = await smallTree();
    const { token } = await claimed(fallback(app), P);
    failure(await claimTask(fallback(app), { id: C1 }), 'locked_by_parent');
    await claimed(fallback(app, { token }), C1);
    failure(await claimTask(fallback(app), { id: P }), 'already_claimed');
  });

  test('another session is another agent', async () => {
    const app = await smallTree();
    await claimed(fallback(app, { session: 'one' }), C1);
    failure(
      await setTaskStatus(fallback(app, { session: 'two' }), { id: C1, status: 'completed' }),
      'not_lease_holder',
    );
  });

  test('nobody can tell that a namesake took the claim, but that another did', async () => {
    const app = await smallTree();
    await claimed(fallback(app, { session: 'one' }), C1);
    app.advance(LONG);
    await claimed(fallback(app, { session: 'two' }), C1);
    failure(await heartbeatTask(fallback(app, { session: 'one' }), { id: C1 }), 'not_lease_holder');
    app.advance(LONG);
    await claimed(app.as('bob'), C1);
    failure(await heartbeatTask(fallback(app, { session: 'two' }), { id: C1 }), 'lease_lost');
  });
});

test('a session says nothing about an agent that has a name', async () => {
  const app = await smallTree();
  await claimed(app.as('ann', { session: 'one' }), C1);
  value(await heartbeatTask(app.as('ann', { session: 'two' }), { id: C1 }));
});
