import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { change, edit, listPath, listText, snapshot, tasksOf, withTask } from '../../helpers/other-hands.ts';
import { freshState, openStore } from '../../helpers/store-folder.ts';
import { add, taskOf } from '../../helpers/store-moves.ts';
import { project, treat } from './doctor-support.ts';

test('a healthy project has no symptoms, and mending it changes nothing', async () => {
  const { dir } = await project();
  const before = snapshot(dir);
  expect(await treat(dir)).toMatchObject({ found: [], repairs: [], left: [] });
  expect(snapshot(dir)).toEqual(before);
});

test.each<[string, (text: string) => string, string[]]>([
  ['that is empty', () => '', ['unreadable_file task_list.json:1']],
  [
    'that was cut off',
    (text) => text.slice(0, text.indexOf('task_002') + 30),
    ['unreadable_file task_list.json:3'],
  ],
  [
    'that is no JSON',
    (text) => text.replace('"status":"completed"', 'status: completed'),
    ['unreadable_file task_list.json:2'],
  ],
  ['of another shape', () => '[]', ['unreadable_file task_list.json:1']],
  [
    'with a NUL byte',
    (text) => text.replace('does task_002', 'does \0'),
    ['unreadable_file task_list.json:3'],
  ],
  [
    'with a task that is none',
    (text) => text.replace('"priority":"P1"', '"priority":"P9"'),
    ['invalid_task task_list.json:2'],
  ],
  [
    'without one of its lines',
    (text) => withTask(text, 'task_003', () => null),
    ['refused_change task_list.json:3'],
  ],
  [
    'that an old copy was edited in',
    (text) => text.replace('"version":2', '"version":1').replace('does task_001', 'by hand'),
    ['refused_change task_list.json:2'],
  ],
])('a list %s is restored from the log', async (_, damage, found) => {
  const { dir, store } = await project();
  const before = await tasksOf(store);
  const damaged = damage(listText(dir));
  writeFileSync(listPath(dir), damaged);
  const treated = await treat(dir);
  expect(treated.found).toEqual(found);
  expect(treated.symptoms.every(({ severity, fixable }) => severity === 'error' && fixable)).toBe(true);
  expect(treated.left).toEqual([]);
  expect(await tasksOf(openStore(dir))).toEqual(before);
  expect(readFileSync(treated.repairs[0]!.original!, 'utf8')).toBe(damaged);
});

test('a list that is missing is restored, with what came after the last copy', async () => {
  const { dir, store } = await project();
  const before = await tasksOf(store);
  rmSync(listPath(dir));
  const { found, repairs, left } = await treat(dir);
  expect(found).toEqual(['missing_file task_list.json']);
  expect(repairs).toMatchObject([{ file: listPath(dir), original: null }]);
  expect(left).toEqual([]);
  expect(await tasksOf(openStore(dir))).toEqual(before);
});

test('a list that is missing with its log cannot be restored, and nothing is put in its place', async () => {
  const { dir } = await project();
  rmSync(listPath(dir));
  rmSync(join(dir, 'journal'), { recursive: true });
  const { left } = await treat(dir);
  expect(left).toMatchObject([{ code: 'missing_file', severity: 'error', fixable: false }]);
  expect(existsSync(listPath(dir))).toBe(false);
});

test('without a log, the tasks that can be read are kept; when there is none, the file is let be', async () => {
  const { dir } = await project();
  rmSync(join(dir, 'journal'), { recursive: true });
  writeFileSync(listPath(dir), listText(dir).slice(0, listText(dir).indexOf('task_003') + 20));
  const { left } = await treat(dir);
  expect(left.map(({ code, file }) => [code, file])).toEqual([
    ['stray_file', join(dir, 'tasks/task_003.md')],
    ['stray_file', join(dir, 'records/task_003.json')],
  ]);
  expect(Object.keys(await tasksOf(openStore(dir)))).toEqual(['task_001', 'task_002']);
  rmSync(join(dir, 'journal'), { recursive: true });
  writeFileSync(listPath(dir), 'gone');
  expect((await treat(dir)).left).toMatchObject([{ code: 'unreadable_file', fixable: false }]);
  expect(listText(dir)).toBe('gone');
});

test('the second task under an id gets a fresh one', async () => {
  const { dir } = await project();
  const second = JSON.stringify(taskOf('task_002', { description: 'another', dependencies: ['task_003'] }));
  edit(listPath(dir), (text) => text.replace('\n]}', `,\n${second}\n]}`));
  const { found, left } = await treat(dir);
  expect(found).toEqual(['duplicate_id task_list.json:5']);
  expect(left).toEqual([]);
  const tasks = await tasksOf(openStore(dir));
  expect(tasks.task_004).toMatchObject({
    description: 'another',
    task_file: 'tasks/task_004.md',
    status: 'blocked',
  });
  expect(tasks.task_002!.description).toBe('does task_002');
});

