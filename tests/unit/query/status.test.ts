import { expect, test } from 'vitest';
import { projectStatus } from '../../../src/app/project-status.ts';
import { command } from '../../../src/cli/commands/status.ts';
import { MINUTE, value } from '../lease/support.ts';
import { runLine } from '../task/support.ts';
import { lease, task, world } from './world.ts';

const DONE = { status: 'completed', finished_at: '2026-01-01T00:00:00.000Z' };
const blocked = (id: string, ...dependencies: readonly string[]) =>
  task(id, { dependencies, status: 'blocked' });

const app = await world(
  [
    task('task_001', DONE),
    task('task_002', { template: 'fragile', status: 'dead' }),
    { ...blocked('task_003', 'task_002'), deadline: '2026-02-01T00:00:00.000Z' },
    blocked('task_004', 'task_003'),
    task('task_005', { status: 'in_progress', deadline: '2025-12-31T00:00:00.000Z' }),
    task('task_006', { status: 'in_progress' }),
    task('task_007', { status: 'in_progress' }),
    task('task_008', { ...DONE, deadline: '2025-12-31T00:00:00.000Z' }),
  ],
  [
    lease('task_005', { agent: 'bob' }),
    lease('task_006', { agent: 'eve', status: 'paused' }),
    lease('task_007', { agent: 'eve', expires_at: '2026-01-01T00:00:00.000Z' }),
  ],
);
app.advance(3 * MINUTE);

test('status counts, and tells who holds what, what is late, what waits for ever, what was left', async () => {
  const { json } = value(await runLine(command, app, []));
  const ids = (list: string) => (json[list] as unknown as readonly { id: string }[]).map(({ id }) => id);
  expect(json.stats).toEqual({
    total: 8,
    finished: 3,
    ready: 1,
    by_status: { completed: 2, dead: 1, blocked: 2, in_progress: 3 },
  });
  expect(ids('held')).toEqual(['task_005']);
  expect(ids('late')).toEqual(['task_005']);
  expect(ids('never_ready')).toEqual(['task_003', 'task_004']);
  expect(ids('orphaned')).toEqual(['task_007']);
  expect(ids('paused')).toEqual(['task_006']);
  expect(json.never_ready).toMatchObject([
    { failed: 'task_002', via: 'task_002' },
    { failed: 'task_002', via: 'task_003' },
  ]);
  expect(json.omitted).toEqual({});
});

test('it reads as one screen', async () => {
  const { text, next } = value(await runLine(command, app, []));
  expect(text).toBe(`demo · 8 tasks
███████████░░░░░░░░░░░░░░░░░░░ 37 % finished (3 of 8)
3 in_progress, 2 completed, 2 blocked, 1 dead · 1 ready to take

Held (1)
  task_005  P1  8k  in_progress  do task_005 · bob · claimed 3 min ago · 24 h late

Late (1)
  task_005  P1  8k  in_progress  do task_005 · bob · 24 h late

Never ready, as things stand (2)
  task_003  P1  8k  blocked  do task_003 · task_002 failed · due in 30 d
  task_004  P1  8k  blocked  do task_004 · task_003 waits for task_002, which failed

Orphaned: anyone may claim them (1)
  task_007  P1  8k  in_progress  do task_007 · eve · last heard of 3 min ago

Paused: anyone may resume them (1)
  task_006  P1  8k  in_progress  do task_006 · eve · paused 3 min ago`);
  expect(next).toBe('lra context');
});

test('an empty project says what comes first', async () => {
  const { text, next } = value(await runLine(command, await world([]), []));
  expect(text).toBe('demo · no tasks yet');
  expect(next).toContain('lra create');
});

test('of many it lists the most urgent and says how many more there are', async () => {
  const tasks = Array.from({ length: 40 }, (_, i) =>
    task(`task_${String(i + 1).padStart(3, '0')}`, {
      priority: i === 39 ? 'P0' : 'P1',
      status: `s${i % 12}`,
    }),
  );
  const many = await world(
    tasks,
    tasks.map(({ id }) => lease(id)),
  );
  const { held, omitted } = value(await projectStatus(many));
  expect(held[0]?.id).toBe('task_040');
  expect(held).toHaveLength(8);
  expect(omitted).toEqual({ held: 32 });
  const { text } = value(await runLine(command, many, []));
  expect(text).toContain('Held (40)');
  expect(text).toContain('and 32 more');
  expect(text).toContain('4 more statuses');
  expect(text.split('\n').length).toBeLessThan(24);
});
