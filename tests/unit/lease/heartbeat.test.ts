import { describe, expect, test } from 'vitest';
import { claimTask } from '../../../src/app/claim-task.ts';
import { heartbeatTask } from '../../../src/app/heartbeat-task.ts';
import { pauseTask } from '../../../src/app/pause-task.ts';
import { claimed, failure, LONG, leaseOf, MINUTE, P, recordOf, smallTree, value } from './support.ts';

const HOUR = 60 * MINUTE;

describe('a heartbeat', () => {
  test('moves the end of the claim, and nothing else', async () => {
    const app = await smallTree();
    const first = await claimed(app, P);
    app.advance(10 * MINUTE);
    expect(value(await heartbeatTask(app, { id: P })).lease).toEqual({
      ...first,
      last_heartbeat: '2026-01-01T00:10:00.000Z',
      expires_at: '2026-01-01T00:25:00.000Z',
    });
    app.advance(14 * MINUTE);
    failure(await claimTask(app.as('bob'), { id: P }), 'already_claimed');
    app.advance(1 * MINUTE);
    await claimed(app.as('bob'), P);
  });

  test('leaves no trace in the record of the task', async () => {
    const app = await smallTree();
    await claimed(app, P);
    const before = await recordOf(app, P);
    value(await heartbeatTask(app, { id: P }));
    expect(await recordOf(app, P)).toEqual(before);
  });

  test('revives an orphaned claim that nobody took', async () => {
    const app = await smallTree();
    await claimed(app, P);
    app.advance(LONG);
    expect(value(await heartbeatTask(app, { id: P })).lease.status).toBe('claimed');
    failure(await claimTask(app.as('bob'), { id: P }), 'already_claimed');
  });

  test('revives a claim whose worker is gone', async () => {
    const app = await smallTree({ processes: { isGone: () => true } });
    const worker = { host: 'h', pid: 7, start_time: '1', boot_id: 'b' };
    value(await claimTask(app, { id: P, worker }));
    expect(value(await heartbeatTask(app, { id: P })).lease.status).toBe('claimed');
  });

  test('keeps the worker of a claim while it lives', async () => {
    const app = await smallTree();
    const worker = { host: 'h', pid: 7, start_time: '1', boot_id: 'b' };
    value(await claimTask(app, { id: P, worker }));
    value(await heartbeatTask(app, { id: P }));
    expect(await leaseOf(app, P)).toMatchObject({ worker });
  });

  test('of a paused task is not_claimed, and says how to take it up', async () => {
    const app = await smallTree();
    await claimed(app, P);
    value(await pauseTask(app, { id: P }));
    expect(failure(await heartbeatTask(app, { id: P }), 'not_claimed').hint).toBe(
      'take it up again: lra resume task_001 --claim',
    );
  });

  test('of a task that is not there is not_found', async () => {
    failure(await heartbeatTask(await smallTree(), { id: 'task_999' }), 'not_found');
  });
});

describe('a clock that is set back', () => {
  test('orphans nobody', async () => {
    const app = await smallTree();
    await claimed(app, P);
    app.advance(-24 * HOUR);
    failure(await claimTask(app.as('bob'), { id: P }), 'already_claimed');
    value(await heartbeatTask(app, { id: P }));
  });

  test('does not keep the claim of a dead holder beyond its next heartbeat', async () => {
    const app = await smallTree();
    await claimed(app, P);
    app.advance(-24 * HOUR);
    value(await heartbeatTask(app, { id: P }));
    app.advance(LONG);
    expect((await claimed(app.as('bob'), P)).agent).toBe('bob');
  });

  test('lets tokens grow all the same', async () => {
    const app = await smallTree();
    const first = await claimed(app, P);
    app.advance(LONG);
    const second = await claimed(app.as('bob'), P);
    app.advance(-HOUR);
    failure(await heartbeatTask(app, { id: P }), 'lease_lost');
    expect(second.token).toBeGreaterThan(first.token);
    expect(second.claimed_at > first.claimed_at).toBe(true);
  });

  test('brings no orphaned claim back to life below a task that another took', async () => {
    const app = await smallTree();
    await claimed(app, 'task_001_01');
    app.advance(LONG);
    await claimed(app.as('bob'), P);
    app.advance(-LONG);
    failure(await heartbeatTask(app, { id: 'task_001_01' }), 'lease_lost');
    expect(await leaseOf(app, 'task_001_01')).toBeNull();
  });
});
