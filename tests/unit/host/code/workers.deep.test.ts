import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { codeBaseOver, createCodeBase } from '../../../../src/host/code/code-base.ts';
import type { OpenLanes } from '../../../../src/host/code/lanes.ts';
import { WorkerLane } from '../../../../src/host/code/worker-lane.ts';
import type { CodeBase } from '../../../../src/ports/code-base.ts';
import { oddWorker, parseWorker } from '../../../helpers/parse-workers.ts';
import { tempFolder, writeFiles } from '../../../helpers/temp-folder.ts';

const LIMIT_MS = 60_000;
const SHORT_LIMIT_MS = 3000;

function treeOf(files: { readonly [path: string]: string }): string {
  const root = tempFolder();
  writeFiles(root, files);
  return root;
}

async function surveyed(code: CodeBase) {
  const survey = await code.survey();
  if (!survey.ok) throw new Error(survey.failure.message);
  return survey.value;
}

/** The worker threads that this process has, as the system counts them. */
function liveWorkers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length;
}

describe('worker threads', () => {
  function oddCode(root: string, count: number, limitMs = LIMIT_MS) {
    const { workerFile, starts } = oddWorker();
    const openLanes: OpenLanes = async () =>
      Array.from({ length: count }, () => new WorkerLane(workerFile, limitMs));
    const code = codeBaseOver(root, join(tempFolder(), 'cache'), openLanes);
    return { code, starts: () => readFileSync(starts, 'utf8').length };
  }

  test('find the same in the same order, one or several', async () => {
    const root = treeOf(
      Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`f${n}.py`, 'a\n'.repeat(n + 1)])),
    );
    const one = oddCode(root, 1);
    const four = oddCode(root, 4);
    const survey = await surveyed(four.code);
    expect(survey).toEqual(await surveyed(one.code));
    expect(survey.files).toHaveLength(40);
    expect([one.starts(), four.starts()]).toEqual([1, 4]);
  });

  test.each(['exit', 'throw', 'memory', 'hang'])(
    'that break at a file (%s) are replaced, and the file is skipped',
    async (how) => {
      const before = liveWorkers();
      const root = treeOf({ 'a.py': 'a\na\na\n', [`${how}.py`]: 'b\nb\n', 'c.py': 'c\n' });
      const { code, starts } = oddCode(root, 1, how === 'hang' ? SHORT_LIMIT_MS : LIMIT_MS);
      const { files, skipped } = await surveyed(code);
      expect(files.map(({ path }) => path)).toEqual(['a.py', 'c.py']);
      expect(skipped).toEqual([{ path: `${how}.py`, reason: 'unparsable' }]);
      expect(starts()).toBe(2);
      // It may have been chance: the next survey tries again, and that file alone.
      await surveyed(code);
      expect(starts()).toBe(3);
      expect(liveWorkers()).toBe(before);
    },
  );

  test('that are spent are replaced, and their answer counts', async () => {
    const { code, starts } = oddCode(treeOf({ 'spent.py': 'a\na\na\n', 'c.py': 'c\n' }), 1);
    const { files } = await surveyed(code);
    expect(files.map(({ path, functions }) => [path, functions])).toEqual([
      ['c.py', 1],
      ['spent.py', 3],
    ]);
    expect(starts()).toBe(2);
  });

  test('are not started when nothing is to be parsed', async () => {
    const root = treeOf({ 'a.py': 'a\n', 'made.py': '# @generated\n' });
    const { code, starts } = oddCode(root, 2);
    await surveyed(code);
    expect(starts()).toBe(1);
    await surveyed(code);
    expect(starts()).toBe(1);
  });

  test('are ended when the survey itself breaks', async () => {
    const before = liveWorkers();
    const { code } = oddCode(treeOf({ 'a.py': 'a\n', 'b.py': 'bb\n', 'hang.py': 'hang\n' }), 2);
    const breaking = code.survey((done) => {
      if (done > 0) throw new Error('no screen');
    });
    await expect(breaking).rejects.toThrow('no screen');
    expect(liveWorkers()).toBe(before);
  });

  test('that cannot be started at all are a bug, not a file that is skipped', async () => {
    const missing: OpenLanes = async () => [new WorkerLane(join(tempFolder(), 'missing.cjs'), LIMIT_MS)];
    const code = codeBaseOver(treeOf({ 'a.py': 'a\n' }), join(tempFolder(), 'cache'), missing);
    await expect(code.survey()).rejects.toThrow(/missing\.cjs/);
  });
});

describe('with the real parsers', () => {
  const PYTHON = 'def one():\n    """Ones."""\n\ndef two():\n    pass\n';

  test('a few files are parsed here, many in workers, to the same end', async () => {
    const files = { 'a.py': PYTHON, 'b/c.ts': '/** Ones. */\nexport function one() {}\nfunction two() {}\n' };
    const small = treeOf(files);
    const large = treeOf({ ...files, 'big.py': PYTHON.repeat(30_000) });
    const code = (root: string, workerFile: string) =>
      createCodeBase({ root, cacheFile: join(root, 'cache'), workerFile });
    const here = await surveyed(code(small, join(small, 'no-worker.cjs')));
    const there = await surveyed(code(large, await parseWorker()));
    expect(here.files.map(({ path, functions, commented }) => [path, functions, commented])).toEqual([
      ['a.py', 2, 1],
      ['b/c.ts', 2, 1],
    ]);
    expect(there.files.map(({ path, functions, commented }) => [path, functions, commented])).toEqual([
      ['a.py', 2, 1],
      ['b/c.ts', 2, 1],
      ['big.py', 60_000, 30_000],
    ]);
  });

  test('details come in the order asked for, without what cannot be read', async () => {
    const root = treeOf({ 'a.py': PYTHON, 'b.py': 'def three():\n    pass\n', 'c.txt': 'x', 'odd.py': '\0' });
    const code = createCodeBase({
      root,
      cacheFile: join(root, 'cache'),
      workerFile: join(root, 'no-worker.cjs'),
    });
    const details = await code.details(['b.py', 'gone.py', 'c.txt', 'odd.py', '../a.py', 'a.py']);
    expect(
      details.map(({ path, definitions }) => [path, definitions.map(({ name, line }) => `${name}:${line}`)]),
    ).toEqual([
      ['b.py', ['three:1']],
      ['a.py', ['one:1', 'two:4']],
    ]);
  });
});

test('progress goes from what is known to all', async () => {
  const root = treeOf({ 'a.py': 'a\n', 'b.py': 'bb\n', 'made.py': '# @generated\n', 'same.py': 'a\n' });
  const code = createCodeBase({ root, cacheFile: join(root, 'cache'), workerFile: 'none' });
  const steps: string[] = [];
  await code.survey((done, total) => steps.push(`${done}/${total}`));
  expect(steps).toEqual(['0/4', '1/4', '2/4', '3/4', '4/4']);
});
