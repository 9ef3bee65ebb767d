import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { codeTree } from '../../../helpers/code-tree.ts';
import { git, repository, tempFolder, writeFiles } from '../../../helpers/temp-folder.ts';

const FILES = {
  'a.py': 'one\n',
  'b.py': 'two\ntwo\n',
  'c.js': 'three\n',
  'README.md': '# one\n',
  'package.json': '{"name":"p"}',
};

/** As if the files had been written a while ago. */
async function aWhile(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 2100));
}

describe('a second survey', () => {
  test('parses nothing, reads nothing, and finds the same', async () => {
    const tree = codeTree(repository(FILES));
    await aWhile();
    const { parsed, ...first } = await tree.survey();
    expect(parsed).toHaveLength(3);
    const kept = readFileSync(tree.cacheFile, 'utf8');
    const { ino } = statSync(tree.cacheFile);
    const { parsed: again, ...second } = await tree.survey();
    expect(again).toEqual([]);
    expect(second).toEqual(first);
    expect(readFileSync(tree.cacheFile, 'utf8')).toBe(kept);
    expect(statSync(tree.cacheFile).ino).toBe(ino);
  });

  test('parses the one file that changed, and of a file that was moved or copied nothing', async () => {
    const root = repository(FILES);
    const tree = codeTree(root);
    await tree.survey();
    writeFiles(root, { 'b.py': 'other\n' });
    expect((await tree.survey()).parsed).toEqual(['b.py']);
    renameSync(join(root, 'b.py'), join(root, 'moved.py'));
    writeFiles(root, { 'copy.py': 'one\n' });
    const { parsed, files } = await tree.survey();
    expect(parsed).toEqual([]);
    expect(files.map(({ path }) => path)).toEqual(['a.py', 'c.js', 'copy.py', 'moved.py']);
  });

  test('forgets what is gone', async () => {
    const root = repository(FILES);
    const tree = codeTree(root);
    await tree.survey();
    rmSync(join(root, 'a.py'));
    await tree.survey();
    writeFiles(root, { 'a.py': 'one\n' });
    expect((await tree.survey()).parsed).toEqual(['a.py']);
  });

  test('reads again what was written in the very moment it was read before', async () => {
    const root = repository(FILES);
    const tree = codeTree(root);
    await tree.survey();
    expect(readFileSync(tree.cacheFile, 'utf8')).not.toContain('a.py');
    await aWhile();
    expect((await tree.survey()).parsed).toEqual([]);
    expect(readFileSync(tree.cacheFile, 'utf8')).toContain('a.py');
  });

  test('sees a change that keeps size and time', async () => {
    const root = repository(FILES);
    const tree = codeTree(root);
    const long = new Date('2020-01-01T00:00:00Z');
    utimesSync(join(root, 'a.py'), long, long);
    await aWhile();
    await tree.survey();
    const before = await tree.fingerprint();
    writeFiles(root, { 'a.py': 'eno\n' });
    utimesSync(join(root, 'a.py'), long, long);
    expect(await tree.fingerprint()).not.toBe(before);
    expect((await tree.survey()).parsed).toEqual(['a.py']);
  });
});

describe('contents', () => {
  test('that are the same are parsed once, for each extension', async () => {
    const root = repository({ 'a.py': 'same\n', 'b/a.py': 'same\n', 'c.PY': 'same\n', 'd.js': 'same\n' });
    const { parsed, files } = await codeTree(root).survey();
    expect(parsed).toHaveLength(2);
    expect(files.map(({ path, language, functions }) => [path, language, functions])).toEqual([
      ['a.py', 'python', 1],
      ['b/a.py', 'python', 1],
      ['c.PY', 'python', 1],
      ['d.js', 'javascript', 1],
    ]);
  });

  test('are parsed the largest first', async () => {
    const root = repository({ 'a.py': 'a\n', 'b.py': 'a\n'.repeat(3), 'c.py': 'a\n'.repeat(2) });
    expect((await codeTree(root).survey()).parsed).toEqual(['b.py', 'c.py', 'a.py']);
  });
});

