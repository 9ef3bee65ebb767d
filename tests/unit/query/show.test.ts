import { expect, test } from 'vitest';
import { showTask } from '../../../src/app/show-task.ts';
import { command } from '../../../src/cli/commands/show.ts';
import { failure, MINUTE, value } from '../lease/support.ts';
import { runLine } from '../task/support.ts';
import { lease, task, world, write } from './world.ts';

const app = await world(
  [
    task('task_001', { status: 'in_progress' }),
    task('task_002', {
      description: 'the whole\n\u001b[31mstory',
      dependencies: ['task_001'],
      status: 'blocked',
      labels: ['ui'],
      variables: { depth: 2 },
      deadline: '2026-01-03T00:00:00.000Z',
    }),
    task('task_002_01'),
    task('task_003', { dependencies: ['task_002'], status: 'blocked' }),
    task('task_004', { template: 'nosuch' }),
  ],
  [lease('task_002'), lease('task_001', { status: 'paused' })],
);
await write(app, (draft) => {
  const rest = { agent: 'bob', completed: ['lexer'], files: [], state: null, commit: null };
  draft.addCheckpoint('task_002', {
    ...rest,
    sequence: 1,
    at: draft.at,
    note: 'half',
    remaining: ['parser'],
  });
  draft.addBrief('task_002', '# what to do\n\nall of it\n');
});
app.advance(3 * MINUTE);

test('show adds to a task its neighbours, its checkpoint and its brief', async () => {
  const { json } = value(await runLine(command, app, ['task_002']));
  expect(json.task).toMatchObject({
    id: 'task_002',
    status: 'blocked',
    lease: { agent: 'bob', status: 'claimed' },
    locked_by: null,
    children: ['task_002_01'],
    dependency_details: [{ id: 'task_001', status: 'in_progress', description: 'do task_001' }],
    dependents: ['task_003'],
    checkpoint: { sequence: 1, note: 'half', remaining: ['parser'] },
    brief: '# what to do\n\nall of it\n',
  });
  expect(json.task).not.toHaveProperty('records');
});

test('the history comes when it is asked for', async () => {
  const { json, text } = value(await runLine(command, app, ['task_002', '--include-records']));
  const { records } = json.task as unknown as { records: readonly { command: string }[] };
  expect(records.length).toBeGreaterThan(1);
  expect(text).toContain('History');
});

test('a brief that was not made yet is made of the template, and not kept', async () => {
  expect(value(await showTask(app, { id: 'task_003' })).details.brief).toBe('# do task_003\n');
  expect(value(await showTask(app, { id: 'task_003' })).warnings).toEqual([]);
  const stored = await app.store.read({ kind: 'project' }, (view) => view.brief('task_003'));
  expect(stored).toEqual({ ok: true, value: null });
});

test('a template that is gone leaves a task without a brief, and says so', async () => {
  const { json, warnings } = value(await runLine(command, app, ['task_004']));
  expect(json.task).toMatchObject({ id: 'task_004', brief: null });
  expect(warnings).toEqual([expect.stringContaining('nosuch')]);
});

test('an id that is not there is not found', async () => {
  expect(failure(await showTask(app, { id: 'task_099' }), 'not_found').hint).toContain('task_004');
});

test('for people: the facts aligned, the texts harmless', async () => {
  const { text } = value(await runLine(command, app, ['task_002']));
  expect(text).toBe(`task_002  P1  8k  blocked  bob · due in 47 h
the whole
\\x1b[31mstory

  template    task
  children    task_002_01
  depends on  task_001 (in_progress) do task_001
  needed by   task_003
  deadline    in 47 h, 2026-01-03T00:00:00.000Z
  labels      ui
  variables   {"depth":2}
  lease       bob, claimed 3 min ago, ends in 12 min
  created     3 min ago by ann

checkpoint 1, 3 min ago by bob
  half
  done   lexer
  to do  parser

Brief
# what to do

all of it`);
});
