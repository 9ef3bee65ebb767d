import { expect, test } from 'vitest';
import { claimTask } from '../../../src/app/claim-task.ts';
import { deleteTask } from '../../../src/app/delete-task.ts';
import { heartbeatTask } from '../../../src/app/heartbeat-task.ts';
import { publishTask } from '../../../src/app/publish-task.ts';
import { readLog } from '../../../src/app/read-log.ts';
import { setTaskStatus } from '../../../src/app/set-status.ts';
import { command } from '../../../src/cli/commands/log.ts';
import { failure, MINUTE, value } from '../lease/support.ts';
import { runLine } from '../task/support.ts';
import { task, world, write } from './world.ts';

async function played() {
  const app = await world([task('task_001'), task('task_001_01'), task('task_002')]);
  app.advance(MINUTE);
  value(await claimTask(app, { id: 'task_001' }));
  value(await publishTask(app, { id: 'task_001' }));
  value(await heartbeatTask(app, { id: 'task_001' }));
  await write(app, (draft) => {
    const rest = { agent: 'ann', completed: [], remaining: [], files: [], state: null, commit: null };
    draft.addCheckpoint('task_001', { ...rest, sequence: 1, at: draft.at, note: 'half\nway' });
    draft.update('task_001', { priority: 'P0', description: 'x'.repeat(200) });
  });
  value(await deleteTask(app, { id: 'task_002' }));
  value(await setTaskStatus(app, { id: 'task_001_01', status: 'in_progress', note: 'at last', force: true }));
  return app;
}

test('the log tells what was done, the newest first, and leaves heartbeats out', async () => {
  const { entries, truncated } = value(await readLog(await played()));
  expect(truncated).toBe(false);
  expect(entries.map(({ command, summary }) => [command, summary])).toEqual([
    ['set', 'task_001_01 pending → in_progress'],
    ['delete', 'task_002 deleted: do task_002'],
    ['test', 'task_001 priority P1 → P0, description changed, checkpoint 1: half way'],
    ['publish', 'task_001 published'],
    ['claim', 'task_001 pending → in_progress, held by ann'],
    [
      'test',
      'task_001 created: do task_001; task_001_01 created: do task_001_01; task_002 created: do task_002',
    ],
  ]);
  expect(entries[0]).toMatchObject({
    agent: 'ann',
    at: '2026-01-01T00:01:00.000Z',
    note: 'at last',
    forced: true,
    tasks: ['task_001_01'],
  });
  expect(entries[0]?.tx).toMatch(/^tx-/);
});

test('a limit cuts it, and says so', async () => {
  const app = await played();
  expect(value(await readLog(app, { limit: 2 }))).toMatchObject({
    entries: [{ command: 'set' }, { command: 'delete' }],
    truncated: true,
  });
  expect(value(await readLog(app, { limit: 6 })).truncated).toBe(false);
  expect(value(await readLog(app, { limit: 0 })).entries).toHaveLength(6);
  failure(await readLog(app, { limit: -1 }), 'usage');
});

test('one task has its own history, also after it was deleted', async () => {
  const app = await played();
  const of = async (id: string) => value(await readLog(app, { id })).entries.map(({ summary }) => summary);
  expect(await of('task_002')).toEqual(['deleted: do task_002', 'created: do task_002']);
  expect(await of('task_001_01')).toEqual(['pending → in_progress', 'created: do task_001_01']);
  failure(await readLog(app, { id: 'task_099' }), 'not_found');
});

test('what touches thousands of tasks is told in one line', async () => {
  const app = await world([]);
  await write(
    app,
    (draft) => {
      for (let i = 1; i <= 3000; i++) draft.create(task(`task_${String(i).padStart(4, '0')}`));
    },
    'import',
  );
  const [entry] = value(await readLog(app)).entries;
  expect(entry?.summary).toBe('task_0001 created; task_0002 created; task_0003 created; and 2997 more');
  expect(entry?.tasks).toHaveLength(50);
});

test('for people: when, who, what', async () => {
  const app = await played();
  app.advance(2 * MINUTE);
  const { text, json } = value(await runLine(command, app, ['--limit', '2']));
  expect(text).toBe(`2 min ago  ann  set --force  task_001_01 pending → in_progress · at last
2 min ago  ann  delete       task_002 deleted: do task_002
there is more: --limit 0`);
  expect(json).toMatchObject({ entries: [{}, {}], truncated: true });
  expect(value(await runLine(command, app, ['task_002', '--limit', '1'])).text).toBe(
    '2 min ago  ann  delete  deleted: do task_002\nthere is more: --limit 0',
  );
  expect(value(await runLine(command, await world([]), [])).text).toBe('nothing was done yet');
});