describe('a cache', () => {
  const damages: [string, (text: string) => string][] = [
    ['cut short', (text) => text.slice(0, -10)],
    ['empty', () => ''],
    ['no JSON', () => 'nonsense\nnonsense'],
    ['changed in one figure', (text) => text.replace('"functions":2', '"functions":9')],
    ['of another version', (text) => text.replace(/"version":"1 /, '"version":"0 ')],
  ];
  test.each(damages)('that is %s is a cold start', async (_, damage) => {
    const tree = codeTree(repository(FILES));
    const { parsed, ...first } = await tree.survey();
    const text = readFileSync(tree.cacheFile, 'utf8');
    expect(damage(text)).not.toBe(text);
    writeFileSync(tree.cacheFile, damage(text));
    const { parsed: again, ...second } = await tree.survey();
    expect(again).toEqual(parsed);
    expect(second).toEqual(first);
    expect((await tree.survey()).parsed).toEqual([]);
  });

  const shapes: [string, string][] = [
    ['files', '[["a.py",["stamp",7]]]'],
    ['files', '7'],
    ['findings', '[["a.py",{"bytes":1}]]'],
    ['findings', '[[7,"binary"]]'],
    ['declarations', '[["package.json",{"kind":"npm","name":null,"members":[7]}]]'],
  ];
  test.each(shapes)(
    'that says of itself that it is whole, but has odd %s, is a cold start: %s',
    async (name, odd) => {
      const tree = codeTree(repository(FILES));
      const { parsed } = await tree.survey();
      const [head = '', body = ''] = readFileSync(tree.cacheFile, 'utf8').split('\n');
      const document = JSON.stringify({ ...JSON.parse(body), [name]: JSON.parse(odd) });
      const sha256 = createHash('sha256').update(document).digest('hex');
      writeFileSync(tree.cacheFile, `${JSON.stringify({ ...JSON.parse(head), sha256 })}\n${document}`);
      expect((await tree.survey()).parsed).toEqual(parsed);
    },
  );

  test.skipIf(process.platform === 'win32')(
    'that is a pipe is a cold start, and waits for nobody',
    async () => {
      const tree = codeTree(repository(FILES));
      execFileSync('mkfifo', [tree.cacheFile]);
      expect((await tree.survey()).parsed).toHaveLength(3);
      expect((await tree.survey()).parsed).toEqual([]);
    },
  );

  test('that cannot be written does not hinder', async () => {
    const root = repository(FILES);
    const tree = codeTree(root, join(root, 'a.py', 'cache'));
    expect((await tree.survey()).files).toHaveLength(3);
    const folder = codeTree(root, tempFolder());
    expect((await folder.survey()).files).toHaveLength(3);
  });
});

describe('the fingerprint', () => {
  test('is that of a survey, with a cache and without', async () => {
    const root = repository({ ...FILES, 'made.py': '# @generated\n', 'odd.py': '\0', 'pkg/__init__.py': '' });
    const fresh = await codeTree(root).fingerprint();
    const tree = codeTree(root);
    expect((await tree.survey()).fingerprint).toBe(fresh);
    expect(await tree.fingerprint()).toBe(fresh);
    await aWhile();
    expect(await tree.fingerprint()).toBe(fresh);
    expect(readFileSync(tree.cacheFile, 'utf8')).toContain('"kind":"npm"');
    const { parsed, fingerprint } = await tree.survey();
    expect([parsed, fingerprint]).toEqual([[], fresh]);
  });

  const changes: [string, (root: string) => void][] = [
    ['a source file', (root) => writeFiles(root, { 'a.py': 'ONE\n' })],
    ['a new source file', (root) => writeFiles(root, { 'sub/new.py': 'one\n' })],
    ['a deleted source file', (root) => rmSync(join(root, 'a.py'))],
    ['a moved source file', (root) => renameSync(join(root, 'a.py'), join(root, 'z.py'))],
    ['a new document', (root) => writeFiles(root, { 'sub/README.md': 'one\n' })],
    ['a manifest', (root) => writeFiles(root, { 'package.json': '{"name":"q"}' })],
  ];
  test.each(changes)('changes with %s', async (_, change) => {
    const root = repository(FILES);
    const tree = codeTree(root);
    const before = (await tree.survey()).fingerprint;
    change(root);
    const after = await tree.fingerprint();
    expect(after).not.toBe(before);
    expect((await tree.survey()).fingerprint).toBe(after);
  });

  test('does not change with what is no part of the code', async () => {
    const root = repository(FILES);
    const tree = codeTree(root);
    const before = (await tree.survey()).fingerprint;
    writeFiles(root, {
      'README.md': '# two\n',
      'notes.txt': 'x',
      '.long-run-agent/a.py': 'x\n',
      'dist/a.js': 'x\n',
    });
    writeFiles(root, { 'made.py': '# @generated\n' });
    git(root, 'add', '--all');
    git(root, 'commit', '--quiet', '--message', 'two');
    utimesSync(join(root, 'a.py'), new Date(), new Date());
    expect(await tree.fingerprint()).toBe(before);
  });
});
