import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { documentsIn } from '../../../src/host/documents.ts';
import { tempFolder, writeFiles } from '../../helpers/temp-folder.ts';

function tree(...paths: readonly string[]): string {
  const root = tempFolder();
  writeFiles(root, Object.fromEntries(paths.map((path) => [path, ''])));
  return root;
}

test('finds the READMEs of a folder, and the pages of its docs folders and of those at the root', () => {
  const root = tree(
    'README.md',
    'docs/pay.md',
    'docs/deep/er/pay.rst',
    'docs/picture.png',
    'src/pay/README.zh.md',
    'src/pay/readme.ts',
    'src/pay/doc/use.txt',
    'src/pay/lib/README.md',
    'src/pay/notes.md',
  );
  expect([...documentsIn(root).near('src/pay')].sort()).toEqual([
    'docs/deep/er/pay.rst',
    'docs/pay.md',
    'src/pay/README.zh.md',
    'src/pay/doc/use.txt',
  ]);
  expect([...documentsIn(root).near('.')].sort()).toEqual([
    'README.md',
    'docs/deep/er/pay.rst',
    'docs/pay.md',
  ]);
});

test('a folder that is not there has none, and links are not followed', () => {
  const root = tree('elsewhere/docs/pay.md');
  symlinkSync(join(root, 'elsewhere/docs'), join(root, 'docs'));
  expect(documentsIn(root).near('gone')).toEqual([]);
});

test('of very many pages the first are found', () => {
  const root = tree(...Array.from({ length: 5100 }, (_, i) => `docs/${String(i).padStart(4, '0')}.md`));
  const found = documentsIn(root).near('.');
  expect(found[0]).toBe('docs/0000.md');
  expect(found.length).toBeGreaterThan(4900);
  expect(found.length).toBeLessThan(5001);
});
