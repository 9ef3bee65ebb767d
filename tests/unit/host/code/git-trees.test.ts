import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sourcesOf } from '../../../helpers/code-tree.ts';
import { git, repository, tempFolder, writeFiles } from '../../../helpers/temp-folder.ts';

const CODE = 'one\n';

describe('the source files of a repository', () => {
  test('are those it tracks and those it neither tracks nor ignores', async () => {
    const root = repository({ '.gitignore': '*.log.py\n/made/\n', 'a.py': CODE, 'tracked.log.py': CODE });
    git(root, 'add', '--force', 'tracked.log.py');
    writeFiles(root, { 'new.go': CODE, 'some.log.py': CODE, 'made/x.py': CODE, 'notes.txt': CODE });
    writeFiles(root, { '.git/info/exclude': 'private.py\n', 'private.py': CODE });
    expect(await sourcesOf(root)).toEqual(['a.py', 'new.go', 'tracked.log.py']);
  });

  test('are not those that are deleted but still tracked', async () => {
    const root = repository({ 'a.py': CODE, 'b.py': CODE });
    rmSync(join(root, 'a.py'));
    expect(await sourcesOf(root)).toEqual(['b.py']);
  });

  test('are listed once while a merge is in conflict', async () => {
    const root = repository({ 'a.py': 'zero\n' });
    git(root, 'checkout', '--quiet', '-b', 'other');
    writeFiles(root, { 'a.py': 'one\n' });
    git(root, 'commit', '--quiet', '--all', '--message', 'one');
    git(root, 'checkout', '--quiet', 'main');
    writeFiles(root, { 'a.py': 'two\n' });
    git(root, 'commit', '--quiet', '--all', '--message', 'two');
    expect(() => git(root, 'merge', 'other')).toThrow();
    expect(await sourcesOf(root)).toEqual(['a.py']);
  });

  test('are never foreign ones, tracked or not', async () => {
    const foreign = [
      'node_modules',
      'vendor',
      'third_party',
      'dist',
      'build',
      'target',
      '__pycache__',
      '.venv',
    ];
    const files = ['.long-run-agent', ...foreign].flatMap((name) => [`${name}/a.py`, `deep/${name}/in/a.py`]);
    const root = repository(
      Object.fromEntries([...files, 'x.min.js', 'vendors/a.py', 'build.py'].map((path) => [path, CODE])),
    );
    expect(git(root, 'ls-files')).toContain('deep/node_modules/in/a.py');
    expect(await sourcesOf(root)).toEqual(['build.py', 'vendors/a.py']);
  });

  test('are those below the root, where that is a folder of the repository', async () => {
    const root = repository({ 'a.py': CODE, 'part/b.py': CODE, 'part/deep/c.py': CODE });
    expect(await sourcesOf(join(root, 'part'))).toEqual(['b.py', 'deep/c.py']);
  });

  test('have any names', async () => {
    const names = [
      'a b.py',
      'new\nline.py',
      '"quoted".py',
      "it's.py",
      '模块/支付.py',
      'tab\t.py',
      'back\\slash.py',
      '-n.py',
    ];
    const root = repository(Object.fromEntries(names.map((name) => [name, CODE])));
    expect(await sourcesOf(root)).toEqual([...names].sort());
    rmSync(join(root, '.git'), { recursive: true });
    expect(await sourcesOf(root)).toEqual([...names].sort());
  });

  test('are found before the first commit', async () => {
    const root = tempFolder();
    git(root, 'init', '--quiet');
    writeFiles(root, { 'a.py': CODE, 'b.py': CODE });
    git(root, 'add', 'a.py');
    expect(await sourcesOf(root)).toEqual(['a.py', 'b.py']);
  });

  test('are found in a linked worktree', async () => {
    const root = repository({ 'a.py': CODE });
    const linked = join(tempFolder(), 'linked');
    git(root, 'worktree', 'add', '--quiet', '-b', 'other', linked);
    writeFiles(linked, { 'new.py': CODE });
    expect(await sourcesOf(linked)).toEqual(['a.py', 'new.py']);
    expect(await sourcesOf(root)).toEqual(['a.py']);
  });

  test('are found in a shallow clone', async () => {
    const root = repository({ 'a.py': CODE });
    const clone = join(tempFolder(), 'clone');
    git(root, 'clone', '--quiet', '--depth', '1', `file://${root}`, clone);
    expect(await sourcesOf(clone)).toEqual(['a.py']);
  });

  test('are not those of a submodule, nor of a repository inside', async () => {
    const other = repository({ 'other.py': CODE });
    const root = repository({ 'a.py': CODE });
    git(root, 'submodule', 'add', '--quiet', other, 'sub.py');
    writeFiles(root, { 'inner/b.py': CODE });
    git(join(root, 'inner'), 'init', '--quiet');
    expect(await sourcesOf(root)).toEqual(['a.py']);
    expect(await sourcesOf(join(root, 'sub.py'))).toEqual(['other.py']);
  });

  test('are those of the folder, whatever repository a hook of git speaks of', async () => {
    const root = repository({ 'a.py': CODE });
    // Only the index of its own repository knows of the file now.
    writeFiles(root, { '.gitignore': 'a.py\n' });
    const other = repository({ 'other.py': CODE });
    process.env.GIT_DIR = join(other, '.git');
    try {
      expect(await sourcesOf(root)).toEqual(['a.py']);
    } finally {
      delete process.env.GIT_DIR;
    }
  });

  test('are found without running what the repository names as its monitor', async () => {
    const root = repository({ 'a.py': CODE });
    const proof = join(tempFolder(), 'ran');
    git(root, 'config', 'core.fsmonitor', `touch ${proof}; true`);
    expect(await sourcesOf(root)).toEqual(['a.py']);
    expect(existsSync(proof)).toBe(false);
  });
});
