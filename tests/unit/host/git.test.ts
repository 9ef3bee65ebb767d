import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { gitAround } from '../../../src/host/git.ts';
import { git, repository, tempFolder, writeFiles } from '../../helpers/temp-folder.ts';

const revision = (folder: string) => git(folder, 'rev-parse', 'HEAD').trim();

async function stateOf(folder: string) {
  const read = await gitAround(folder).state();
  if (!read.ok) throw new Error(read.failure.message);
  return read.value;
}

test('outside a repository there is no head, and its state is not_found', async () => {
  const folder = tempFolder();
  expect(gitAround(folder).head()).toBeNull();
  expect(await gitAround(folder).state()).toMatchObject({
    failure: { code: 'not_found', hint: 'make it one: git init' },
  });
});

test('the head is what git says it is: loose, packed, detached, from a folder below', () => {
  const folder = repository({ 'src/a.ts': '1\n' });
  const head = () => gitAround(join(folder, 'src')).head();
  expect(head()).toBe(revision(folder));
  git(folder, 'branch', 'main-2');
  git(folder, 'pack-refs', '--all');
  expect(head()).toBe(revision(folder));
  writeFileSync(join(folder, 'src/a.ts'), '2\n');
  git(folder, 'commit', '--quiet', '--all', '--message', 'two');
  expect(head()).toBe(revision(folder));
  git(folder, 'checkout', '--quiet', 'HEAD~1');
  expect(head()).toBe(revision(folder));
});

test('a linked worktree and a submodule have a head of their own', () => {
  const main = repository();
  const linked = join(tempFolder(), 'linked');
  git(main, 'worktree', 'add', '--quiet', linked, '-b', 'other');
  git(linked, 'commit', '--quiet', '--allow-empty', '--message', 'two');
  expect(gitAround(linked).head()).toBe(revision(linked));
  expect(gitAround(linked).head()).not.toBe(gitAround(main).head());
  git(main, 'pack-refs', '--all');
  expect(gitAround(linked).head()).toBe(revision(linked));
  const library = repository({ 'lib.ts': '' });
  git(main, 'submodule', '--quiet', 'add', library, 'lib');
  expect(gitAround(join(main, 'lib')).head()).toBe(revision(library));
});

test.each([
  ['before the first commit', 'ref: refs/heads/main\n'],
  ['with a reference out of the repository', 'ref: refs/../../../secret\n'],
  ['with references in a ring', 'ref: refs/heads/ring\n'],
  ['with a damaged HEAD', 'what?\n'],
])('%s there is no head', (_, text) => {
  const folder = tempFolder();
  writeFiles(folder, {
    '.git/HEAD': text,
    '.git/refs/heads/ring': 'ref: refs/heads/ring\n',
    secret: 'a'.repeat(40),
  });
  expect(gitAround(folder).head()).toBeNull();
});

test('a changed working tree shows its changes against the commit, untracked files among them', async () => {
  const folder = repository({ 'a.txt': '1\n2\n', 'b c.txt': 'x\n', gone: '1\n', '.gitignore': 'ignored\n' });
  writeFiles(folder, {
    'a.txt': '1\n3\n4\n',
    'sub/neu é.txt': 'one\ntwo',
    empty: '',
    'binary.bin': '\u0000\u0001',
    ignored: 'x',
    '.long-run-agent/task_list.json': '{}',
    'sub/.long-run-agent/locks.json': '{}',
  });
  rmSync(join(folder, 'gone'));
  git(folder, 'mv', 'b c.txt', 'moved.txt');
  const state = await stateOf(join(folder, 'sub'));
  expect(state).toMatchObject({ commit: revision(folder), branch: 'main', subject: 'one' });
  expect([...state.files].sort((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
    { path: 'a.txt', added: 2, deleted: 1 },
    { path: 'b c.txt', added: 0, deleted: 1 },
    { path: 'binary.bin', added: null, deleted: 0 },
    { path: 'empty', added: 0, deleted: 0 },
    { path: 'gone', added: 0, deleted: 1 },
    { path: 'moved.txt', added: 1, deleted: 0 },
    { path: 'sub/neu é.txt', added: 2, deleted: 0 },
  ]);
});

test('a clean one shows the files of its commit, lra’s own aside', async () => {
  const folder = repository({ 'a.txt': '1\n' });
  expect((await stateOf(folder)).files).toEqual([{ path: 'a.txt', added: 1, deleted: 0 }]);
  writeFiles(folder, { 'b.txt': '1\n2\n', '.long-run-agent/config.json': '{}' });
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message', 'two: it’s done');
  const state = await stateOf(folder);
  expect(state.subject).toBe('two: it’s done');
  expect(state.files).toEqual([{ path: 'b.txt', added: 2, deleted: 0 }]);
  writeFiles(folder, { '.long-run-agent/config.json': '{"name": 1}' });
  git(folder, 'commit', '--quiet', '--all', '--message', 'three');
  expect((await stateOf(folder)).files).toEqual([]);
});

test('a merge shows what it brought', async () => {
  const folder = repository();
  git(folder, 'checkout', '--quiet', '-b', 'side');
  writeFiles(folder, { side: '1\n' });
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message', 'side');
  git(folder, 'checkout', '--quiet', 'main');
  git(folder, 'merge', '--quiet', '--no-ff', '--message', 'merged', 'side');
  expect(await stateOf(folder)).toMatchObject({
    subject: 'merged',
    files: [{ path: 'side', added: 1, deleted: 0 }],
  });
});

test('a detached head has no branch, and a repository without a commit has files all the same', async () => {
  const folder = repository();
  git(folder, 'checkout', '--quiet', '--detach');
  expect(await stateOf(folder)).toMatchObject({ branch: null, commit: revision(folder) });
  const young = tempFolder();
  git(young, 'init', '--quiet', '--initial-branch', 'main');
  writeFiles(young, { 'a.txt': '1\n', 'b.txt': '1\n' });
  git(young, 'add', 'a.txt');
  expect(await stateOf(young)).toEqual({
    commit: null,
    branch: 'main',
    subject: null,
    files: [
      { path: 'a.txt', added: 1, deleted: 0 },
      { path: 'b.txt', added: 1, deleted: 0 },
    ],
  });
});

test('a repository that git cannot read is io_error', async () => {
  const folder = tempFolder();
  mkdirSync(join(folder, '.git'));
  expect(await gitAround(folder).state()).toMatchObject({
    failure: { code: 'io_error', data: { path: folder } },
  });
});
