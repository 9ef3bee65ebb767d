import { expect, test } from 'vitest';
import { contextFor } from '../../../src/app/build-context.ts';
import { listTasks } from '../../../src/app/list-tasks.ts';
import { failure, MINUTE, value } from '../lease/support.ts';
import { lease, task, world, write } from '../query/world.ts';
import { document, idsIn } from './ask.ts';

const DONE = { status: 'completed', finished_at: '2026-01-01T00:00:00.000Z' };

test('each task stands where an agent looks for it', async () => {
  const app = await world(
    [
      task('task_001', { status: 'in_progress' }),
      task('task_002'),
      task('task_003', { output_req: '64k' }),
      task('task_004', { status: 'in_progress' }),
      task('task_005', { dependencies: ['task_002'], status: 'blocked' }),
      task('task_006', { status: 'in_progress' }),
      task('task_007', DONE),
      task('task_008', { status: 'in_progress' }),
    ],
    [
      lease('task_001', { agent: 'ann' }),
      lease('task_004', { agent: 'bob' }),
      lease('task_006', { agent: 'bob', status: 'paused' }),
      lease('task_008', { agent: 'bob', expires_at: '2026-01-01T00:00:00.000Z' }),
    ],
  );
  const answer = await document(app);
  expect(idsIn(answer)).toEqual({
    mine: ['task_001'],
    can_take: ['task_002', 'task_008'],
    needs_split: ['task_003'],
    in_progress: ['task_004'],
    blocked: ['task_005'],
    resumable: ['task_006'],
  });
  expect(answer.project).toBe('demo');
  expect(answer.output_limit).toBe('8k');
  expect(answer.stats).toEqual({
    total: 8,
    by_status: { in_progress: 4, pending: 2, blocked: 1, completed: 1 },
  });
  expect(answer.notifications).toEqual([]);
  expect(answer.omitted).toEqual({});
});

test('what can be taken and what must be split is exactly what list --ready says', async () => {
  const app = await world(
    [
      task('task_001'),
      task('task_001_01', { output_req: '128k' }),
      task('task_001_02', { output_req: '4k' }),
      task('task_002', { status: 'in_progress' }),
    ],
    [lease('task_002', { agent: 'ann', expires_at: '2026-01-01T00:00:00.000Z' })],
  );
  const { can_take, needs_split, mine } = idsIn(await document(app));
  const ready = value(await listTasks(app, { ready: true })).tasks.map(({ id }) => id);
  expect([...(can_take ?? []), ...(needs_split ?? [])].sort()).toEqual(ready);
  // Its own lapsed claim is its own as well: a heartbeat would revive it.
  expect(mine).toEqual(['task_002']);
});

test('what can be taken comes best first: priority, deadline, dependents, age', async () => {
  const app = await world([
    task('task_001', { created_at: '2025-01-01T00:00:00.000Z' }),
    task('task_002'),
    task('task_003', { dependencies: ['task_002'], status: 'blocked' }),
    task('task_004', { deadline: '2026-05-01T00:00:00.000Z' }),
    task('task_005', { priority: 'P0' }),
    task('task_006', { priority: 'P2', deadline: '2026-01-02T00:00:00.000Z' }),
  ]);
  expect(idsIn(await document(app)).can_take).toEqual([
    'task_005',
    'task_004',
    'task_002',
    'task_001',
    'task_006',
  ]);
});

test('the output limit decides what fits, in any size', async () => {
  const app = await world([
    task('task_001', { output_req: '16k' }),
    task('task_002', { output_req: '20000' }),
  ]);
  expect(idsIn(await document(app))).toMatchObject({ needs_split: ['task_001', 'task_002'] });
  expect(idsIn(await document(app, { outputLimit: '16K' }))).toMatchObject({ can_take: ['task_001'] });
  expect((await document(app, { outputLimit: '20000' })).output_limit).toBe('20000');
  expect((await document(app, { outputLimit: '20000' })).needs_split).toEqual([]);
});

