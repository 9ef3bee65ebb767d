import { describe, expect, test } from 'vitest';
import { claimTask } from '../../../src/app/claim-task.ts';
import { pauseTask } from '../../../src/app/pause-task.ts';
import { releaseTask } from '../../../src/app/release-task.ts';
import { setTaskStatus } from '../../../src/app/set-status.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { task, world, write } from '../query/world.ts';
import {
  C1,
  C2,
  claimed,
  failure,
  finish,
  G1,
  LONG,
  leaseOf,
  MINUTE,
  OTHER,
  P,
  published,
  smallTree,
  taskOfId,
  value,
} from './support.ts';

describe('claiming a free task', () => {
  test('gives a lease with all that the contract names, and starts the task', async () => {
    const app = await smallTree();
    const answer = value(await claimTask(app, { id: OTHER }));
    expect(answer.lease).toEqual({
      task_id: OTHER,
      status: 'claimed',
      agent: 'ann',
      session_id: expect.stringMatching(/^session-/),
      token: expect.any(Number),
      claimed_at: '2026-01-01T00:00:00.000Z',
      last_heartbeat: '2026-01-01T00:00:00.000Z',
      expires_at: '2026-01-01T00:15:00.000Z',
      published: false,
    });
    expect(answer.task).toMatchObject({ status: 'in_progress', lease: answer.lease, version: 2 });
    expect(answer).toMatchObject({ children_locked: [], checkpoint: null, already: false });
  });

  test.each([
    ['code-module', 'in_progress'],
    ['doc-update', 'in_progress'],
    ['data-pipeline', 'running'],
    ['novel-chapter', 'drafting'],
  ])('moves a %s to %s', async (template, status) => {
    const first = template === 'novel-chapter' ? 'drafting' : 'pending';
    const app = await world([task(P, { template, status: first })]);
    await claimed(app, P);
    expect(await taskOfId(app, P)).toMatchObject({ status, version: status === first ? 1 : 2 });
  });

  test('leaves the status of a started task alone', async () => {
    const app = await world([task(P, { template: 'code-module', status: 'pending_test' })]);
    await claimed(app, P);
    expect((await taskOfId(app, P)).status).toBe('pending_test');
  });

  test('names the unfinished tasks below it, at any depth', async () => {
    const app = await smallTree();
    await finish(app, G1);
    expect(value(await claimTask(app, { id: P })).children_locked).toEqual([C1, C2]);
  });

  test('keeps the session of an asker that has one', async () => {
    const app = await smallTree();
    expect((await claimed(app.as('ann', { session: 'mine' }), P)).session_id).toBe('mine');
  });

  test('takes the lifetime from the settings, fractions of a minute too', async () => {
    const locks = { ...DEFAULT_SETTINGS.locks, orphan_after_minutes: 0.01 };
    const app = await smallTree({ settings: { ...DEFAULT_SETTINGS, locks } });
    expect((await claimed(app, P)).expires_at).toBe('2026-01-01T00:00:00.600Z');
    app.advance(600);
    expect((await claimed(app.as('bob'), P)).agent).toBe('bob');
  });

  test('survives a lifetime that no date can hold', async () => {
    const locks = { ...DEFAULT_SETTINGS.locks, orphan_after_minutes: Number.MAX_VALUE };
    const app = await smallTree({ settings: { ...DEFAULT_SETTINGS, locks } });
    await claimed(app, P);
    failure(await claimTask(app.as('bob'), { id: P }), 'already_claimed');
  });

  test('gives a lease that ends with the process of its worker, which is not shown', async () => {
    const gone = new Set<number>();
    const app = await smallTree({ processes: { isGone: ({ pid }) => gone.has(pid) } });
    const worker = { host: 'h', pid: 7, start_time: '1', boot_id: 'b' };
    const answer = value(await claimTask(app, { id: P, worker }));
    expect(answer.lease).not.toHaveProperty('worker');
    expect(await leaseOf(app, P)).toMatchObject({ worker });
    failure(await claimTask(app.as('bob'), { id: P }), 'already_claimed');
    gone.add(7);
    expect((await claimed(app.as('bob'), P)).agent).toBe('bob');
  });
});

