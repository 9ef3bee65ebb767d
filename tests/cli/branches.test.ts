import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runLra } from '../helpers/run-lra.ts';
import { git, repository, tempFolder } from '../helpers/temp-folder.ts';

function commit(folder: string): void {
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message', 'the project');
}

test('on a branch without the project init refuses, and nothing is lost on the way back', async () => {
  const cwd = repository();
  git(cwd, 'branch', 'without');
  await runLra(['init'], { cwd });
  await runLra(['create', 'kept'], { cwd });
  commit(cwd);
  git(cwd, 'checkout', '--quiet', 'without');
  const refused = await runLra(['init', '--json'], { cwd });
  expect(refused.code).toBe(5);
  expect(refused.json.error).toMatchObject({
    code: 'corrupt_state',
    hint: expect.stringContaining('check out the one that has it'),
    data: { files: ['task_list.json', 'config.json'] },
  });
  expect(existsSync(join(cwd, '.long-run-agent/task_list.json'))).toBe(false);
  git(cwd, 'checkout', '--quiet', 'main');
  expect((await runLra(['create', 'next', '--json'], { cwd })).json.task.id).toBe('task_002');
  expect((await runLra(['doctor', '--json'], { cwd })).json.findings).toEqual([]);
});

test('where the files were lost, doctor brings the list back and init the rest', async () => {
  const cwd = repository();
  git(cwd, 'branch', 'without');
  await runLra(['init'], { cwd });
  await runLra(['create', 'kept'], { cwd });
  commit(cwd);
  git(cwd, 'checkout', '--quiet', 'without');
  await runLra(['doctor', '--fix'], { cwd });
  expect((await runLra(['init', '--json'], { cwd })).json).toMatchObject({ ok: true, created: true });
  expect((await runLra(['list', '--json'], { cwd })).json.tasks).toMatchObject([{ id: 'task_001' }]);
});

test('in a worktree of a bare repository init and doctor say that claims are not shared', async () => {
  const bare = join(tempFolder(), 'bare');
  git(repository(), 'clone', '--quiet', '--bare', '.', bare);
  const [one, two] = [join(tempFolder(), 'one'), join(tempFolder(), 'two')];
  git(bare, 'worktree', 'add', '--quiet', one, '-b', 'one');
  const made = await runLra(['init'], { cwd: one });
  expect(made).toMatchObject({ code: 0, stderr: expect.stringMatching(/^warning: .* not seen in other/) });
  commit(one);
  git(bare, 'worktree', 'add', '--quiet', two, 'one', '-b', 'two');
  const again = await runLra(['init'], { cwd: two });
  expect(again).toMatchObject({ code: 0, stderr: expect.stringContaining('not seen in other worktrees') });
  const examined = await runLra(['doctor', '--json'], { cwd: two });
  expect(examined.code).toBe(0);
  expect(examined.json.findings).toMatchObject([{ code: 'unshared_claims', severity: 'warning' }]);
});

test('of a repository that is kept elsewhere, every worktree is told that claims are not shared', async () => {
  const folder = tempFolder();
  const [main, linked] = [join(folder, 'main'), join(folder, 'linked')];
  git(folder, 'init', '--quiet', '--separate-git-dir', join(folder, 'store'), main);
  const remark = /no main one .*--separate-git-dir/;
  expect((await runLra(['init'], { cwd: main })).stderr).not.toMatch(remark);
  commit(main);
  git(main, 'worktree', 'add', '--quiet', linked);
  expect((await runLra(['init'], { cwd: linked })).stderr).toMatch(remark);
  for (const cwd of [main, linked]) {
    const { findings } = (await runLra(['doctor', '--json'], { cwd })).json;
    expect(findings).toMatchObject([{ code: 'unshared_claims', message: expect.stringMatching(remark) }]);
  }
});

test('the worktrees of a bare repository share a project in the folder above them', async () => {
  const above = tempFolder();
  const bare = join(above, 'bare');
  git(repository(), 'clone', '--quiet', '--bare', '.', bare);
  for (const name of ['one', 'two']) {
    git(bare, 'worktree', 'add', '--quiet', join(above, name), '-b', name);
  }
  expect(await runLra(['init'], { cwd: above })).toMatchObject({
    stderr: expect.not.stringMatching(/warning/),
  });
  await runLra(['create', 'shared'], { cwd: join(above, 'one') });
  await runLra(['claim', 'task_001', '--agent', 'ann'], { cwd: join(above, 'one') });
  const refused = await runLra(['claim', 'task_001', '--agent', 'bob', '--json'], {
    cwd: join(above, 'two'),
  });
  expect(refused.json.error).toMatchObject({ code: 'already_claimed' });
});
