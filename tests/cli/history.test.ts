import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { type CliProject, newProject } from '../helpers/cli-project.ts';
import { git } from '../helpers/temp-folder.ts';

let project: CliProject;

beforeEach(async () => {
  project = await newProject();
});

/** The status of each task, in the order of their ids. */
async function statuses(): Promise<readonly string[]> {
  const { tasks } = await project.json(['list', '--limit', '0']);
  return tasks.map(({ status }: { status: string }) => status);
}

test('log: the newest first, of all or of one task, and a cut one says so', async () => {
  await project.json(['create', 'one']);
  await project.as('bob').json(['create', 'two']);
  await project.json(['set', 'task_001', 'in_progress', '--note', 'begun']);
  const { entries, truncated } = await project.json(['log']);
  expect(truncated).toBe(false);
  expect(entries).toMatchObject([
    { agent: 'ann', command: 'set', note: 'begun', tasks: ['task_001'] },
    { agent: 'bob', command: 'create', tasks: ['task_002'] },
    { agent: 'ann', command: 'create', tasks: ['task_001'] },
  ]);
  expect(await project.json(['log', 'task_001', '--limit', '1'])).toMatchObject({
    entries: [{ command: 'set' }],
    truncated: true,
  });
  expect((await project.run(['log', '--limit', '1'])).stdout).toMatch(/--limit/);
  await project.fails(['log', 'task_009'], 'not_found', 3);
});

test("undo: the last of one's own, an undo of it, and what it may not touch", async () => {
  await project.json(['create', 'one']);
  await project.fails(['undo', '--agent', 'bob'], 'nothing_to_undo', 4);
  await project.json(['set', 'task_001', 'in_progress']);
  const { undone } = await project.json(['undo']);
  expect(undone).toMatchObject({ command: 'set', changes: [{ id: 'task_001' }] });
  expect(await statuses()).toEqual(['pending']);
  expect((await project.json(['undo'])).undone.command).toBe('undo');
  expect(await statuses()).toEqual(['in_progress']);

  await project.json(['create', 'two']);
  await project.as('bob').json(['claim', 'task_002']);
  const refused = await project.fails(['undo'], 'undo_conflict', 4);
  expect(JSON.stringify(refused.data)).toContain('task_002');
  await project.as('bob').json(['release', 'task_002']);
  await project.json(['delete', 'task_001']);
  expect((await project.json(['undo'])).undone.command).toBe('delete');
  expect(await statuses()).toEqual(['in_progress', 'in_progress']);
  expect((await project.json(['show', 'task_001'])).task.brief).toMatch(/^# task_001/);
});

test('record --auto: commit, branch and changed files with their lines', async () => {
  await project.json(['create', 'one']);
  await project.fails(['record', 'task_001', '--auto'], 'not_found', 3);
  await project.fails(['record', 'task_001'], 'usage', 2);
  const { folder } = project;
  git(folder, 'init', '--quiet', '--initial-branch', 'main');
  appendFileSync(join(folder, 'a.txt'), 'one\ntwo\n');
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message', 'the work');
  const { record } = await project.json(['record', 'task_001', '--auto', '--desc', 'tests pass']);
  expect(record).toMatchObject({ task_id: 'task_001', agent: 'ann', desc: 'tests pass', branch: 'main' });
  expect(record.commit).toBe(git(folder, 'rev-parse', 'HEAD').trim());
  expect(record.files).toContainEqual({ path: 'a.txt', added: 2, deleted: 0 });
  const { checkpoint } =
    (await project.json(['claim', 'task_001'])) && (await project.json(['checkpoint', 'task_001']));
  expect(checkpoint.commit).toBe(record.commit);
});

test('batch: all or nothing, or item by item', async () => {
  for (const description of ['one', 'two', 'three']) await project.json(['create', description]);
  const all = await project.json(['batch', 'set', 'in_progress', 'task_001', 'task_002']);
  expect(all).toEqual({
    results: [
      { id: 'task_001', ok: true },
      { id: 'task_002', ok: true },
    ],
  });
  const none = await project.run(['batch', 'set', 'completed', 'task_001', 'task_003', '--json']);
  expect(none.code).toBe(4);
  expect(none.json).toMatchObject({
    ok: false,
    error: { code: 'invalid_transition' },
    results: [{ id: 'task_001' }, { id: 'task_003', ok: false, error: { code: 'invalid_transition' } }],
  });
  expect(await statuses()).toEqual(['in_progress', 'in_progress', 'pending']);
  const some = await project.run([
    'batch',
    'set',
    'completed',
    'task_001',
    'task_003',
    '--keep-going',
    '--json',
  ]);
  expect(some.json).toMatchObject({ ok: false, results: [{ id: 'task_001', ok: true }, { ok: false }] });
  expect(await statuses()).toEqual(['completed', 'in_progress', 'pending']);

  await project.as('bob').json(['claim', 'task_002']);
  const claims = await project.run(['batch', 'claim', 'task_003', 'task_002', '--json']);
  expect(claims.json).toMatchObject({ error: { code: 'already_claimed' } });
  expect((await project.json(['show', 'task_003'])).task.lease).toBeNull();
  expect((await project.json(['batch', 'claim', 'task_003'])).results).toEqual([
    { id: 'task_003', ok: true },
  ]);
  expect((await project.json(['batch', 'delete', 'task_001', 'task_003'])).results).toHaveLength(2);
  expect(await statuses()).toEqual(['in_progress']);
  expect(await project.json(['check-blocked'])).toEqual({ unblocked: [], blocked: [] });
});
