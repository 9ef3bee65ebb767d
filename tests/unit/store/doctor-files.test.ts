import { mkdirSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createFileDoctor } from '../../../src/store/file/file-doctor.ts';
import { DEFAULT_LIMITS } from '../../../src/store/file/limits.ts';
import { change, edit, listPath, listText, tasksOf } from '../../helpers/other-hands.ts';
import { freshState, openStore } from '../../helpers/store-folder.ts';
import { claim } from '../../helpers/store-moves.ts';
import { head } from '../../helpers/store-scenarios.ts';
import { countingIds, lifecycles } from '../../helpers/store-state.ts';
import { doctorOf, project, summary, treat } from './doctor-support.ts';

test.each<[string, (text: string) => string, string]>([
  ['that is empty', () => '', 'unreadable_file locks.json:1'],
  [
    'with a lease that is none',
    (text) => text.replace('"token":3', '"token":"3"'),
    'invalid_lease locks.json:2',
  ],
  [
    'with a token that was never given out',
    (text) => text.replace('"token":3', '"token":77'),
    'refused_change locks.json:2',
  ],
  [
    'from the future',
    (text) => text.replace('"generation":3', '"generation":99'),
    'refused_change locks.json:1',
  ],
])('a locks.json %s is written as the log has it', async (_, damage, found) => {
  const { dir } = await project();
  const { leases } = await freshState(dir);
  edit(join(dir, 'locks.json'), damage);
  const treated = await treat(dir);
  expect(treated.found).toEqual([found]);
  expect(treated.left).toEqual([]);
  expect((await freshState(dir)).leases).toEqual(leases);
});

test('a locks.json that is damaged, without a log, keeps the leases that can be read', async () => {
  const { dir } = await project();
  rmSync(join(dir, 'journal'), { recursive: true });
  edit(join(dir, 'locks.json'), (text) => `${text.slice(0, -4)},\n{"task_id":`);
  const { left } = await treat(dir);
  expect(left).toEqual([]);
  expect((await freshState(dir)).leases).toMatchObject([{ task_id: 'task_002', token: 3 }]);
});

test.each<[string, (text: string) => string, string]>([
  ['that was cut off', (text) => text.slice(0, -30), 'unreadable_file records/task_002.json:4'],
  ['of another shape', () => '{}', 'invalid_record records/task_002.json:1'],
  [
    'with an entry that is none',
    (text) => text.replace('"tx":', '"xt":'),
    'invalid_record records/task_002.json:2',
  ],
  [
    'with the two sides of a merge',
    (text) =>
      text.replace(
        /\n(.*)\n\]\}/,
        '\n<<<<<<< HEAD\n$1\n=======\n{"tx":"other","at":"2026-01-01T00:00:00.000Z","agent":"bob","command":"set"}\n>>>>>>> b\n]}',
      ),
    'merge_conflict records/task_002.json:4',
  ],
])('a record %s is made of what it has and what the log has', async (name, damage, found) => {
  const { dir } = await project();
  const { records } = await freshState(dir);
  edit(join(dir, 'records/task_002.json'), damage);
  const treated = await treat(dir);
  expect(treated.found).toEqual([found]);
  expect(treated.left).toEqual([]);
  const { entries } = (await freshState(dir)).records.task_002!;
  expect(entries.filter(({ tx }) => tx !== 'other')).toEqual(records.task_002!.entries);
  expect(entries.some(({ tx }) => tx === 'other')).toBe(name.includes('merge'));
});

const entryFiles = (dir: string) =>
  readdirSync(join(dir, 'journal')).filter((name) => /^\d{15}\.json$/.test(name));

test.each<[string, (journal: string, entries: string[]) => void]>([
  ['whose base is damaged', (journal) => writeFileSync(join(journal, 'base.000000000000000'), 'x')],
  ['whose base is missing', (journal) => rmSync(join(journal, 'base.000000000000000'))],
  ['with an entry damaged inside', (journal, names) => writeFileSync(join(journal, names.at(-2)!), '{}\n')],
  ['with an entry missing inside', (journal, names) => rmSync(join(journal, names.at(-2)!))],
])('a log %s starts anew with nothing lost', async (_, damage) => {
  const { dir, store } = await project();
  for (const priority of ['P0', 'P2', 'P3'] as const) {
    await change(store, (draft) => draft.update('task_003', { priority }));
  }
  const before = await freshState(dir);
  const names = entryFiles(dir);
  damage(join(dir, 'journal'), names);
  const { found, repairs, left } = await treat(dir);
  expect(found).toEqual(['damaged_log journal']);
  expect(left).toEqual([]);
  const after = await freshState(dir);
  expect(after.tasks).toEqual(before.tasks);
  expect(after.leases).toEqual(before.leases);
  expect(after.records).toEqual(before.records);
  expect(readdirSync(repairs[0]!.original!)).toEqual(expect.arrayContaining([names[0]]));
  await change(openStore(dir), (draft) => claim(draft, 'task_003', 'bob'));
  const [, bob] = (await freshState(dir)).leases as { token: number }[];
  expect(bob!.token).toBeGreaterThan(before.entries.length);
});

test('a log and a list that are damaged both start from the copy that was made with the base', async () => {
  const { dir } = await project();
  const before = await freshState(dir);
  writeFileSync(join(dir, 'journal/base.000000000000000'), 'x');
  writeFileSync(listPath(dir), 'x');
  const { left } = await treat(dir);
  expect(left).toEqual([]);
  expect((await freshState(dir)).tasks).toEqual(before.tasks);
  expect(readdirSync(dir).some((name) => /^task_list\.json\..*\.orig$/.test(name))).toBe(true);
});

test('a list that lags behind the log is brought up', async () => {
  const { dir, store } = await project({ freshTasks: 1, largeTail: 99 });
  const doctor = createFileDoctor({
    dir,
    lifecycles,
    ids: countingIds('doctor'),
    isFromGit: () => false,
    limits: { ...DEFAULT_LIMITS, freshTasks: 1, largeTail: 99 },
  });
  expect(summary(await doctor.examine(), dir)).toEqual(['list_behind task_list.json']);
  expect((await doctor.repair(head('doctor'))).ok).toBe(true);
  expect(await doctor.examine()).toEqual([]);
  expect(JSON.parse(listText(dir)).tasks).toEqual(Object.values(await tasksOf(store)));
});

test('what a stopped command left behind is cleared away', async () => {
  const { dir } = await project();
  const journal = join(dir, 'journal');
  writeFileSync(join(journal, 'tmp/1.1.x'), 'x');
  mkdirSync(join(journal, 'lock'));
  for (const name of ['tmp/1.1.x', 'lock']) utimesSync(join(journal, name), 1, 1);
  writeFileSync(join(journal, '000000000000005.json'), 'torn');
  const { found, left } = await treat(dir);
  expect(found).toEqual(['torn_entry journal/5', 'stale_lock journal/lock', 'leftover journal/tmp/1.1.x']);
  expect(left).toEqual([]);
});

test('links and strays are told once', async () => {
  const { dir } = await project();
  const records = join(dir, 'records');
  symlinkSync(join(dir, 'task_list.json'), join(records, 'task_003.json.tmp'));
  rmSync(join(dir, 'locks.json'));
  symlinkSync('/dev/null', join(dir, 'locks.json'));
  const symptoms = await doctorOf(dir).examine();
  expect(symptoms.map(({ code, file }) => `${code} ${file?.slice(dir.length + 1)}`)).toEqual([
    'io_error locks.json',
    'stray_file records/task_003.json.tmp',
  ]);
});
