import { existsSync, mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { reportsIn } from '../../../src/host/reports.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

test('one has the turn at a time: the next gets it when it ends, or not at all', async () => {
  const folder = join(tempFolder(), 'reports');
  const reports = reportsIn(folder);
  const first = (await reports.turn(0))!;
  expect(await reports.turn(0)).toBeNull();
  expect(await reports.turn(120)).toBeNull();
  const second = reportsIn(folder).turn(5000);
  await first.end();
  await (await second)!.end();
  expect(existsSync(join(folder, 'check.lock'))).toBe(false);
  expect(reports.newest()).toBeNull();
});

test('the turn of one that was killed is taken over', async () => {
  const folder = join(tempFolder(), 'reports');
  const lock = join(folder, 'check.lock');
  mkdirSync(lock, { recursive: true });
  expect(await reportsIn(folder).turn(0)).toBeNull();
  const then = Date.now() / 1000 - 11;
  utimesSync(lock, then, then);
  await (await reportsIn(folder).turn(0))!.end();
});

test('where nothing can be written, or a link leads elsewhere, nobody keeps the others out', async () => {
  const elsewhere = tempFolder();
  const link = join(tempFolder(), 'reports');
  symlinkSync(elsewhere, link);
  const file = join(tempFolder(), 'reports');
  writeFileSync(file, '');
  for (const folder of [link, file]) {
    const turns = await Promise.all([reportsIn(folder).turn(0), reportsIn(folder).turn(0)]);
    for (const turn of turns) await turn!.end();
  }
  expect(existsSync(join(elsewhere, 'check.lock'))).toBe(false);
});