describe('a claim is allowed', () => {
  test('to the holder of an ancestor, below it', async () => {
    const app = await smallTree();
    await claimed(app, P);
    expect((await claimed(app, G1)).agent).toBe('ann');
  });

  test('to whoever has the token of that claim', async () => {
    const app = await smallTree();
    const { token } = await claimed(app, P);
    expect((await claimed(app.as('helper', { token }), C1)).agent).toBe('helper');
  });

  test('above own claims only', async () => {
    const app = await smallTree();
    await claimed(app, C1);
    await claimed(app, C2);
    expect((await claimed(app, P)).agent).toBe('ann');
  });

  test('to its holder again: same token, later end', async () => {
    const app = await smallTree();
    const first = await claimed(app, P);
    app.advance(5 * MINUTE);
    const again = value(await claimTask(app, { id: P }));
    expect(again).toMatchObject({ already: true, children_locked: [C1, G1, C2] });
    expect(again.lease).toEqual({
      ...first,
      last_heartbeat: '2026-01-01T00:05:00.000Z',
      expires_at: '2026-01-01T00:20:00.000Z',
    });
  });

  test('to its holder again, which starts a task that went back to its beginning', async () => {
    const app = await smallTree();
    const { token } = await claimed(app, C1);
    await write(app, (draft) => draft.update(C1, { status: 'pending' }));
    const again = value(await claimTask(app, { id: C1 }));
    expect(again).toMatchObject({ already: true, lease: { token }, task: { status: 'in_progress' } });
    await write(app, (draft) => {
      draft.update(C1, { status: 'pending' });
      draft.update(P, { dependencies: [OTHER], status: 'blocked' });
    });
    expect(value(await claimTask(app, { id: C1 }))).toMatchObject({
      already: true,
      task: { status: 'pending' },
    });
  });

  test('to its holder again, though it was blocked since', async () => {
    const app = await world([task(P, { template: 'novel-chapter', status: 'drafting' }), task(OTHER)]);
    await claimed(app, P);
    const head = { at: '2026-01-01T00:00:00.000Z', agent: 'ann', command: 'deps' };
    await app.store.transact(head, { kind: 'project' }, ({ draft }) => {
      draft.update(P, { dependencies: [OTHER], status: 'blocked' });
      return { ok: true, value: null };
    });
    expect(value(await claimTask(app, { id: P })).already).toBe(true);
  });

  test('with a new token after a release', async () => {
    const app = await smallTree();
    const first = await claimed(app, P);
    value(await releaseTask(app, { id: P }));
    expect((await claimed(app, P)).token).toBeGreaterThan(first.token);
  });

  test.each(['ann', 'bob'])('of a paused task, to %s', async (agent) => {
    const app = await smallTree();
    const first = await claimed(app, P);
    value(await pauseTask(app, { id: P, note: 'half way' }));
    const answer = value(await claimTask(app.as(agent), { id: P }));
    expect(answer).toMatchObject({ already: false, lease: { agent, status: 'claimed' } });
    expect(answer.checkpoint).toMatchObject({ note: 'half way' });
    expect(Number(answer.lease.token)).toBeGreaterThan(first.token);
  });

  test.each(['ann', 'bob'])('of an orphaned task, to %s, with a new token', async (agent) => {
    const app = await smallTree();
    const first = await claimed(app, P);
    app.advance(LONG);
    const answer = value(await claimTask(app.as(agent), { id: P }));
    expect(answer).toMatchObject({ already: false, lease: { agent, published: false } });
    expect(Number(answer.lease.token)).toBeGreaterThan(first.token);
  });
});

describe('what was published stays so', () => {
  test('when an orphaned claim is taken; children in other hands do not hinder', async () => {
    const app = await smallTree();
    await published(app, P);
    app.advance(10 * MINUTE);
    await claimed(app.as('bob'), C1);
    app.advance(6 * MINUTE);
    const answer = value(await claimTask(app.as('carol'), { id: P }));
    expect(answer).toMatchObject({ lease: { agent: 'carol', published: true }, children_locked: [] });
    value(await setTaskStatus(app.as('dave'), { id: C2, status: 'in_progress' }));
    expect(await leaseOf(app, C1)).toMatchObject({ agent: 'bob' });
  });

  test('when a paused claim is taken up again', async () => {
    const app = await smallTree();
    await published(app, P);
    await claimed(app.as('bob'), C1);
    value(await pauseTask(app, { id: P }));
    expect((await claimed(app, P)).published).toBe(true);
  });

  test('but not past a release', async () => {
    const app = await smallTree();
    await published(app, P);
    value(await releaseTask(app, { id: P }));
    expect((await claimed(app, P)).published).toBe(false);
  });
});

describe('orphaned claims below a task that is claimed', () => {
  test('are taken with it', async () => {
    const app = await smallTree();
    await claimed(app, C1);
    app.advance(LONG);
    await claimed(app.as('bob'), P);
    expect(await leaseOf(app, C1)).toBeNull();
  });

  test('are left to their holders when what is below stays published, and to the claimer', async () => {
    const app = await smallTree();
    await published(app, P);
    await claimed(app.as('bob'), C1);
    await claimed(app.as('carol'), C2);
    app.advance(LONG);
    await claimed(app.as('carol'), P);
    expect(await leaseOf(app, C1)).toMatchObject({ agent: 'bob' });

    const other = await smallTree();
    await claimed(other, C1);
    other.advance(LONG);
    await claimed(other, P);
    expect(await leaseOf(other, C1)).toMatchObject({ agent: 'ann' });
  });
});
