import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { codeTree } from '../../../helpers/code-tree.ts';
import { repository } from '../../../helpers/temp-folder.ts';

test('documents are READMEs anywhere, and pages in folders of documentation', async () => {
  const documents = [
    'Docs/deep/er/page.RST',
    'README',
    'docs/a.md',
    'packages/core/doc/b.adoc',
    'packages/core/docs/c.txt',
    'packages/core/readme.zh-CN.md',
  ];
  const others = [
    'a.md',
    'docs/a.py',
    'docs/picture.png',
    'readme_parser.py',
    'node_modules/x/README.md',
    'mydocs/a.md',
  ];
  const root = repository(Object.fromEntries([...documents, ...others].map((path) => [path, 'one\n'])));
  expect((await codeTree(root).survey()).documents).toEqual(documents);
  rmSync(join(root, 'README'));
  expect((await codeTree(root).survey()).documents).toEqual(documents.filter((path) => path !== 'README'));
});
