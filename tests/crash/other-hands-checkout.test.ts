import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Entry } from '../../src/core/record/change.ts';
import { ok } from '../../src/core/result.ts';
import type { Store } from '../../src/ports/store.ts';
import { change, commit, committed, edit, listPath, listText, tasksOf } from '../helpers/other-hands.ts';
import { openStore } from '../helpers/store-folder.ts';
import { add, checkpoint, claim, finish } from '../helpers/store-moves.ts';
import { head } from '../helpers/store-scenarios.ts';
import { git } from '../helpers/temp-folder.ts';

/** Back on `main`, after a branch `feat` on which task_001 was worked on and finished. */
async function backOnMain(options: Parameters<typeof committed>[0] = {}) {
  const project = await committed({ tasks: 3, ...options });
  const { repo, dir, store } = project;
  const main = listText(dir);
  git(repo, 'checkout', '--quiet', '-b', 'feat');
  await change(store, (draft) => {
    claim(draft, 'task_001', 'ann');
    checkpoint(draft, 'task_002', 1);
  });
  await change(store, (draft) => finish(draft, 'task_001'));
  commit(repo);
  const feat = listText(dir);
  git(repo, 'checkout', '--quiet', 'main');
  return { ...project, main, feat };
}

const status = (repo: string) => git(repo, 'status', '--porcelain', '--untracked-files=all').trim();

const changedLines = (repo: string) =>
  git(repo, 'diff', '--unified=0')
    .split('\n')
    .filter((line) => /^[+-][^+-]/.test(line));

async function lastTakenOver(store: Store): Promise<Entry> {
  const read = await store.read({ kind: 'project' }, (view) =>
    [...view.entries()].find(({ command }) => command === 'adopt'),
  );
  if (!read.ok || !read.value) throw new Error('nothing was taken over');
  return read.value;
}

test('a checkout and a read leave nothing to commit', async () => {
  const { repo, store } = await backOnMain();
  expect((await tasksOf(store)).task_001).toMatchObject({ status: 'pending', version: 1 });
  expect(status(repo)).toBe('');
});

test.each([{}, { limits: { tail: 2 } }])(
  'after a checkout and an unrelated task, only that task is to be committed (%j)',
  async (options) => {
    const { repo, dir, main, store } = await backOnMain(options);
    await change(store, (draft) => void add(draft));
    await change(store, (draft) => draft.update('task_004', { priority: 'P0' }));
    const [before, after] = [main.split('\n'), listText(dir).split('\n')];
    expect(after.slice(0, 3)).toEqual(before.slice(0, 3));
    expect(changedLines(repo).filter((line) => !line.includes('task_004'))).toEqual(
      // The comma at the end of the line that was the last.
      [`-${before[3]}`, `+${before[3]},`],
    );
    expect(status(repo).split('\n')).toEqual([
      'M .long-run-agent/task_list.json',
      '?? .long-run-agent/records/task_004.json',
      '?? .long-run-agent/tasks/task_004.md',
    ]);
  },
);

test('the branch is merged back without a conflict, and its finished task is finished', async () => {
  const { repo, dir, feat, store } = await backOnMain();
  await change(store, (draft) => void add(draft));
  commit(repo);
  git(repo, 'merge', '--quiet', '--no-edit', 'feat');
  expect((await tasksOf(store)).task_001).toMatchObject({ status: 'completed', version: 3 });
  await change(store, (draft) => draft.update('task_004', { priority: 'P0' }));
  commit(repo);
  expect(listText(dir).split('\n')[1]).toBe(feat.split('\n')[1]);
  expect(Object.keys(await tasksOf(store))).toHaveLength(4);
});

test('a task that says the same with another version is taken with that version, and its time', async () => {
  const { repo, dir, main, store } = await backOnMain();
  git(repo, 'checkout', '--quiet', '-b', 'to-and-fro');
  await change(store, (draft) => draft.update('task_003', { priority: 'P0' }));
  await change(store, (draft) => draft.update('task_003', { priority: 'P1' }));
  commit(repo);
  git(repo, 'checkout', '--quiet', 'main');
  const later = { ...head('record'), at: '2031-01-01T00:00:00.000Z' };
  await store.transact(later, { kind: 'project' }, ({ draft }) => ok(draft.addRecord('task_002', {})));
  expect(listText(dir)).toBe(main);
});

test.each([{}, { limits: { tail: 2 } }])(
  'a key of nobody that the branch has not is gone after the checkout, not null (%j)',
  async (options) => {
    const { repo, dir, store } = await committed({ tasks: 2, ...options });
    const main = listText(dir);
    git(repo, 'checkout', '--quiet', '-b', 'keyed');
    edit(listPath(dir), (text) => text.replace('"version":1}', '"version":1,"points":5}'));
    await change(store, (draft) => void add(draft));
    expect((await tasksOf(store)).task_001).toMatchObject({ points: 5 });
    commit(repo);
    git(repo, 'checkout', '--quiet', 'main');
    await change(store, (draft) => draft.addRecord('task_002', {}));
    expect(listText(dir).split('\n').slice(1)).toEqual(main.split('\n').slice(1));
    expect((await tasksOf(openStore(dir))).task_001).not.toHaveProperty('points');
    git(repo, 'checkout', '--quiet', 'keyed', '--', '.');
    expect((await tasksOf(openStore(dir, { isFromGit: () => true }))).task_001).toMatchObject({ points: 5 });
  },
);

test('a record goes on from where the checked-out branch has it', async () => {
  const { dir, store } = await backOnMain();
  const path = join(dir, 'records/task_001.json');
  const before = JSON.parse(readFileSync(path, 'utf8')).entries;
  await change(store, (draft) => draft.update('task_001', { priority: 'P0' }));
  const after = JSON.parse(readFileSync(path, 'utf8')).entries;
  expect(after.slice(0, -1)).toEqual(before);
  expect(after.at(-1)).toMatchObject({ changed: { priority: ['P1', 'P0'] } });
});

test('the log says that git brought the tasks, also from the archive', async () => {
  const { store } = await backOnMain({ limits: { tail: 2 } });
  for (const priority of ['P0', 'P1', 'P2', 'P3'] as const) {
    await change(store, (draft) => draft.update('task_003', { priority }));
  }
  expect(await lastTakenOver(store)).toMatchObject({ agent: 'other-hands', fromGit: true });
});

test('an edit after a checkout makes the version grow, and stands in the record', async () => {
  const { dir, store } = await backOnMain();
  await change(store, (draft) => void add(draft));
  edit(listPath(dir), (text) => text.replace('does task_001', 'written by hand'));
  await change(store, (draft) => void add(draft));
  expect((await tasksOf(store)).task_001).toMatchObject({ description: 'written by hand', version: 2 });
  expect(await lastTakenOver(store)).not.toHaveProperty('fromGit');
  const record = JSON.parse(readFileSync(join(dir, 'records/task_001.json'), 'utf8'));
  expect(record.entries.at(-1)).toMatchObject({ command: 'adopt' });
});
