import { expect, test } from 'vitest';
import { readLog } from '../../../src/app/read-log.ts';
import { recordNote } from '../../../src/app/record-note.ts';
import { command } from '../../../src/cli/commands/record.ts';
import { fail } from '../../../src/core/failure.ts';
import { err, ok } from '../../../src/core/result.ts';
import type { GitState } from '../../../src/ports/git.ts';
import { failure, recordOf, value } from '../lease/support.ts';
import { refused, runLine } from '../task/support.ts';
import { lease, task, world } from './world.ts';

const STATE: GitState = {
  commit: 'a'.repeat(40),
  branch: 'main',
  subject: 'feat: parse',
  files: [
    { path: 'src/parse.ts', added: 12, deleted: 3 },
    { path: 'logo.png', added: null, deleted: null },
  ],
};
const git = { head: () => STATE.commit, state: async () => ok(STATE), bearings: async () => null };
const one = [task('task_001')];

test('--auto takes commit, branch and changed files from git', async () => {
  const app = await world(one, [], { git });
  const { json, text } = value(await runLine(command, app, ['task_001', '--auto', '--desc', ' parses all ']));
  expect(json.record).toEqual({
    task_id: 'task_001',
    at: '2026-01-01T00:00:00.000Z',
    agent: 'ann',
    desc: 'parses all',
    ...STATE,
    files_changed: 2,
  });
  expect(text).toBe('recorded for task_001, at aaaaaaaaaa, 2 changed files');
  const [, kept] = (await recordOf(app, 'task_001')).entries;
  expect(kept).toMatchObject({ command: 'record', record: [{ desc: 'parses all', branch: 'main' }] });
  expect(value(await readLog(app, { id: 'task_001' })).entries[0]?.summary).toBe('recorded: parses all');
});

test('before the first commit the log says so', async () => {
  const state = { ...STATE, commit: null, subject: null, files: [] };
  const app = await world(one, [], { git: { ...git, state: async () => ok(state) } });
  value(await recordNote(app, { id: 'task_001', auto: true }));
  expect(value(await readLog(app, {})).entries[0]?.summary).toBe('task_001 recorded: no commit yet');
});

test('a word alone needs no git', async () => {
  const app = await world(one);
  const { json, text } = value(await runLine(command, app, ['task_001', '--desc', 'measured']));
  expect(json.record).toEqual({
    task_id: 'task_001',
    at: '2026-01-01T00:00:00.000Z',
    agent: 'ann',
    desc: 'measured',
  });
  expect(text).toBe('recorded for task_001');
});

test('of a change of thousands of files the first are kept, and the number', async () => {
  const files = Array.from({ length: 5000 }, (_, i) => ({ path: `f${i}`, added: 1, deleted: 0 }));
  const app = await world(one, [], { git: { ...git, state: async () => ok({ ...STATE, files }) } });
  const { record } = value(await recordNote(app, { id: 'task_001', auto: true }));
  expect(record.files).toHaveLength(1000);
  expect(record.files_changed).toBe(5000);
  expect(record.desc).toBeNull();
});

test('it needs something to say, a task, a repository, and that nobody else holds the task', async () => {
  const app = await world([...one, task('task_002')], [lease('task_002')], { git });
  await refused(app, 'usage', () => recordNote(app, { id: 'task_001' }));
  await refused(app, 'usage', () => recordNote(app, { id: 'task_001', desc: ' \n' }));
  await refused(app, 'not_found', () => recordNote(app, { id: 'task_009', desc: 'x' }));
  await refused(app, 'not_lease_holder', () => recordNote(app, { id: 'task_002', desc: 'x' }));
  value(await recordNote(app.as('bob'), { id: 'task_002', desc: 'x' }));
  const nowhere = { ...app, git: { ...git, state: async () => err(fail('not_found', 'no repository')) } };
  failure(await recordNote(nowhere, { id: 'task_001', auto: true }), 'not_found');
});
