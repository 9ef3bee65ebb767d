import { describe, expect, test } from 'vitest';
import { checkpointTask } from '../../../src/app/checkpoint-task.ts';
import { claimTask } from '../../../src/app/claim-task.ts';
import { handOffTask } from '../../../src/app/hand-off-task.ts';
import { heartbeatTask } from '../../../src/app/heartbeat-task.ts';
import { pauseTask } from '../../../src/app/pause-task.ts';
import { releaseTask } from '../../../src/app/release-task.ts';
import { leaseFault } from '../../../src/core/check/lease-fault.ts';
import {
  C1,
  claimed,
  failure,
  finish,
  LONG,
  leaseOf,
  MINUTE,
  OTHER,
  P,
  published,
  recordOf,
  smallTree,
  value,
} from './support.ts';

describe('handoff', () => {
  test('passes a lease on, under a new token, with a checkpoint', async () => {
    const app = await smallTree();
    const { token } = await claimed(app, OTHER);
    value(await checkpointTask(app, { id: OTHER, note: 'half', remaining: ['tests'], files: ['a.ts'] }));
    app.advance(MINUTE);
    const done = value(await handOffTask(app, { id: OTHER, to: 'bob', completed: ['parser'] }));
    expect(done.already).toBe(false);
    expect(done.lease).toMatchObject({
      agent: 'bob',
      session_id: null,
      status: 'claimed',
      claimed_at: '2026-01-01T00:01:00.000Z',
      expires_at: '2026-01-01T00:16:00.000Z',
    });
    expect(done.lease.token).toBeGreaterThan(token);
    expect(done.checkpoint).toMatchObject({
      sequence: 2,
      agent: 'ann',
      note: 'half',
      completed: ['parser'],
      remaining: ['tests'],
      files: ['a.ts'],
    });
    const { entries } = await recordOf(app, OTHER);
    expect(entries.at(-1)).toMatchObject({ command: 'handoff', agent: 'ann', lease: { agent: 'bob' } });
    expect(leaseFault(await leaseOf(app, OTHER))).toBeNull();
  });

  test('the old holder is out at once, the new one in, with the token or by name', async () => {
    const app = await smallTree();
    const { token } = await claimed(app, OTHER);
    const { lease } = value(await handOffTask(app, { id: OTHER, to: 'bob' }));
    failure(await heartbeatTask(app.as('ann', { token }), { id: OTHER }), 'lease_lost');
    failure(await heartbeatTask(app, { id: OTHER }), 'not_lease_holder');
    failure(await claimTask(app, { id: OTHER }), 'already_claimed');
    value(await heartbeatTask(app.as('bob'), { id: OTHER }));
    value(await heartbeatTask(app.as('x', { token: lease.token }), { id: OTHER }));
    expect(value(await claimTask(app.as('bob'), { id: OTHER })).lease.token).toBe(lease.token);
  });

  test('keeps what was published, and the children in other hands', async () => {
    const app = await smallTree();
    await published(app, P);
    await claimed(app.as('cid'), C1);
    const { lease } = value(await handOffTask(app, { id: P, to: 'bob' }));
    expect(lease.published).toBe(true);
    value(await heartbeatTask(app.as('cid'), { id: C1 }));
  });

  test('also of a lease that is paused, or orphaned and not taken', async () => {
    const app = await smallTree();
    await claimed(app, OTHER);
    await claimed(app, P);
    value(await pauseTask(app, { id: OTHER, note: 'later' }));
    expect(value(await handOffTask(app, { id: OTHER, to: 'bob' })).lease.status).toBe('claimed');
    app.advance(LONG);
    expect(value(await handOffTask(app, { id: P, to: 'bob' })).lease.status).toBe('claimed');
  });

  test('twice is done already; to say more to its holder is not a handoff', async () => {
    const app = await smallTree();
    await claimed(app, OTHER);
    const first = value(await handOffTask(app, { id: OTHER, to: 'bob', note: 'go on' }));
    const again = value(await handOffTask(app, { id: OTHER, to: 'bob' }));
    expect(again).toEqual({ ...first, already: true });
    failure(await handOffTask(app.as('bob'), { id: OTHER, to: 'bob', note: 'me' }), 'usage');
    expect((await recordOf(app, OTHER)).entries.filter(({ command }) => command === 'handoff')).toHaveLength(
      1,
    );
  });

  test("another's only with force, which is recorded", async () => {
    const app = await smallTree();
    await claimed(app, OTHER);
    failure(await handOffTask(app.as('bob'), { id: OTHER, to: 'cid' }), 'not_lease_holder');
    const { lease } = value(await handOffTask(app.as('bob'), { id: OTHER, to: 'cid', force: true }));
    expect(lease.agent).toBe('cid');
    expect((await recordOf(app, OTHER)).entries.at(-1)).toMatchObject({ agent: 'bob', forced: true });
    failure(await heartbeatTask(app, { id: OTHER }), 'lease_lost');
  });

  test('refused: nothing to pass on, nobody to pass it to', async () => {
    const app = await smallTree();
    failure(await handOffTask(app, { id: 'task_099', to: 'bob' }), 'not_found');
    failure(await handOffTask(app, { id: OTHER, to: 'bob' }), 'not_claimed');
    failure(await handOffTask(app, { id: OTHER, to: 'bob', force: true }), 'not_claimed');
    await claimed(app, OTHER);
    for (const to of ['', 'b ob', 'x'.repeat(65)])
      failure(await handOffTask(app, { id: OTHER, to }), 'usage');
    value(await releaseTask(app, { id: OTHER }));
    await finish(app, OTHER);
    failure(await handOffTask(app, { id: OTHER, to: 'bob' }), 'not_claimed');
  });

  test('refused, and nothing changed, where the other could not claim', async () => {
    const app = await smallTree();
    await claimed(app, P);
    await claimed(app, C1);
    failure(await handOffTask(app, { id: C1, to: 'bob' }), 'locked_by_parent');
    failure(await handOffTask(app, { id: P, to: 'bob' }), 'descendant_claimed');
    expect(await leaseOf(app, C1)).toMatchObject({ agent: 'ann', status: 'claimed' });
    expect(await leaseOf(app, P)).toMatchObject({ agent: 'ann', status: 'claimed' });
  });
});