test('a line says what helps to decide', async () => {
  const app = await world(
    [
      task('task_001', { status: 'in_progress' }),
      task('task_002', { status: 'in_progress' }),
      task('task_003', { dependencies: ['task_001', 'task_002'], status: 'blocked', dependency_type: 'any' }),
      task('task_004', { deadline: '2026-01-01T00:02:00.000Z' }),
      task('task_005', { status: 'in_progress' }),
      task('task_006', { output_req: '64k' }),
      task('task_006_01', DONE),
      task('task_007', { status: 'in_progress' }),
    ],
    [
      lease('task_001', { agent: 'ann' }),
      lease('task_002', { agent: 'bob' }),
      lease('task_005', { agent: 'bob', status: 'paused' }),
      lease('task_007', { agent: 'bob', expires_at: '2026-01-01T00:00:00.000Z' }),
    ],
  );
  const left = { agent: 'ann', completed: [], files: [], state: null, commit: null };
  await write(app, (draft) => {
    const said = { note: 'lexer done', remaining: ['errors', 'docs'] };
    draft.addCheckpoint('task_001', { ...left, ...said, sequence: 2, at: draft.at });
  });
  app.advance(3 * MINUTE);
  const { mine, in_progress, blocked, can_take, resumable, needs_split } = await document(app);
  expect(mine[0]).toEqual({
    id: 'task_001',
    description: 'do task_001',
    priority: 'P1',
    status: 'in_progress',
    output_req: '8k',
    unblocks: 1,
    lease_left: '12 min',
    checkpoint: { sequence: 2, ago: '3 min', note: 'lexer done', remaining: 'errors; docs' },
  });
  expect(in_progress[0]).toMatchObject({ agent: 'bob', held_for: '3 min' });
  expect(blocked[0]).toMatchObject({
    waits_for: [
      { id: 'task_001', status: 'in_progress', agent: 'ann' },
      { id: 'task_002', status: 'in_progress', agent: 'bob' },
    ],
    waits_for_any: true,
  });
  expect(can_take[0]).toMatchObject({ id: 'task_004', deadline: '2026-01-01T00:02:00.000Z', late: true });
  expect(can_take[1]).toMatchObject({ id: 'task_007', lease: 'orphaned', agent: 'bob' });
  expect(resumable[0]).toMatchObject({ agent: 'bob', paused_for: '3 min' });
  expect(needs_split[0]).toMatchObject({ output_req: '64k', children_done: 1 });
});

test('of many blockers the first are named and the others counted', async () => {
  const ids = ['task_001', 'task_002', 'task_003', 'task_004', 'task_005'];
  const app = await world([
    ...ids.map((id) => task(id)),
    task('task_006', { dependencies: ids, status: 'blocked' }),
  ]);
  const [line] = (await document(app)).blocked;
  expect(line?.waits_for?.map(({ id }) => id)).toEqual(['task_001', 'task_002', 'task_003']);
  expect(line?.waits_for_more).toBe(2);
});

test('a bad size or budget is a usage error that says what is taken', async () => {
  const app = await world([]);
  expect(failure(await contextFor(app, { outputLimit: 'lots' }), 'usage').message).toContain('8k');
  for (const budget of [299, 0, -5, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(failure(await contextFor(app, { budget }), 'usage').message).toContain('300');
  }
});

test('the budget is the one of the project, unless another is asked for', async () => {
  const many = Array.from({ length: 200 }, (_, i) => task(`task_${String(i + 1).padStart(3, '0')}`));
  const app = await world(many);
  const settings = { ...app.settings, context: { budget: 400 } };
  expect((await document({ ...app, settings })).tokens).toBeLessThanOrEqual(400);
  const asked = (await document({ ...app, settings }, { budget: 1000 })).tokens;
  expect(asked).toBeGreaterThan(500);
  expect(asked).toBeLessThanOrEqual(1000);
  expect((await document(app)).tokens).toBeGreaterThan(1000);
});
