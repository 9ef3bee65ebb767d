import { rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filesOfGit } from '../../../../src/host/code/git-files.ts';
import { walkFiles } from '../../../../src/host/code/walk-files.ts';
import { codeTree, sourcesOf } from '../../../helpers/code-tree.ts';
import { git, tempFolder, writeFiles } from '../../../helpers/temp-folder.ts';

const CODE = 'one\n';

function treeOf(files: { readonly [path: string]: string }): string {
  const root = tempFolder();
  writeFiles(root, files);
  return root;
}

describe('the source files of a tree without git', () => {
  test('are those that no .gitignore names, in its folder or one above', async () => {
    const root = treeOf({
      '.gitignore': '*.gen.py\n/top.py\nlogs/\n',
      'a.gen.py': CODE,
      'top.py': CODE,
      'part/top.py': CODE,
      'part/logs/x.py': CODE,
      'part/.gitignore': '!keep.gen.py\nown.py\n/here.py\ndeep/er.py\n',
      'part/keep.gen.py': CODE,
      'part/other.gen.py': CODE,
      'part/deep/own.py': CODE,
      'part/deep/OWN.py': CODE,
      'part/deep/here.py': CODE,
      'part/here.py': CODE,
      'part/deep/er.py': CODE,
      'own.py': CODE,
    });
    expect(await sourcesOf(root)).toEqual([
      'own.py',
      'part/deep/OWN.py',
      'part/deep/here.py',
      'part/keep.gen.py',
      'part/top.py',
    ]);
  });

  test('stay ignored in an ignored folder, and return with it', async () => {
    const root = treeOf({
      '.gitignore': 'out/\n*.d/\n',
      'out/.gitignore': '!a.py\n',
      'out/a.py': CODE,
      'part/.gitignore': '!x.d/\n',
      'part/x.d/a.py': CODE,
      'part/y.d/a.py': CODE,
    });
    expect(await sourcesOf(root)).toEqual(['part/x.d/a.py']);
  });

  test('are the same as git would list', () => {
    const segment = fc.constantFrom('a', 'b', 'x.py', 'A', '[x]', 'b c', '#1', '!n');
    const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
    const pattern = fc.oneof(
      fc.constantFrom(
        '*',
        '**',
        '*.py',
        'a/',
        '/a',
        '!a',
        '!*.py',
        'a/b',
        '/b/',
        '**/b',
        'a/**',
        '!a/b/',
        '?',
        '[ab]',
      ),
      fc.constantFrom(
        '# note',
        '',
        'b c',
        'b c ',
        '\\#1',
        '\\!n',
        '!/x.py',
        'x.py/',
        '/*',
        '!/a/',
        '\\[x\\]',
        'a/*/b',
      ),
    );
    const rules = fc.array(pattern, { maxLength: 4 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(
        fc.array(path, { maxLength: 12 }),
        fc.dictionary(path, rules, { maxKeys: 3 }),
        (paths, ignored) => {
          const root = tempFolder();
          const files = [
            ...paths.map((one) => [`${one}/f`, CODE]),
            ...Object.entries(ignored).map(([at, text]) => [`${at}/.gitignore`, text]),
          ];
          writeFiles(root, { ...Object.fromEntries(files), '.gitignore': ignored.a ?? '' });
          const walked = walkFiles(root);
          git(root, 'init', '--quiet');
          const listed = git(root, 'ls-files', '-z', '--others', '--exclude-standard')
            .split('\0')
            .slice(0, -1);
          expect(walked.ok && walked.value.files.toSorted()).toEqual(listed.sort());
          rmSync(root, { recursive: true });
        },
      ),
      { numRuns: 60 },
    );
  });

  test('are found where git cannot be started', async () => {
    const root = treeOf({ '.gitignore': 'b.py\n', 'a.py': CODE, 'b.py': CODE });
    git(root, 'init', '--quiet');
    const { PATH } = process.env;
    process.env.PATH = tempFolder();
    try {
      expect(await filesOfGit(root)).toBeNull();
      expect(await sourcesOf(root)).toEqual(['a.py']);
    } finally {
      process.env.PATH = PATH;
    }
  });

  test('are found where the repository is broken', async () => {
    const root = treeOf({ '.gitignore': 'b.py\n', 'a.py': CODE, 'b.py': CODE, '.git/HEAD': 'nonsense' });
    expect(await sourcesOf(root)).toEqual(['a.py']);
  });

  test('are never foreign ones', async () => {
    const root = treeOf({
      'a.py': CODE,
      'node_modules/a.py': CODE,
      'x/target/a.py': CODE,
      '.git/a.py': CODE,
    });
    expect(await sourcesOf(root)).toEqual(['a.py']);
  });

  test('are found 500 folders down', async () => {
    const deep = `${'d/'.repeat(500)}a.py`;
    const root = treeOf({ [deep]: CODE });
    expect(await sourcesOf(root)).toEqual([deep]);
    git(root, 'init', '--quiet');
    expect(await sourcesOf(root)).toEqual([deep]);
  });

  test('a folder that is not there is an io_error', async () => {
    const { code } = codeTree(join(tempFolder(), 'missing'));
    for (const answer of [await code.survey(), await code.fingerprint()]) {
      expect(!answer.ok && answer.failure.code).toBe('io_error');
    }
  });
});

test('2,000 files in 200 folders are found with git and without', async () => {
  const paths = Array.from({ length: 2000 }, (_, n) => `f${n % 200}/${n}.py`);
  const root = treeOf(Object.fromEntries(paths.map((path, n) => [path, 'a\n'.repeat(n % 7)])));
  const plain = await codeTree(root).survey();
  git(root, 'init', '--quiet');
  expect(await codeTree(root).survey()).toEqual(plain);
  expect(plain.files.map(({ path }) => path)).toEqual(paths.sort());
  expect(plain.parsed).toHaveLength(7);
});
