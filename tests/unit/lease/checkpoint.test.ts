import { describe, expect, test } from 'vitest';
import { checkpointTask } from '../../../src/app/checkpoint-task.ts';
import { claimTask } from '../../../src/app/claim-task.ts';
import { pauseTask } from '../../../src/app/pause-task.ts';
import { releaseTask } from '../../../src/app/release-task.ts';
import { resumeAndClaim, resumeTask } from '../../../src/app/resume-task.ts';
import { setTaskStatus } from '../../../src/app/set-status.ts';
import type { JsonValue } from '../../../src/core/json.ts';
import {
  C1,
  claimed,
  failure,
  LONG,
  leaseOf,
  MINUTE,
  OTHER,
  P,
  recordOf,
  smallTree,
  value,
} from './support.ts';

const git = {
  head: () => 'c0ffee',
  bearings: async () => null,
  state: () => {
    throw new Error('git is not started for a checkpoint');
  },
};

describe('checkpoint', () => {
  test('keeps what is said, with the commit', async () => {
    const app = await smallTree({ git });
    await claimed(app, P);
    const said = {
      note: 'parser works',
      completed: ['lexer'],
      remaining: ['errors', 'docs'],
      files: ['src/lexer.ts'],
      state: { line: 120, seen: [null, true] },
    };
    const { checkpoint } = value(await checkpointTask(app, { id: P, ...said }));
    expect(checkpoint).toEqual({
      sequence: 1,
      at: '2026-01-01T00:00:00.000Z',
      agent: 'ann',
      commit: 'c0ffee',
      ...said,
    });
    expect(value(await resumeTask(app, { id: P })).checkpoint).toEqual(checkpoint);
  });

  test('is empty where nothing is said', async () => {
    const { checkpoint } = value(await checkpointTask(await smallTree(), { id: P }));
    expect(checkpoint).toMatchObject({
      note: null,
      completed: [],
      remaining: [],
      files: [],
      state: null,
      commit: null,
    });
  });

  test('counts on; the last five are kept', async () => {
    const app = await smallTree();
    for (let i = 1; i <= 7; i++) {
      const { checkpoint } = value(await checkpointTask(app, { id: P, note: `n${i}` }));
      expect(checkpoint.sequence).toBe(i);
    }
    const kept = (await recordOf(app, P)).entries.flatMap(({ checkpoint }) => checkpoint?.sequence ?? []);
    expect(kept).toEqual([3, 4, 5, 6, 7]);
  });

  test('counts as a heartbeat, also of an orphaned claim', async () => {
    const app = await smallTree();
    await claimed(app, P);
    app.advance(LONG);
    value(await checkpointTask(app, { id: P }));
    failure(await claimTask(app.as('bob'), { id: P }), 'already_claimed');
  });

  test("does not touch another's orphaned claim, nor wake a paused one", async () => {
    const app = await smallTree();
    const lease = await claimed(app, P);
    app.advance(LONG);
    value(await checkpointTask(app.as('bob'), { id: P }));
    expect(await leaseOf(app, P)).toEqual(lease);
    await claimed(app, OTHER);
    value(await pauseTask(app, { id: OTHER }));
    value(await checkpointTask(app, { id: OTHER }));
    expect((await leaseOf(app, OTHER))?.status).toBe('paused');
  });

  test('of unclaimed work is allowed, and takes no lease', async () => {
    const app = await smallTree();
    value(await checkpointTask(app, { id: P, note: 'seen' }));
    expect(await leaseOf(app, P)).toBeNull();
  });

  test.each([
    { note: 7 },
    { completed: 'x' },
    { remaining: [1] },
    { files: [null] },
    { state: JSON.parse('{"a":{"__proto__":1}}') },
    { state: JSON.parse('['.repeat(70_000) + ']'.repeat(70_000)) },
    { state: Number.NaN },
  ])('refuses what is no text or no JSON, and writes nothing (%#)', async (wrong) => {
    const app = await smallTree();
    failure(await checkpointTask(app, { id: P, ...(wrong as { state: JsonValue }) }), 'usage');
    expect(value(await resumeTask(app, { id: P })).checkpoint).toBeNull();
  });

  test('takes long texts', async () => {
    const note = 'n'.repeat(1_000_000);
    expect(value(await checkpointTask(await smallTree(), { id: P, note })).checkpoint.note).toBe(note);
  });

  test('of a task that is not there is not_found', async () => {
    failure(await checkpointTask(await smallTree(), { id: 'task_999' }), 'not_found');
  });
});

