import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findProject, newProjectPlace } from '../../../src/host/project-root.ts';
import { git, repository, tempFolder, writeFiles } from '../../helpers/temp-folder.ts';

function projectIn(folder: string): string {
  const project = join(folder, '.long-run-agent');
  mkdirSync(project, { recursive: true });
  return project;
}

function found(startDir: string): string {
  const result = findProject(startDir);
  return result.ok ? result.value : `${result.failure.code}: ${result.failure.message}`;
}

test('the nearest project above counts', () => {
  const top = tempFolder();
  const outer = projectIn(top);
  const inner = projectIn(join(top, 'a/b'));
  mkdirSync(join(top, 'a/b/c/d'), { recursive: true });
  expect(found(top)).toBe(outer);
  expect(found(join(top, 'a'))).toBe(outer);
  expect(found(join(top, 'a/b'))).toBe(inner);
  expect(found(join(top, 'a/b/c/d'))).toBe(inner);
  expect(found(inner)).toBe(inner);
});

test('without one it is not_initialized, and the hint is lra init', () => {
  const folder = tempFolder();
  writeFileSync(join(folder, '.long-run-agent'), 'a file is no project');
  expect(findProject(folder)).toEqual({
    ok: false,
    failure: {
      code: 'not_initialized',
      message: `there is no project in ${folder} or above`,
      hint: 'start one: lra init',
      data: { dir: folder },
    },
  });
});

test('a folder that is not there is never taken for one above it', () => {
  const top = tempFolder();
  projectIn(top);
  writeFileSync(join(top, 'file'), '');
  for (const name of ['missing', 'file']) {
    const start = join(top, name);
    expect(found(start)).toBe(`not_initialized: there is no folder ${start}`);
    expect(newProjectPlace(start)).toMatchObject({ failure: { code: 'usage' } });
  }
});

test('a link is followed before the walk, as git does', () => {
  const top = tempFolder();
  const project = projectIn(join(top, 'real'));
  mkdirSync(join(top, 'real/sub'));
  symlinkSync(join(top, 'real/sub'), join(top, 'link'));
  expect(found(join(top, 'link'))).toBe(project);
});

test('a repository inside a project does not end the walk', () => {
  const top = tempFolder();
  const project = projectIn(top);
  mkdirSync(join(top, 'vendor/lib'), { recursive: true });
  git(join(top, 'vendor'), 'init', '--quiet');
  expect(found(join(top, 'vendor/lib'))).toBe(project);
});

test('a submodule is no linked worktree: its own project counts, else the one above', () => {
  const library = repository();
  const top = repository();
  const outer = projectIn(top);
  git(top, 'submodule', '--quiet', 'add', library, 'lib');
  expect(found(join(top, 'lib'))).toBe(outer);
  const inner = projectIn(join(top, 'lib'));
  expect(found(join(top, 'lib'))).toBe(inner);
});

test('the worktree of a submodule leads to the submodule', () => {
  const library = repository();
  const top = repository();
  git(top, 'submodule', '--quiet', 'add', library, 'lib');
  const project = projectIn(join(top, 'lib'));
  const linked = join(tempFolder(), 'linked');
  git(join(top, 'lib'), 'worktree', 'add', '--quiet', linked, '-b', 'other');
  expect(found(linked)).toBe(project);
});

test('in a linked worktree the project of the main one counts, not the copy that was checked out', () => {
  const main = repository({ '.long-run-agent/config.json': '{}', 'src/a.ts': '' });
  const linked = join(tempFolder(), 'linked');
  git(main, 'worktree', 'add', '--quiet', linked, '-b', 'other');
  expect(found(linked)).toBe(join(main, '.long-run-agent'));
  expect(found(join(linked, 'src'))).toBe(join(main, '.long-run-agent'));
  expect(found(join(linked, '.long-run-agent'))).toBe(join(main, '.long-run-agent'));
});

test('a project in a folder of the repository is found from the same folder of a linked worktree', () => {
  const main = repository({ 'app/.long-run-agent/config.json': '{}', 'app/src/a.ts': '', 'lib/b.ts': '' });
  const linked = join(main, '.worktrees/linked');
  git(main, 'worktree', 'add', '--quiet', linked, '-b', 'other');
  expect(found(join(linked, 'app/src'))).toBe(join(main, 'app/.long-run-agent'));
  expect(found(join(linked, 'lib'))).toMatch(/^not_initialized/);
});

test('a project only in the linked worktree does not count, and the message says why', () => {
  const main = repository();
  const linked = join(tempFolder(), 'linked');
  git(main, 'worktree', 'add', '--quiet', linked, '-b', 'other');
  projectIn(linked);
  expect(found(linked)).toBe(
    `not_initialized: ${linked} is in a linked git worktree, and the main one, ${main}, has no project`,
  );
  expect(newProjectPlace(linked)).toEqual({ ok: true, value: { folder: main, main, outer: null } });
});

test('the worktree of a bare repository stands for itself', () => {
  const bare = join(tempFolder(), 'bare');
  git(repository(), 'clone', '--quiet', '--bare', '.', bare);
  const linked = join(tempFolder(), 'linked');
  git(bare, 'worktree', 'add', '--quiet', linked, '-b', 'other');
  const project = projectIn(linked);
  expect(found(linked)).toBe(project);
});

test('above a linked worktree of another repository the walk goes on', () => {
  const top = tempFolder();
  const project = projectIn(top);
  const linked = join(top, 'vendor/linked');
  git(repository(), 'worktree', 'add', '--quiet', linked, '-b', 'other');
  expect(found(linked)).toBe(project);
});

test('a .git file that leads nowhere, or round in a ring, ends no walk', () => {
  for (const text of ['gitdir: nowhere\n', 'gitdir: .\n', 'nonsense', '']) {
    const top = tempFolder();
    const project = projectIn(top);
    writeFiles(top, { 'a/.git': text, 'a/commondir': '.\n', 'a/config': 'worktree = .\n' });
    expect(found(join(top, 'a'))).toBe(project);
  }
});

test('init names the place, and the project that the new one will hide', () => {
  const main = repository({ 'app/a.ts': '' });
  const outer = projectIn(main);
  expect(newProjectPlace(join(main, 'app'))).toEqual({
    ok: true,
    value: { folder: join(main, 'app'), main: null, outer },
  });
  expect(newProjectPlace(main)).toEqual({ ok: true, value: { folder: main, main: null, outer: null } });
});
