import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Entry } from '../../../src/core/record/change.ts';
import { appendArchive, noteGaps, readArchive } from '../../../src/store/file/archive.ts';
import { realFs } from '../../../src/store/file/fs.ts';
import { layoutOf } from '../../../src/store/file/layout.ts';
import { change } from '../../helpers/other-hands.ts';
import { freshState, openStore } from '../../helpers/store-folder.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { project, treat } from './doctor-support.ts';

const entry = (generation: number) =>
  ({ generation, note: 'x'.repeat(20_000), changes: [] }) as never as Entry;
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** An archive with nothing of 20 to 22 and of 41, and a count of the pieces of it that were read. */
function archive() {
  const layout = layoutOf(tempFolder());
  mkdirSync(layout.journal);
  appendArchive(realFs, layout, [...range(3, 19), ...range(23, 40)].map(entry));
  let reads = 0;
  const readSync = ((...args: Parameters<typeof realFs.readSync>) => {
    reads++;
    return realFs.readSync(...args);
  }) as typeof realFs.readSync;
  return { layout, fs: { ...realFs, readSync }, reads: () => reads };
}

test('a gap that was noted is passed over without reading on', () => {
  const { layout, fs, reads } = archive();
  noteGaps(realFs, layout, 41);
  noteGaps(realFs, layout, 41);
  const newest = readArchive(fs, layout, 42);
  expect(newest.next().value).toMatchObject({ generation: 40 });
  expect(reads()).toBe(1);
  const rest = [...newest].map(({ generation }) => generation);
  expect(rest).toEqual([...range(23, 39), ...range(3, 19)].sort((a, b) => b - a));
});

test('entries that come late stand in their place also beyond a gap', () => {
  const { layout, fs } = archive();
  noteGaps(realFs, layout, 41);
  appendArchive(realFs, layout, [43, 42].map(entry));
  const generations = [...readArchive(fs, layout, 44)].map(({ generation }) => generation);
  expect(generations).toEqual([43, 42, ...range(23, 40).reverse(), ...range(3, 19).reverse()]);
});

test('a log that starts anew leaves no gap in the archive', async () => {
  const { dir, store } = await project();
  for (const priority of ['P0', 'P2'] as const) {
    await change(store, (draft) => draft.update('task_003', { priority }));
  }
  const before = (await freshState(dir)).entries;
  rmSync(join(dir, 'journal/base.000000000000000'));
  await treat(dir);
  await change(openStore(dir), (draft) => draft.update('task_003', { priority: 'P3' }));
  expect((await freshState(dir)).entries.slice(-before.length)).toEqual(before);
  const layout = layoutOf(dir);
  const held = new Set(
    realFs.readFileSync(layout.archive, 'utf8').split('\n').filter(Boolean).flatMap(generations),
  );
  expect([...held].sort((a, b) => a - b)).toEqual(range(1, before.length + 1));
});

function generations(line: string): readonly number[] {
  const { generation, gapFrom = generation } = JSON.parse(line);
  return range(gapFrom, generation);
}
