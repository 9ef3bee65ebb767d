import { readFileSync, writeFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import { type CliProject, newProject } from '../helpers/cli-project.ts';

let project: CliProject;

/** Two checks, a task that waits for both, one that waits for either, and one behind the first of these. */
beforeEach(async () => {
  project = await newProject();
  const { path } = await project.json(['template', 'create', 'check', '--from', 'task']);
  const text = readFileSync(path, 'utf8')
    .replace(/^states: .*$/m, 'states: [pending, in_progress, passed, failed]\nfailure_states: [failed]')
    .replace('in_progress: [completed]', 'in_progress: [passed, failed]')
    .replace('  completed: []', '  passed: []\n  failed: []');
  writeFileSync(path, text);
  await project.json(['template', 'validate', 'check']);
  await project.json(['create', 'lint', '--template', 'check']);
  await project.json(['create', 'test', '--template', 'check']);
  await project.json(['create', 'after both', '--dependencies', 'task_001,task_002']);
  const either = ['--dependencies', 'task_001,task_002', '--dependency-type', 'any'];
  await project.json(['create', 'after either', ...either]);
  await project.json(['create', 'release', '--dependencies', 'task_003']);
  for (const id of ['task_001', 'task_002']) await project.json(['set', id, 'in_progress']);
});

const statusOf = async (id: string) => (await project.json(['show', id])).task.status;

test('a dependency that failed satisfies nobody; the other one satisfies "any"', async () => {
  const failed = await project.json(['set', 'task_001', 'failed']);
  expect(failed).toMatchObject({ task: { status: 'failed' }, unblocked: [] });
  expect(failed.task.finished_at).not.toBeNull();
  expect(await project.json(['set', 'task_002', 'passed'])).toMatchObject({ unblocked: ['task_004'] });
  expect(await statusOf('task_003')).toBe('blocked');
  expect(await project.json(['check-blocked'])).toMatchObject({ unblocked: [] });
  await project.fails(['claim', 'task_003'], 'task_blocked', 4);
  expect((await project.json(['list', '--ready'])).tasks).toMatchObject([{ id: 'task_004' }]);
  expect((await project.json(['list', '--status', 'failed'])).tasks).toMatchObject([{ id: 'task_001' }]);
});

test('why and status name those that wait for ever, also behind others', async () => {
  await project.json(['set', 'task_001', 'failed']);
  const why = await project.json(['why', 'task_005']);
  expect(why).toMatchObject({ ready: false, waits_for_ever: { failed: 'task_001', via: 'task_003' } });
  const { stdout } = await project.run(['why', 'task_003']);
  expect(stdout).toContain('as things stand it waits for ever: task_001 failed');
  const ids = async () =>
    (await project.json(['status'])).never_ready.map(({ id }: { id: string }) => id).toSorted();
  expect(await ids()).toEqual(['task_003', 'task_005']);
  await project.json(['set', 'task_002', 'failed']);
  expect(await ids()).toEqual(['task_003', 'task_004', 'task_005']);
  expect((await project.run(['status'])).stdout).toMatch(/Never ready, as things stand.* \(3\)/);
  expect((await project.json(['doctor'])).findings).toEqual([]);
});

test('what waits for ever is freed by taking the failed dependency away', async () => {
  await project.json(['set', 'task_001', 'failed']);
  await project.json(['set', 'task_002', 'passed']);
  await project.json(['deps', 'task_003', '--remove', 'task_001']);
  expect(await statusOf('task_003')).toBe('pending');
  expect((await project.json(['status'])).never_ready).toEqual([]);
});