describe('pause', () => {
  test('leaves a checkpoint and locks nothing', async () => {
    const app = await smallTree({ git });
    const first = await claimed(app, P);
    const answer = value(await pauseTask(app, { id: P, note: 'lunch', completed: ['a'], remaining: ['b'] }));
    expect(answer).toMatchObject({
      already: false,
      lease: { status: 'paused', agent: 'ann', token: first.token },
      checkpoint: { sequence: 1, note: 'lunch', completed: ['a'], remaining: ['b'], commit: 'c0ffee' },
    });
    app.advance(LONG);
    expect(value(await resumeTask(app, { id: P })).lease).toMatchObject({ status: 'paused' });
    expect((await claimed(app.as('bob'), C1)).agent).toBe('bob');
  });

  test('carries over from the last checkpoint what it does not say', async () => {
    const app = await smallTree();
    await claimed(app, P);
    const last = { note: 'n', completed: ['a'], remaining: ['b'], files: ['f'], state: 1 };
    value(await checkpointTask(app, { id: P, ...last }));
    app.advance(MINUTE);
    const { checkpoint } = value(await pauseTask(app, { id: P, remaining: [] }));
    expect(checkpoint).toEqual({
      ...last,
      remaining: [],
      sequence: 2,
      at: '2026-01-01T00:01:00.000Z',
      agent: 'ann',
      commit: null,
    });
  });

  test('twice is already so; only what is said then is added', async () => {
    const app = await smallTree();
    await claimed(app, P);
    const first = value(await pauseTask(app, { id: P, note: 'one' }));
    expect(value(await pauseTask(app, { id: P }))).toEqual({ ...first, already: true });
    const again = value(await pauseTask(app, { id: P, note: 'two' }));
    expect(again).toMatchObject({ already: true, checkpoint: { sequence: 2, note: 'two' } });
  });

  test('takes only texts', async () => {
    const app = await smallTree();
    await claimed(app, P);
    failure(await pauseTask(app, { id: P, note: {} as string }), 'usage');
    failure(await pauseTask(app, { id: 'task_999' }), 'not_found');
  });
});

describe('resume', () => {
  test('shows the last checkpoint and what was done since, and changes nothing', async () => {
    const app = await smallTree();
    await claimed(app, P);
    value(await pauseTask(app, { id: P, note: 'half way' }));
    value(await setTaskStatus(app.as('bob'), { id: P, status: 'in_progress' }));
    value(await releaseTask(app.as('bob'), { id: P, force: true }));
    const before = await recordOf(app, P);
    const answer = value(await resumeTask(app.as('carol'), { id: P }));
    expect(answer).toMatchObject({ task: { id: P }, lease: null, checkpoint: { note: 'half way' } });
    expect(answer.since.map(({ command }) => command)).toEqual(['release']);
    expect(await recordOf(app, P)).toEqual(before);
  });

  test('shows everything that was done when there is no checkpoint', async () => {
    const app = await smallTree();
    await claimed(app, P);
    const answer = value(await resumeTask(app, { id: P }));
    expect(answer.checkpoint).toBeNull();
    expect(answer.since.map(({ command }) => command)).toEqual(['test', 'claim']);
  });

  test('with a claim takes the task in the same step', async () => {
    const app = await smallTree();
    await claimed(app, P);
    value(await pauseTask(app, { id: P, note: 'half way' }));
    const answer = value(await resumeAndClaim(app.as('bob'), { id: P }));
    expect(answer).toMatchObject({
      already: false,
      task: { id: P, lease: { agent: 'bob' } },
      lease: { agent: 'bob', status: 'claimed' },
      checkpoint: { note: 'half way' },
      since: [],
    });
    expect((await recordOf(app, P)).entries.at(-1)).toMatchObject({ command: 'resume', agent: 'bob' });
  });

  test('with a claim is refused as a claim is', async () => {
    const app = await smallTree();
    await claimed(app, P);
    failure(await resumeAndClaim(app.as('bob'), { id: P }), 'already_claimed');
    failure(await resumeAndClaim(app.as('bob'), { id: C1 }), 'locked_by_parent');
    failure(await resumeAndClaim(app, { id: 'task_999' }), 'not_found');
    failure(await resumeTask(app, { id: 'task_999' }), 'not_found');
    expect(value(await resumeAndClaim(app, { id: P })).already).toBe(true);
  });
});
