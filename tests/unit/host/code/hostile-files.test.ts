import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { codeTree, sourcesOf } from '../../../helpers/code-tree.ts';
import { git, repository, tempFolder, writeFiles } from '../../../helpers/temp-folder.ts';

const CODE = 'one\n';
const isRoot = process.getuid?.() === 0;

/** The same tree with git and without. */
async function inBoth(make: (root: string) => void, check: (root: string) => Promise<void>): Promise<void> {
  for (const withGit of [false, true]) {
    const root = tempFolder();
    if (withGit) git(root, 'init', '--quiet');
    writeFiles(root, { 'a.py': CODE });
    make(root);
    await check(root);
  }
}

async function skippedOf(root: string): Promise<Record<string, string>> {
  const { skipped } = await codeTree(root).survey();
  return Object.fromEntries(skipped.map(({ path, reason }) => [path, reason]));
}

describe('files that are no plain source', () => {
  test('symbolic links are not followed, to files, folders or round in a ring', () =>
    inBoth(
      (root) => {
        const outside = tempFolder();
        writeFiles(outside, { 'far.py': CODE });
        symlinkSync(join(outside, 'far.py'), join(root, 'link.py'));
        symlinkSync(outside, join(root, 'folder'));
        symlinkSync('..', join(root, 'ring'));
        symlinkSync('loop.py', join(root, 'loop.py'));
        symlinkSync('a.py', join(root, 'README.md'));
      },
      async (root) => {
        expect(await sourcesOf(root)).toEqual(['a.py']);
        expect(await skippedOf(root)).toEqual({});
        expect((await codeTree(root).survey()).documents).toEqual([]);
      },
    ));

  test('a tracked file is left out when its folder has become a link', async () => {
    const root = repository({ 'a.py': CODE, 'part/b.py': CODE });
    const outside = tempFolder();
    writeFiles(outside, { 'b.py': 'other\n' });
    git(root, 'rm', '--quiet', '--cached', 'part/b.py');
    rmSync(join(root, 'part'), { recursive: true });
    symlinkSync(outside, join(root, 'part'));
    git(
      root,
      'update-index',
      '--add',
      '--cacheinfo',
      `100644,${git(root, 'hash-object', '-w', 'a.py').trim()},part/b.py`,
    );
    expect(git(root, 'ls-files')).toContain('part/b.py');
    expect(await sourcesOf(root)).toEqual(['a.py']);
    expect(await codeTree(root).code.details(['part/b.py', '../b.py', join(outside, 'b.py')])).toEqual([]);
  });

  test('pipes and sockets are not opened', async () => {
    const root = tempFolder();
    writeFiles(root, { 'a.py': CODE });
    execFileSync('mkfifo', [join(root, 'pipe.py'), join(root, 'package.json'), join(root, '.gitignore')]);
    const server = createServer().listen(join(root, 'socket.py'));
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once('listening', resolve));
    expect(await sourcesOf(root)).toEqual(['a.py']);
    expect((await codeTree(root).survey()).manifests).toEqual([]);
    rmSync(join(root, '.gitignore'));
    git(root, 'init', '--quiet');
    expect(await sourcesOf(root)).toEqual(['a.py']);
    expect(await codeTree(root).code.details(['pipe.py'])).toEqual([]);
  });

  test('folders and manifests of odd kinds do no harm', () =>
    inBoth(
      (root) => {
        mkdirSync(join(root, 'folder.py'));
        mkdirSync(join(root, 'Cargo.toml'));
        writeFiles(root, { 'package.json': '\0\xff', 'README.md/x': '' });
      },
      async (root) => {
        const { files, manifests } = await codeTree(root).survey();
        expect(files.map(({ path }) => path)).toEqual(['a.py']);
        expect(manifests).toEqual([]);
      },
    ));

  test('binary and non-UTF-8 files are skipped, with the reason', () =>
    inBoth(
      (root) => {
        writeFileSync(join(root, 'binary.py'), Buffer.from([104, 0, 105]));
        writeFileSync(join(root, 'utf16.py'), Buffer.from('\ufeffone\n', 'utf16le'));
        writeFileSync(join(root, 'latin.py'), Buffer.from('# caf\xe9\n', 'latin1'));
        writeFiles(root, {
          'crlf.py': 'one\r\n',
          'bom.py': '\ufeffone\n',
          'empty.py': '',
          '注.py': '# 注释\n',
        });
      },
      async (root) => {
        expect(await skippedOf(root)).toEqual({
          'binary.py': 'binary',
          'latin.py': 'not_utf8',
          'utf16.py': 'binary',
        });
        expect(await sourcesOf(root)).toEqual(['a.py', 'bom.py', 'crlf.py', 'empty.py', '注.py']);
      },
    ));

  test('a file whose very name is no UTF-8 is skipped', () =>
    inBoth(
      (root) =>
        writeFileSync(Buffer.concat([Buffer.from(`${root}/`), Buffer.from('caf\xe9.py', 'latin1')]), CODE),
      async (root) => expect(Object.values(await skippedOf(root))).toEqual(['unreadable']),
    ));

  test('a file of 200 MB is skipped without being read', () =>
    inBoth(
      (root) => {
        writeFiles(root, { 'huge.py': '', 'package.json': '' });
        truncateSync(join(root, 'huge.py'), 200 * 1024 * 1024);
        truncateSync(join(root, 'package.json'), 200 * 1024 * 1024);
      },
      async (root) => {
        const before = process.memoryUsage().arrayBuffers;
        expect(await skippedOf(root)).toEqual({ 'huge.py': 'too_large' });
        expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20 * 1024 * 1024);
      },
    ));

  test.skipIf(isRoot)('a file that may not be read is skipped, and so is a closed folder, as one', () =>
    inBoth(
      (root) => {
        writeFiles(root, { 'closed.py': CODE, 'folder/b.py': CODE });
        chmodSync(join(root, 'closed.py'), 0);
        chmodSync(join(root, 'folder'), 0);
      },
      async (root) => {
        expect(await skippedOf(root)).toEqual({ 'closed.py': 'unreadable', folder: 'unreadable' });
        const before = await codeTree(root).fingerprint();
        chmodSync(join(root, 'folder'), 0o700);
        rmSync(join(root, 'folder', 'b.py'));
        expect(await codeTree(root).fingerprint()).not.toBe(before);
      },
    ),
  );

  test.skipIf(isRoot)('a closed folder that is ignored, or foreign, is none of ours', () =>
    inBoth(
      (root) => {
        writeFiles(root, { '.gitignore': 'data/\n', 'data/b.py': CODE, 'node_modules/c.js': CODE });
        for (const folder of ['data', 'node_modules']) chmodSync(join(root, folder), 0);
      },
      async (root) => {
        expect(await skippedOf(root)).toEqual({});
        for (const folder of ['data', 'node_modules']) chmodSync(join(root, folder), 0o700);
      },
    ),
  );

  test.skipIf(isRoot)(
    'a closed folder is found in a project below the top of its repository, too',
    async () => {
      const root = repository({ 'app/a.py': CODE });
      mkdirSync(join(root, 'app', 'folder', 'closed'), { recursive: true });
      chmodSync(join(root, 'app', 'folder', 'closed'), 0);
      expect(await skippedOf(join(root, 'app'))).toEqual({ 'folder/closed': 'unreadable' });
      chmodSync(join(root, 'app'), 0o300);
      expect(await codeTree(join(root, 'app')).code.survey()).toMatchObject({ ok: false });
      chmodSync(join(root, 'app'), 0o700);
    },
  );

  test.skipIf(isRoot)('a root that may not be read is a failure', () =>
    inBoth(
      () => {},
      async (root) => {
        chmodSync(root, 0o300);
        expect(await codeTree(root).code.survey()).toMatchObject({
          ok: false,
          failure: { code: 'io_error' },
        });
        chmodSync(root, 0o700);
      },
    ),
  );
});
