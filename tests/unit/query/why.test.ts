import { describe, expect, test } from 'vitest';
import { explainTask } from '../../../src/app/explain-task.ts';
import { command } from '../../../src/cli/commands/why.ts';
import type { Lease } from '../../../src/core/lease/lease.ts';
import type { Task } from '../../../src/core/task/task.ts';
import { failure, MINUTE, value } from '../lease/support.ts';
import { runLine } from '../task/support.ts';
import { lease, task, world } from './world.ts';

async function why(id: string, tasks: readonly Task[], leases: readonly Lease[] = []) {
  const app = await world(tasks, leases);
  app.advance(3 * MINUTE);
  const answer = value(await explainTask(app, { id }));
  const line = value(await runLine(command, app, [id]));
  expect(line.json).toEqual(answer);
  return { ...answer, text: line.text, next: line.next };
}

const START = '2026-01-01T00:00:00.000Z';
const blocked = (id: string, ...dependencies: readonly string[]) =>
  task(id, { dependencies, status: 'blocked' });
const dead = (id: string) => task(id, { template: 'fragile', status: 'dead' });

describe('why', () => {
  test('says that a task is ready', async () => {
    const { ready, reasons, text, next } = await why('task_001', [task('task_001')]);
    expect({ ready, reasons }).toEqual({ ready: true, reasons: [] });
    expect(text).toBe('task_001 is ready');
    expect(next).toBe('lra claim task_001');
  });

  test('names each blocker with its status and holder, and how long', async () => {
    const tasks = [
      task('task_001', { status: 'in_progress' }),
      task('task_002', { status: 'completed' }),
      task('task_003'),
      blocked('task_004', 'task_001', 'task_002', 'task_003'),
    ];
    const { ready, reasons, text, next } = await why('task_004', tasks, [lease('task_001')]);
    expect(ready).toBe(false);
    expect(reasons).toEqual([
      {
        code: 'task_blocked',
        dependency_type: 'all',
        count: 2,
        since: START,
        waiting_for: [
          { id: 'task_001', status: 'in_progress', description: 'do task_001', holder: 'bob', since: START },
          { id: 'task_003', status: 'pending', description: 'do task_003', holder: null, since: null },
        ],
      },
    ]);
    expect(text).toBe(`task_004 is not ready
- it waits for 3 min for all of these:
    task_001  in_progress  do task_001 · held by bob for 3 min
    task_003  pending      do task_003`);
    expect(next).toBe('lra why task_001');
  });

  test('names the locks above and below', async () => {
    const tasks = [task('task_001'), task('task_001_01'), task('task_001_01_01')];
    const above = await why('task_001_01_01', tasks, [lease('task_001')]);
    expect(above.reasons).toMatchObject([
      { code: 'locked_by_parent', ancestor: 'task_001', holder: 'bob', since: START },
    ]);
    expect(above.text).toContain('bob has held task_001 above it for 3 min');
    const below = await why('task_001', tasks, [lease('task_001_01_01')]);
    expect(below.reasons).toMatchObject([
      { code: 'descendant_claimed', descendant: 'task_001_01_01', holder: 'bob' },
      { code: 'children_unfinished', count: 1, children: [{ id: 'task_001_01', holder: null }] },
    ]);
    expect(below.text).toContain('bob has held task_001_01_01 below it for 3 min');
  });

  test('tells a claim from a pause, and what an ancestor waits for', async () => {
    const held = await why('task_001', [task('task_001')], [lease('task_001')]);
    expect(held.reasons).toMatchObject([{ code: 'already_claimed', holder: 'bob', since: START }]);
    const paused = await why('task_001', [task('task_001')], [lease('task_001', { status: 'paused' })]);
    expect(paused.reasons).toMatchObject([{ code: 'paused', holder: 'bob' }]);
    expect(paused.next).toBe('lra resume task_001 --claim');
    const under = await why('task_002_01', [
      task('task_001'),
      blocked('task_002', 'task_001'),
      task('task_002_01'),
    ]);
    expect(under.reasons).toMatchObject([{ code: 'task_blocked', ancestor: 'task_002', count: 1 }]);
    expect(under.text).toContain('task_002 above it waits for 3 min for:');
  });

  test('names a template that cannot be read', async () => {
    const { ready, reasons, text, next } = await why('task_001', [task('task_001', { template: 'gone' })]);
    expect({ ready, reasons }).toEqual({
      ready: false,
      reasons: [{ code: 'invalid_template', template: 'gone' }],
    });
    expect(text).toContain('- its template gone is missing or cannot be read');
    expect(next).toBe('lra template validate gone');
  });

  test('says when it is over, and whose claim ran out', async () => {
    const done = task('task_001', { status: 'completed', finished_at: START });
    expect((await why('task_001', [done])).reasons).toEqual([
      { code: 'task_finished', status: 'completed', since: START },
    ]);
    const left = await why('task_001', [task('task_001')], [lease('task_001', { expires_at: START })]);
    expect(left).toMatchObject({ ready: true, orphaned: { holder: 'bob', since: START } });
    expect(left.text).toContain('bob left it orphaned');
  });

  test('says when it waits for ever, also for what is far away', async () => {
    const tasks = [dead('task_001'), blocked('task_002', 'task_001'), blocked('task_003', 'task_002')];
    const far = await why('task_003', tasks);
    expect(far.waits_for_ever).toEqual({ failed: 'task_001', via: 'task_002' });
    expect(far.reasons[0]).toMatchObject({ waiting_for: [{ id: 'task_002', for_ever: true }] });
    expect(far.text).toContain(
      'as things stand it waits for ever: task_001 failed, and task_002 waits for that',
    );
    expect(
      (await why('task_002', [task('task_001'), blocked('task_002', 'task_001')])).waits_for_ever,
    ).toBeUndefined();
  });

  test('of thousands of blockers it names the first', async () => {
    const many = Array.from({ length: 2000 }, (_, i) => task(`task_${String(i + 1).padStart(4, '0')}`));
    const { reasons, text } = await why('task_9999', [
      ...many,
      blocked('task_9999', ...many.map(({ id }) => id)),
    ]);
    expect(reasons[0]).toMatchObject({ count: 2000, waiting_for: { length: 50 } });
    expect(text).toContain('and 1950 more');
  });

  test('an id that is not there is not found', async () => {
    failure(await explainTask(await world([]), { id: 'task_001' }), 'not_found');
  });
});
