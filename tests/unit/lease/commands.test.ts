import { describe, expect, test } from 'vitest';
import { command as checkpoint } from '../../../src/cli/commands/checkpoint.ts';
import { command as claim } from '../../../src/cli/commands/claim.ts';
import { command as heartbeat } from '../../../src/cli/commands/heartbeat.ts';
import { command as pause } from '../../../src/cli/commands/pause.ts';
import { command as publish } from '../../../src/cli/commands/publish.ts';
import { command as release } from '../../../src/cli/commands/release.ts';
import { command as resume } from '../../../src/cli/commands/resume.ts';
import { FailureError } from '../../../src/core/failure.ts';
import { task, world } from '../query/world.ts';
import { C1, C2, claimed, failure, G1, MINUTE, OTHER, P, published, run, smallTree } from './support.ts';

const ESCAPES = 'evil\u001b[31m\nsecond line';

describe('lra claim', () => {
  test('answers with the keys of the contract', async () => {
    const { json, text, next, warnings } = await run(claim, await smallTree(), { args: { id: P } });
    expect(Object.keys(json)).toEqual(['task', 'lease', 'children_locked', 'checkpoint']);
    expect(json).toMatchObject({ task: { id: P }, children_locked: [C1, G1, C2], checkpoint: null });
    expect(text).toBe(
      [
        'task_001 is now yours (in_progress): do task_001',
        `token ${(json.lease as { token: number }).token}; without a heartbeat the claim lapses in 15 min`,
        'locked below it for others: 3, until lra publish task_001',
      ].join('\n'),
    );
    expect(next).toContain('lra show task_001');
    expect(warnings).toEqual([]);
  });

  test('says when it is so already', async () => {
    const app = await smallTree();
    await claimed(app, OTHER);
    const { json, text } = await run(claim, app, { args: { id: OTHER } });
    expect(json.already).toBe(true);
    expect(text).toContain('already yours');
  });

  test('--next passes its filters on', async () => {
    const app = await world([
      task('task_001', { labels: ['ui'] }),
      task('task_002', { labels: ['ui'], output_req: '4k' }),
      task('task_003', { template: 'code-module', labels: ['ui'], output_req: '4k' }),
      task('task_004', { template: 'code-module', output_req: '4k' }),
    ]);
    const options = { next: true, outputLimit: '4k', template: 'code-module', label: 'ui' };
    expect((await run(claim, app, { options })).json).toMatchObject({ task: { id: 'task_003' } });
  });

  test.each([
    [{}, {}],
    [{ id: P }, { next: true }],
    [{ id: P }, { outputLimit: '8k' }],
    [{ id: P }, { template: 'task' }],
    [{}, { label: 'ui' }],
  ])('is a usage error with %j %j', async (args, options) => {
    const asked = run(claim, await smallTree(), { args, options });
    const thrown = await asked.catch((error: unknown) => error);
    expect((thrown as FailureError).failure.code).toBe('usage');
    expect(thrown).toBeInstanceOf(FailureError);
  });

  test('under the fallback name says so', async () => {
    const app = await smallTree();
    for (const [command, options] of [
      [claim, {}],
      [resume, { claim: true }],
    ] as const) {
      const me = app.as('me@host', { isFallback: true, session: 's' });
      const { warnings } = await run(command, me, { args: { id: OTHER }, options });
      expect(warnings).toEqual([expect.stringContaining('LRA_AGENT_ID')]);
      expect(warnings![0]).toContain('me@host');
    }
  });

  test('shows a long and wild description on one short line', async () => {
    const app = await world([task(P, { description: `${ESCAPES}${'x'.repeat(1_000_000)}` })]);
    const { text } = await run(claim, app, { args: { id: P } });
    expect(text).toMatch(/: evil\\x1b\[31m…\n/);
    const wide = await world([task(P, { description: '😀'.repeat(500) })]);
    expect((await run(claim, wide, { args: { id: P } })).text).toContain(`: ${'😀'.repeat(100)}…\n`);
  });

  test('shows where the last holder stopped', async () => {
    const app = await smallTree();
    await claimed(app, P);
    await run(pause, app, { args: { id: P }, options: { note: 'half way' } });
    app.advance(5 * MINUTE);
    const { text } = await run(claim, app.as('bob'), { args: { id: P } });
    expect(text).toContain('checkpoint 1, 5 min ago by ann\n  half way');
  });
});

describe('lra publish', () => {
  test('names what it opened', async () => {
    const app = await smallTree();
    await claimed(app, P);
    const { json, text, next } = await run(publish, app, { args: { id: P } });
    expect(json).toEqual({ task_id: P, released: [C1, G1, C2] });
    expect(text).toBe(`task_001 is published\nopen to others: ${C1}, ${G1}, ${C2}`);
    expect(next).toBe('lra list --parent task_001');
    expect((await run(publish, app, { args: { id: P } })).json).toEqual({
      task_id: P,
      released: [],
      already: true,
    });
  });

  test('does not fill the screen', async () => {
    const children = Array.from({ length: 30 }, (_, i) => task(`${P}_${String(i + 1).padStart(2, '0')}`));
    const app = await world([task(P), ...children]);
    await claimed(app, P);
    const { json, text } = await run(publish, app, { args: { id: P } });
    expect(json.released).toHaveLength(30);
    expect(text).toMatch(/_20 and 10 more$/);
  });
});

test('lra release says whose claim it was', async () => {
  const app = await smallTree();
  await claimed(app, OTHER);
  const { json, text } = await run(release, app.as('bob'), { args: { id: OTHER }, options: { force: true } });
  expect(json).toMatchObject({ task_id: OTHER, holder: 'ann', task: { lease: null } });
  expect(text).toBe('task_002 is no longer held by ann; it stays in_progress');
});

test('lra heartbeat says how often one is due, and when the claim lapses', async () => {
  const app = await smallTree();
  await claimed(app, OTHER);
  const { json, text } = await run(heartbeat, app, { args: { id: OTHER } });
  expect(json).toMatchObject({ lease: { task_id: OTHER, status: 'claimed' } });
  expect(text).toBe(
    'task_002 is yours; send a heartbeat every 5 min: without one the claim lapses in 15 min',
  );
});

describe('lra checkpoint', () => {
  test('passes on all that is said, and shows it', async () => {
    const options = {
      note: ESCAPES,
      completed: ['lexer', 'tokens'],
      remaining: ['parser'],
      file: ['src/a.ts'],
      state: '{"line":[1,2]}',
    };
    const { json, text } = await run(checkpoint, await smallTree(), { args: { id: P }, options });
    expect(json.checkpoint).toMatchObject({
      sequence: 1,
      note: ESCAPES,
      completed: ['lexer', 'tokens'],
      remaining: ['parser'],
      files: ['src/a.ts'],
      state: { line: [1, 2] },
      commit: null,
    });
    expect(text.split('\n')).toEqual([
      'task_001: checkpoint 1, now by ann',
      '  evil\\x1b[31m\\nsecond line',
      '  done   lexer',
      '  done   tokens',
      '  to do  parser',
      '  file   src/a.ts',
      '  state  {"line":[1,2]}',
    ]);
  });

  test('refuses a state that is no JSON', async () => {
    const asked = run(checkpoint, await smallTree(), { args: { id: P }, options: { state: '{line:1}' } });
    const thrown = (await asked.catch((error: unknown) => error)) as FailureError;
    expect(thrown.failure).toMatchObject({ code: 'usage', message: expect.stringContaining('--state') });
  });
});

test('lra pause answers with the lease and the checkpoint', async () => {
  const app = await smallTree();
  await claimed(app, P);
  const options = { note: 'n', completed: ['a'], remaining: ['b'] };
  const { json, text, next } = await run(pause, app, { args: { id: P }, options });
  expect(Object.keys(json)).toEqual(['lease', 'checkpoint']);
  expect(json).toMatchObject({ lease: { status: 'paused' }, checkpoint: { note: 'n' } });
  expect(text).toContain('task_001 is paused\ncheckpoint 1');
  expect(next).toBe('lra resume task_001 --claim');
  expect((await run(pause, app, { args: { id: P } })).json.already).toBe(true);
});

describe('lra resume', () => {
  test('shows where the work stands', async () => {
    const app = await smallTree();
    await claimed(app, P);
    await run(checkpoint, app, { args: { id: P }, options: { note: 'half way' } });
    await run(release, app, { args: { id: P } });
    const { json, text, next } = await run(resume, app, { args: { id: P } });
    expect(Object.keys(json)).toEqual(['task', 'lease', 'checkpoint', 'since']);
    expect(json).toMatchObject({ lease: null, checkpoint: { sequence: 1 }, since: [{ command: 'release' }] });
    expect(text).toBe(
      [
        'task_001 is free (in_progress): do task_001',
        'checkpoint 1, now by ann',
        '  half way',
        'now  ann release',
      ].join('\n'),
    );
    expect(next).toBe('lra resume task_001 --claim');
  });

  test('offers no claim of what is held', async () => {
    const app = await smallTree();
    await published(app, P);
    const { text, next } = await run(resume, app.as('bob'), { args: { id: P } });
    expect(text).toContain('task_001 is claimed by ann');
    expect(next).toBeUndefined();
  });

  test('shows the newest steps only', async () => {
    const app = await smallTree();
    for (let i = 0; i < 15; i++) {
      await claimed(app, P);
      await run(release, app, { args: { id: P } });
    }
    const { json, text } = await run(resume, app, { args: { id: P } });
    expect(json.since).toHaveLength(31);
    expect(text.split('\n')).toHaveLength(23);
    expect(text).toContain('11 earlier steps');
  });

  test('--claim says what a claim says as well', async () => {
    const app = await smallTree();
    const { json, text, next } = await run(resume, app, { args: { id: OTHER }, options: { claim: true } });
    expect(Object.keys(json)).toEqual(['task', 'lease', 'children_locked', 'checkpoint', 'since']);
    expect(text).toContain('task_002 is now yours');
    expect(next).toContain('lra show task_002');
  });
});

test('every command passes a refusal on', async () => {
  const app = await smallTree();
  for (const command of [claim, publish, release, pause, checkpoint, resume, heartbeat]) {
    const context = { project: async () => app } as never;
    failure(await command.run!(context, { args: { id: 'task_999' }, options: {} }), 'not_found');
  }
});
