import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CliProject } from '../helpers/cli-project.ts';
import { git, tempFolder } from '../helpers/temp-folder.ts';
import { commitAll, TwoClones } from '../helpers/two-clones.ts';

const LEAVING = (id: string, note: string) => [
  ['claim', id],
  ['checkpoint', id, '--note', note],
  ['release', id],
];

const recordOf = (clones: TwoClones, id: string): { agent: string; checkpoint?: { note: string } }[] =>
  JSON.parse(clones.read('ann', `records/${id}.json`)).entries;

test('where lra wrote the old id into a brief, the new one stands; what people wrote is told', async () => {
  const clones = await TwoClones.make();
  await clones.work('ann', ['create', 'ann root']);
  await clones.work(
    'bob',
    ['create', 'bob root'],
    ['create', 'bob child', '--parent', 'task_002'],
    ['create', 'bob next', '--dependencies', 'task_002'],
  );
  const notes = join(clones.folder('bob'), '.long-run-agent/tasks/task_002.md');
  appendFileSync(notes, 'task_002 needs it\n');
  commitAll(clones.folder('bob'));
  const { findings } = await clones.merge('ann', 'bob');
  const root = clones.read('ann', 'tasks/task_004.md');
  expect(root).toMatch(/^# task_004: bob root\n/);
  expect(root).toContain('`lra set task_004 completed`');
  expect(root).toContain('tasks/task_004.md');
  expect(root.match(/task_002/g)).toHaveLength(1);
  expect(clones.read('ann', 'tasks/task_004_01.md')).toMatch(/Part of task_004:/);
  expect(clones.read('ann', 'tasks/task_003.md')).toMatch(/Builds on task_004:/);
  const line = root.split('\n').indexOf('task_002 needs it') + 1;
  expect(findings).toContainEqual(
    expect.objectContaining({
      code: 'ambiguous_id',
      line,
      message: expect.stringContaining('tasks/task_004.md'),
    }),
  );
});

test('after a rebase of two commits every task has its own history and checkpoint', async () => {
  const clones = await TwoClones.make();
  await clones.work('ann', ['create', 'ann 1']);
  await clones.work('ann', ['create', 'ann 2'], ...LEAVING('task_003', 'OF ANN'));
  await clones.work('bob', ['create', 'bob 1'], ['create', 'bob 2']);
  const folder = clones.folder('ann');
  git(folder, 'fetch', '--quiet', clones.folder('bob'), 'main');
  expect(() => git(folder, 'rebase', 'FETCH_HEAD')).toThrow();
  await clones.mend('ann');
  expect(() => git(folder, '-c', 'core.editor=true', 'rebase', '--continue')).toThrow();
  await clones.mend('ann');
  git(folder, '-c', 'core.editor=true', 'rebase', '--continue');
  const names = await clones.names('ann');
  const idOf = (name: string) => Object.keys(names).find((id) => names[id] === name)!;
  for (const name of ['ann 1', 'ann 2', 'bob 1', 'bob 2']) {
    const agents = new Set(recordOf(clones, idOf(name)).map(({ agent }) => agent));
    expect([name, ...agents]).toEqual([name, name.split(' ')[0]]);
  }
  const noted = recordOf(clones, idOf('ann 2')).flatMap(({ checkpoint }) => checkpoint?.note ?? []);
  expect(noted).toEqual(['OF ANN']);
});

test('what was done here on the other branch stays with its task', async () => {
  const clones = await TwoClones.make();
  await clones.work('ann', ['create', 'ann root']);
  await clones.work('bob', ['create', 'bob root']);
  const folder = clones.folder('ann');
  git(folder, 'fetch', '--quiet', clones.folder('bob'), 'main:bobs');
  git(folder, 'checkout', '--quiet', 'bobs');
  const zed = clones.project('ann', 'zed');
  for (const command of LEAVING('task_002', 'OF BOB ROOT')) await zed.json(command);
  commitAll(folder);
  git(folder, 'checkout', '--quiet', 'main');
  await clones.work('ann', ['set-priority', 'task_002', 'P0']);
  expect(() => git(folder, 'merge', '--quiet', 'bobs')).toThrow();
  await clones.mend('ann');
  expect(recordOf(clones, 'task_002').map(({ agent }) => agent)).toEqual(['ann', 'ann']);
  expect(recordOf(clones, 'task_003').map(({ agent }) => agent)).toEqual(['bob', 'zed', 'zed', 'zed']);
});

test('a list whose markers were taken out by hand is called fixable in a fresh clone too', async () => {
  const clones = await TwoClones.make();
  for (const who of ['ann', 'bob'] as const) await clones.work(who, ['create', `${who} root`]);
  const folder = clones.folder('ann');
  git(folder, 'fetch', '--quiet', clones.folder('bob'), 'main');
  expect(() => git(folder, 'merge', '--quiet', 'FETCH_HEAD')).toThrow();
  const list = join(folder, '.long-run-agent/task_list.json');
  writeFileSync(list, readFileSync(list, 'utf8').replace(/^(?:<{7}|={7}|>{7}).*\n/gm, ''));
  git(folder, 'checkout', '--quiet', '--ours', '.long-run-agent/tasks', '.long-run-agent/records');
  commitAll(folder);
  const top = tempFolder();
  git(top, 'clone', '--quiet', folder, 'fresh');
  const fresh = new CliProject(join(top, 'fresh'), { LRA_AGENT_ID: 'ann' });
  const { json } = await fresh.run(['doctor', '--json']);
  expect(json.findings).toMatchObject([{ code: 'unreadable_file', fixable: true }]);
  expect((await fresh.run(['doctor', '--fix', '--json'])).json.findings).toEqual([]);
});
