import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isAsGitHasIt } from '../../src/store/file/git-provenance.ts';
import {
  change,
  commit,
  committed,
  edit,
  listPath,
  listText,
  refusal,
  takenOver,
  tasksOf,
  withTask,
} from '../helpers/other-hands.ts';
import { freshState, openStore } from '../helpers/store-folder.ts';
import { add, claim, finish } from '../helpers/store-moves.ts';
import { git } from '../helpers/temp-folder.ts';

test('a checkout of an older branch takes tasks back and leaves some out; one of a newer branch brings them again', async () => {
  const { repo, dir, store } = await committed();
  git(repo, 'branch', 'older');
  await change(store, (draft) => {
    finish(draft, 'task_001');
    claim(draft, add(draft), 'ann');
  });
  const newer = await tasksOf(store);
  commit(repo);
  git(repo, 'checkout', '--quiet', 'older');
  const then = await takenOver(store);
  expect(Object.keys(then)).toEqual(['task_001', 'task_002']);
  expect(then.task_001).toMatchObject({ status: 'pending', version: 1 });
  expect((await freshState(dir)).leases).toEqual([]);
  await change(store, (draft) => void add(draft));
  expect(Object.keys(await tasksOf(store))).toContain('task_004');
  git(repo, 'checkout', '--quiet', '--force', 'main');
  const back = await takenOver(store);
  expect(Object.keys(back)).toEqual(['task_001', 'task_002', 'task_003']);
  expect(back.task_001).toMatchObject({ status: 'completed', version: 2 });
  expect(back.task_003!.description).toBe(newer.task_003!.description);
});

test('a brief that git does not know survives that its task goes and comes back', async () => {
  const { repo, dir, store } = await committed();
  git(repo, 'branch', 'older');
  await change(store, (draft) => void add(draft));
  writeFileSync(join(dir, 'tasks/task_003.md'), 'written on\n');
  git(repo, 'add', listPath(dir));
  git(repo, 'commit', '--quiet', '--message', 'no brief');
  git(repo, 'checkout', '--quiet', 'older');
  await takenOver(store);
  expect((await freshState(dir)).briefs.task_003).toBeNull();
  git(repo, 'checkout', '--quiet', '--force', 'main');
  await takenOver(store);
  expect((await freshState(dir)).briefs.task_003).toBe('written on\n');
});

test('restore and stash take uncommitted changes back, and a stash brings them again', async () => {
  const { repo, dir, store } = await committed();
  await change(store, (draft) => {
    finish(draft, 'task_001');
    add(draft);
  });
  git(repo, 'stash');
  const stashed = await takenOver(store);
  expect(Object.keys(stashed)).toEqual(['task_001', 'task_002']);
  expect(stashed.task_001!.status).toBe('pending');
  git(repo, 'restore', '.');
  git(repo, 'stash', 'pop');
  const popped = await takenOver(store);
  expect(Object.keys(popped)).toEqual(['task_001', 'task_002', 'task_003']);
  expect(popped.task_001!.status).toBe('completed');
  git(repo, 'restore', listPath(dir));
  expect((await takenOver(store)).task_001).toMatchObject({ status: 'pending' });
});

/** Two branches that both went on from `main`. */
async function branched(ours: (draft: never) => void, theirs: (draft: never) => void) {
  const project = await committed();
  const { repo, store } = project;
  git(repo, 'checkout', '--quiet', '-b', 'feature');
  await change(store, theirs as never);
  commit(repo);
  git(repo, 'checkout', '--quiet', 'main');
  await takenOver(store);
  await change(store, ours as never);
  commit(repo);
  return project;
}

test('a merge is taken over, newer tasks of both sides and all', async () => {
  const { repo, store } = await branched(
    (draft) => add(draft),
    (draft: Parameters<typeof finish>[0]) => finish(draft, 'task_001'),
  );
  git(repo, 'merge', '--quiet', 'feature', '--strategy-option', 'ours');
  const tasks = await takenOver(store);
  expect(Object.keys(tasks)).toContain('task_003');
});

test('a merge in conflict is refused at the marker until it is resolved and added', async () => {
  const { repo, dir, store } = await branched(
    (draft: Parameters<typeof finish>[0]) => draft.update('task_002', { priority: 'P0' }),
    (draft: Parameters<typeof finish>[0]) => draft.update('task_002', { priority: 'P3' }),
  );
  expect(() => git(repo, 'merge', 'feature')).toThrow();
  const { message, data } = await refusal(dir, store);
  expect(message).toContain('a git merge left conflict markers here');
  const marker = listText(dir)
    .split('\n')
    .findIndex((line) => line.startsWith('<<<<<<<'));
  expect(data).toMatchObject({ line: marker + 1 });
  git(repo, 'checkout', '--theirs', '.');
  git(repo, 'add', '--all');
  expect((await takenOver(store)).task_002!.priority).toBe('P3');
});

test('an editor that saves the very text of a commit does not take back what was acknowledged since', async () => {
  const { dir, store } = await committed();
  const old = listText(dir);
  await change(store, (draft) => finish(draft, 'task_001'));
  writeFileSync(listPath(dir), old);
  expect((await takenOver(store)).task_001!.status).toBe('completed');
});

test('a line that was deleted by hand is refused, until that is staged: then it was meant', async () => {
  const { repo, dir, store } = await committed();
  edit(listPath(dir), (text) => withTask(text, 'task_002', () => null));
  expect((await refusal(dir, store)).message).toContain('task_002: it is missing from the file');
  git(repo, 'add', listPath(dir));
  expect(Object.keys(await takenOver(store))).toEqual(['task_001']);
});

test('a fresh clone has the tasks and not the claims', async () => {
  const { repo, store } = await committed();
  await change(store, (draft) => claim(draft, 'task_001', 'ann'));
  commit(repo);
  const clone = `${repo}-clone`;
  git(repo, 'clone', '--quiet', repo, clone);
  const there = openStore(join(clone, '.long-run-agent'));
  expect((await tasksOf(there)).task_001!.status).toBe('in_progress');
  await change(there, (draft) => void add(draft));
  expect((await freshState(join(clone, '.long-run-agent'))).leases).toEqual([]);
  rmSync(clone, { recursive: true });
});

test('a hook, in which git points elsewhere, is asked about the right repository', async () => {
  const { repo, dir, store } = await committed();
  const old = listText(dir);
  await change(store, (draft) => finish(draft, 'task_001'));
  git(repo, 'restore', listPath(dir));
  expect(listText(dir)).toBe(old);
  process.env.GIT_DIR = '.git';
  try {
    expect(isAsGitHasIt(listPath(dir))).toBe(true);
  } finally {
    delete process.env.GIT_DIR;
  }
});
