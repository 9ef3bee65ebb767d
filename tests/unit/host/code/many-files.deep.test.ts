import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createCodeBase } from '../../../../src/host/code/code-base.ts';
import { parseWorker } from '../../../helpers/parse-workers.ts';
import { git, tempFolder } from '../../../helpers/temp-folder.ts';

const FOLDERS = 1000;
const FILES_EACH = 100;

test('a tree of 100,000 small files is measured, and then known', async () => {
  const root = tempFolder();
  git(root, 'init', '--quiet');
  for (let folder = 0; folder < FOLDERS; folder++) {
    mkdirSync(join(root, `f${folder}`));
    for (let file = 0; file < FILES_EACH; file++) {
      writeFileSync(join(root, `f${folder}`, `${file}.py`), `def f${folder}_${file}():\n    """One."""\n`);
    }
  }
  const places = { root, cacheFile: join(tempFolder(), 'cache'), workerFile: await parseWorker() };
  const first = await createCodeBase(places).survey();
  expect(first.ok && first.value.files.length).toBe(FOLDERS * FILES_EACH);
  expect(
    first.ok && first.value.files.every(({ functions, commented }) => functions === 1 && commented === 1),
  ).toBe(true);
  const started = performance.now();
  const second = await createCodeBase(places).survey();
  expect(second).toEqual(first);
  expect(performance.now() - started).toBeLessThan(20_000);
});
