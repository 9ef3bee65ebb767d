import { expect, test } from 'vitest';
import { git } from '../helpers/temp-folder.ts';
import { TwoClones } from '../helpers/two-clones.ts';

/** Two clones in which both agents drew task_002. */
async function clashing(): Promise<TwoClones> {
  const clones = await TwoClones.make();
  for (const who of ['ann', 'bob'] as const) await clones.work(who, ['create', `${who} root`]);
  return clones;
}

const BOTH = { task_001: 'base', task_002: 'ann root', task_003: 'bob root' };

test('a second merge finds the task that the first gave a new id', async () => {
  const clones = await clashing();
  await clones.merge('ann', 'bob');
  expect(await clones.names('ann')).toEqual(BOTH);
  await clones.work(
    'bob',
    ['create', 'bob child', '--parent', 'task_002'],
    ['create', 'bob next', '--dependencies', 'task_002'],
    ['claim', 'task_002'],
  );
  await clones.merge('ann', 'bob');
  expect(await clones.names('ann')).toEqual({
    ...BOTH,
    task_003_01: 'bob child',
    task_004: 'bob next',
  });
  const { task_002, task_003, task_004 } = await clones.tasks('ann');
  expect([task_002!.status, task_003!.status]).toEqual(['pending', 'in_progress']);
  expect(task_004!.dependencies).toEqual(['task_003']);
  const { entries } = JSON.parse(clones.read('ann', 'records/task_003.json'));
  expect(entries.map(({ command }: { command: string }) => command)).toEqual(['create', 'claim']);
  expect(clones.read('ann', 'records/task_002.json')).not.toContain('"bob"');
});

test('a task with a new id that the other branch deleted is gone', async () => {
  const clones = await clashing();
  await clones.merge('ann', 'bob');
  await clones.work('bob', ['delete', 'task_002']);
  await clones.merge('ann', 'bob');
  expect(await clones.names('ann')).toEqual({ task_001: 'base', task_002: 'ann root' });
  expect(clones.read('ann', 'records/task_002.json')).not.toContain('"bob"');
});

test('branches that merged each other, and each other again, have every task once', async () => {
  const clones = await clashing();
  git(clones.folder('bob'), 'branch', 'before');
  await clones.merge('bob', 'ann');
  expect(await clones.names('bob')).toEqual({ ...BOTH, task_002: 'bob root', task_003: 'ann root' });
  await clones.merge('ann', 'bob', 'before');
  await clones.merge('ann', 'bob');
  expect(await clones.names('ann')).toEqual(BOTH);
  for (const [id, who] of [
    ['task_002', 'ann'],
    ['task_003', 'bob'],
  ] as const) {
    const { entries } = JSON.parse(clones.read('ann', `records/${id}.json`));
    expect(entries.map(({ agent }: { agent: string }) => agent)).toEqual([who]);
    expect(clones.read('ann', `tasks/${id}.md`)).toContain(`# ${id}: ${who} root`);
  }
  clones.pull('bob', 'ann');
  expect(await clones.names('bob')).toEqual(BOTH);
});

test('a lease follows its task to the id that a merge gave it', async () => {
  const clones = await TwoClones.make();
  await clones.work('ann', ['create', 'ann root']);
  await clones.work('bob', ['create', 'bob root'], ['claim', 'task_002']);
  await clones.merge('ann', 'bob');
  clones.pull('bob', 'ann');
  await clones.project('bob').json(['set-priority', 'task_001', 'P2']);
  const { leases } = JSON.parse(clones.read('bob', 'locks.json'));
  expect(leases).toMatchObject([{ task_id: 'task_003', agent: 'bob' }]);
  await clones.project('bob').json(['set', 'task_003', 'completed']);
});

test('undo does not touch the task that a merge put under the id', async () => {
  const clones = await TwoClones.make();
  for (const who of ['ann', 'bob'] as const) {
    await clones.work(who, ['create', `${who} root`], ['set-priority', 'task_002', 'P0']);
  }
  await clones.merge('ann', 'bob');
  clones.pull('bob', 'ann');
  const { message } = await clones.project('bob').fails(['undo'], 'undo_conflict', 4);
  expect(message).toContain('task_002 is another task since');
  expect((await clones.tasks('bob')).task_002).toMatchObject({ description: 'ann root', priority: 'P0' });
});

test('a merge that was mended and then aborted leaves files that doctor names', async () => {
  const clones = await clashing();
  const folder = clones.folder('ann');
  git(folder, 'fetch', '--quiet', clones.folder('bob'), 'main');
  expect(() => git(folder, 'merge', '--quiet', 'FETCH_HEAD')).toThrow();
  await clones.project('ann').run(['doctor', '--fix']);
  git(folder, 'merge', '--abort');
  const { findings } = await clones.project('ann').json(['doctor']);
  const strays = findings.map(({ code, file }: { code: string; file: string }) => `${code} ${file}`);
  expect(strays).toContain(`stray_file ${folder}/.long-run-agent/records/task_003.json`);
});