test('the two sides of a merge become one list: the higher version of a task, and both new tasks under one id', async () => {
  const { dir } = await project();
  const lines = listText(dir).trimEnd().split('\n');
  const [first, third] = [JSON.parse(lines[1]!.slice(0, -1)), JSON.parse(lines[3]!)];
  const ours = taskOf('task_004', { description: 'ours' });
  const theirs = taskOf('task_004', { description: 'theirs', created_at: '2026-01-02T00:00:00.000Z' });
  const line = (task: object) => JSON.stringify(task);
  const text = [
    lines[0],
    '<<<<<<< HEAD',
    lines[1],
    '=======',
    `${line({ ...first, version: 9, description: 'of theirs' })},`,
    '>>>>>>> feature',
    lines[2],
    `${line(third)},`,
    '<<<<<<< HEAD',
    line(ours),
    '=======',
    line(theirs),
    '>>>>>>> feature',
    ']}',
  ].join('\n');
  writeFileSync(listPath(dir), text);
  const { found, left } = await treat(dir);
  expect(found).toEqual(['merge_conflict task_list.json:2']);
  expect(left).toEqual([]);
  const tasks = await tasksOf(openStore(dir));
  expect(tasks.task_001).toMatchObject({ version: 9, description: 'of theirs' });
  expect([tasks.task_004!.description, tasks.task_005!.description]).toEqual(['ours', 'theirs']);
});

test('a merge that cannot be read line by line loses nothing', async () => {
  const { dir } = await project();
  const before = await tasksOf(openStore(dir));
  const pretty = JSON.stringify(JSON.parse(listText(dir)), null, 2).split('\n');
  writeFileSync(listPath(dir), [...pretty.slice(0, 9), '<<<<<<< HEAD', ...pretty.slice(9)].join('\n'));
  expect((await treat(dir, true)).left).toEqual([]);
  expect(await tasksOf(openStore(dir))).toEqual(before);
});

test('a parent that a merge took out comes back with its child', async () => {
  const { dir, store } = await project();
  await change(store, (draft) => void add(draft, { parent_id: 'task_003' }));
  edit(listPath(dir), (text) => withTask(text, 'task_003', () => null));
  const { found, left } = await treat(dir, true);
  expect(found).toEqual(['missing_reference task_list.json:4']);
  expect(left).toEqual([]);
  expect(Object.keys(await tasksOf(openStore(dir)))).toEqual([
    'task_001',
    'task_002',
    'task_003',
    'task_003_01',
  ]);
});

test('dependencies on tasks that are not there are dropped', async () => {
  const { dir } = await project();
  edit(listPath(dir), (text) => text.replace('["task_002"]', '["task_009"]'));
  const { found, left } = await treat(dir);
  expect(found).toEqual(['missing_reference task_list.json:4']);
  expect(left).toEqual([]);
  expect((await tasksOf(openStore(dir))).task_003).toMatchObject({ dependencies: [], status: 'pending' });
});

test('a status that the template does not have gives way to the acknowledged one', async () => {
  const { dir } = await project();
  edit(listPath(dir), (text) => text.replace('"status":"in_progress"', '"status":"doing"'));
  const { found, left } = await treat(dir);
  expect(found).toEqual(['refused_change task_list.json:3']);
  expect(left).toEqual([]);
  expect((await tasksOf(openStore(dir))).task_002!.status).toBe('in_progress');
});

test('a ring is shown, and not mended', async () => {
  const { dir } = await project();
  edit(listPath(dir), (text) =>
    withTask(text, 'task_002', (task) => ({ ...task, dependencies: ['task_003'] })),
  );
  const { found, left } = await treat(dir);
  expect(found).toEqual(['dependency_cycle task_list.json:3']);
  expect(left).toMatchObject([{ code: 'dependency_cycle', severity: 'error', fixable: false }]);
  expect(left[0]!.message).toContain('task_002 → task_003 → task_002');
});

test('statuses that do not fit the graph are brought in line, and leases of finished tasks dropped', async () => {
  const { dir, store } = await project();
  await change(store, (draft) => {
    draft.update('task_003', { status: 'pending' });
    draft.update('task_002', { status: 'completed' });
    draft.update('task_001', { status: 'pending', dependencies: ['task_003'] });
  });
  const { found, left } = await treat(dir);
  expect(found).toEqual(['wrong_block task_list.json:2', 'finished_lease task_list.json:3']);
  expect(left).toEqual([]);
  const state = await freshState(dir);
  expect(state.leases).toEqual([]);
  expect(state.tasks.map(({ status }) => status)).toEqual(['blocked', 'completed', 'pending']);
  expect(state.entries[0]).toMatch(/ doctor$/);
});

test('a finished parent of an unfinished child, and an unknown status, are told and let be', async () => {
  const { dir, store } = await project();
  await change(store, (draft) => {
    add(draft, { parent_id: 'task_001' });
    draft.update('task_003', { status: 'doing' });
  });
  const { left } = await treat(dir);
  expect(left.map(({ code, severity, fixable }) => [code, severity, fixable])).toEqual([
    ['finished_parent', 'warning', false],
    ['unknown_status', 'error', false],
  ]);
});
