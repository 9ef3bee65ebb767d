import { copyFileSync, cpSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  attempt,
  change,
  edit,
  listPath,
  listText,
  refusal,
  takenOver,
  tasksOf,
  threeTasks,
  withTask,
} from '../helpers/other-hands.ts';
import { freshState, openStore } from '../helpers/store-folder.ts';
import { add, claim, finish, taskOf } from '../helpers/store-moves.ts';

const adoptions = async (dir: string) =>
  (await freshState(dir)).entries.filter((entry) => entry.endsWith(' adopt'));

test('a file that was only touched is known again, and nothing else happens', async () => {
  const { dir, store } = await threeTasks();
  const before = listText(dir);
  utimesSync(listPath(dir), 1, 1);
  const tasks = await takenOver(store);
  expect(Object.keys(tasks)).toEqual(['task_001', 'task_002', 'task_003']);
  expect(listText(dir)).toBe(before);
});

test('an edit of the present text is taken over as a transaction of its own', async () => {
  const { dir, store } = await threeTasks();
  edit(listPath(dir), (text) => text.replace('does task_001', 'written by hand'));
  const tasks = await takenOver(store);
  expect(tasks.task_001).toMatchObject({ description: 'written by hand', version: 2 });
  expect(await adoptions(dir)).toHaveLength(1);
  const { records } = await freshState(dir);
  expect(records.task_001!.entries.at(-2)).toMatchObject({
    agent: 'other-hands',
    command: 'adopt',
    changed: { description: ['does task_001', 'written by hand'] },
  });
});

test.each([
  ['laid out anew', (text: string) => JSON.stringify(JSON.parse(text), null, 4)],
  ['on one line', (text: string) => JSON.stringify(JSON.parse(text))],
  ['with CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
  ['with a byte order mark', (text: string) => `\ufeff${text}`],
  [
    'in another order',
    (text: string) => {
      const { tasks, ...rest } = JSON.parse(text);
      const turned = tasks
        .reverse()
        .map((task: object) => Object.fromEntries(Object.entries(task).reverse()));
      return JSON.stringify({ tasks: turned, ...rest });
    },
  ],
])('a list %s says the same, and is written in its own form again', async (_, by) => {
  const { dir, store } = await threeTasks();
  const before = listText(dir);
  edit(listPath(dir), by);
  const tasks = await takenOver(store);
  expect(Object.values(tasks).map(({ version }) => version)).toEqual([1, 1, 1]);
  expect(listText(dir)).toBe(before);
});

test('keys that lra does not know are kept, changed and taken away by hand, and survive commands', async () => {
  const { dir, store } = await threeTasks();
  edit(listPath(dir), (text) => withTask(text, 'task_001', (task) => ({ ...task, mood: { today: 'good' } })));
  await takenOver(store);
  await change(store, (draft) => draft.update('task_001', { priority: 'P0' }));
  expect((await tasksOf(openStore(dir))).task_001).toMatchObject({ mood: { today: 'good' }, priority: 'P0' });
  edit(listPath(dir), (text) => withTask(text, 'task_001', (task) => ({ ...task, mood: undefined })));
  await takenOver(store);
  expect((await tasksOf(openStore(dir))).task_001).not.toHaveProperty('mood');
});

test('statuses changed by sed bring the rest in line: end, lease, who waits', async () => {
  const { dir, store } = await threeTasks();
  await change(store, (draft) => claim(draft, 'task_002', 'ann'));
  edit(listPath(dir), (text) => text.replace('"status":"in_progress"', '"status":"completed"'));
  const tasks = await takenOver(store);
  expect(tasks.task_002).toMatchObject({ status: 'completed', finished_at: expect.any(String) });
  expect(tasks.task_003!.status).toBe('pending');
  expect((await freshState(dir)).leases).toEqual([]);
  edit(listPath(dir), (text) => withTask(text, 'task_002', (task) => ({ ...task, status: 'pending' })));
  const reopened = await takenOver(store);
  expect(reopened.task_002).toMatchObject({ status: 'pending', finished_at: null });
  expect(reopened.task_003!.status).toBe('blocked');
});

test('a valid task that was added by hand is there, and its number is drawn', async () => {
  const { dir, store } = await threeTasks();
  const added = taskOf('task_004', { dependencies: ['task_001'] });
  edit(listPath(dir), (text) => text.replace('\n]}', `,\n${JSON.stringify(added)}\n]}`));
  expect((await takenOver(store)).task_004!.status).toBe('blocked');
  await change(store, (draft) => void add(draft));
  expect(await tasksOf(store)).toHaveProperty('task_005');
});

test.each([
  ['a dependency that is not there', { dependencies: ['task_009'] }, 'the dependency task_009 is not there'],
  ['a ring', { dependencies: ['task_003'], status: 'blocked' }, 'it waits for itself, task_002 → task_003'],
  ['a status of no template', { status: 'done' }, 'the template task has no status "done", only pending'],
  ['a template that is not there', { template: 'novel' }, 'the template "novel" is not there'],
  ['another parent than the id says', { parent_id: 'task_001' }, 'parent_id is null for task_002'],
  ['a brief elsewhere', { task_file: '../../etc/passwd' }, 'task_file is tasks/task_002.md'],
  ['a time of no zone', { deadline: '2030-01-01T10:00' }, 'deadline is not a time such as'],
  ['variables that are a list', { variables: [] }, 'variables cannot be read'],
  ['a dependency twice', { dependencies: ['task_001', 'task_001'] }, 'dependencies name a task twice'],
  ['no version', { version: undefined }, 'version is missing'],
])('%s is refused with its line', async (_, patch, reason) => {
  const { dir, store } = await threeTasks();
  edit(listPath(dir), (text) => withTask(text, 'task_002', (task) => ({ ...task, ...patch })));
  const { code, message, data } = await refusal(dir, store);
  expect(code).toBe('corrupt_state');
  expect(message).toContain(reason);
  expect(data).toMatchObject({ file: listPath(dir), line: 3 });
});

test('what a task had before the edit is no reason to refuse it: its template may be gone since', async () => {
  const { dir, store } = await threeTasks();
  const later = openStore(dir, { lifecycles: () => undefined });
  edit(listPath(dir), (text) => text.replace('does task_001', 'written by hand'));
  expect((await tasksOf(later)).task_001!.description).toBe('written by hand');
  await later.close();
  await store.close();
});

test('a line that was deleted by hand is refused, where it would have stood', async () => {
  const { dir, store } = await threeTasks();
  edit(listPath(dir), (text) => withTask(text, 'task_003', () => null));
  const { message, data } = await refusal(dir, store);
  expect(message).toContain('task_003: it is missing from the file');
  expect(data).toMatchObject({ line: 3 });
});

test('an old copy saved over the list changes nothing: what was acknowledged since stays', async () => {
  const { dir, store } = await threeTasks();
  const old = listText(dir);
  await change(store, (draft) => claim(draft, 'task_001', 'ann'));
  await change(store, (draft) => draft.update('task_002', { priority: 'P0' }));
  const before = await tasksOf(store);
  writeFileSync(listPath(dir), old);
  expect(await takenOver(store)).toEqual(before);
});

test('an old copy in which another task was edited gives that edit and no more', async () => {
  const { dir, store } = await threeTasks();
  const old = listText(dir);
  await change(store, (draft) => finish(draft, 'task_001'));
  writeFileSync(listPath(dir), old.replace('does task_002', 'written by hand'));
  const tasks = await takenOver(store);
  expect(tasks.task_001!.status).toBe('completed');
  expect(tasks.task_002!.description).toBe('written by hand');
});

test('an edit of an old text is refused with its line', async () => {
  const { dir, store } = await threeTasks();
  const old = listText(dir);
  await change(store, (draft) => finish(draft, 'task_002'));
  writeFileSync(listPath(dir), old.replace('does task_002', 'written by hand'));
  const edited = await refusal(dir, store);
  expect(edited.message).toContain('task_002: this is an edit of version 1, and version 2 is here already');
  expect(edited.data).toMatchObject({ line: 3 });
});

test('a copy from before a task was made, or deleted, is refused', async () => {
  const { dir, store } = await threeTasks();
  const old = listText(dir);
  await change(store, (draft) => void add(draft));
  const newer = listText(dir);
  writeFileSync(listPath(dir), old);
  expect((await refusal(dir, store)).message).toContain('task_004: it is missing from the file');
  writeFileSync(listPath(dir), newer);
  await change(store, (draft) => draft.remove('task_004'));
  writeFileSync(listPath(dir), newer);
  expect((await refusal(dir, store)).message).toContain(
    'task_004: it is not here, and numbers up to 4 were drawn before',
  );
});

test('the same holds when the old text left the log long ago', async () => {
  const { dir, store } = await threeTasks({ limits: { tail: 3 } });
  const old = listText(dir);
  for (const priority of ['P0', 'P2', 'P3', 'P0', 'P1', 'P2'] as const) {
    await change(store, (draft) => draft.update('task_001', { priority }));
  }
  writeFileSync(listPath(dir), old);
  expect((await takenOver(store)).task_001!.priority).toBe('P2');
  writeFileSync(listPath(dir), old.replace('does task_001', 'written by hand'));
  expect((await refusal(dir, store)).message).toContain('task_001: this is an edit of version 1');
});

test('a copy of the project goes on by itself', async () => {
  const { dir, store } = await threeTasks();
  await change(store, (draft) => claim(draft, 'task_001', 'ann'));
  const copy = `${dir}-copy`;
  cpSync(dir, copy, { recursive: true });
  const there = openStore(copy);
  await takenOver(there);
  await change(there, (draft) => finish(draft, 'task_001'));
  expect((await tasksOf(store)).task_001!.status).toBe('in_progress');
  expect((await freshState(copy)).leases).toEqual([]);
});

const lagging = { limits: { freshTasks: 1, largeTail: 100 } };

test('what a large list was not told yet stays, whoever writes the list', async () => {
  const { dir, store } = await threeTasks(lagging);
  await change(store, (draft) => finish(draft, 'task_001'));
  await change(store, (draft) => void add(draft));
  await change(store, (draft) => draft.remove('task_003'));
  expect(JSON.parse(listText(dir)).tasks).toEqual([]);
  edit(listPath(dir), (text) => `${text}\n`);
  const tasks = await takenOver(store);
  expect(Object.keys(tasks)).toEqual(['task_001', 'task_002', 'task_004']);
  expect(tasks.task_001!.status).toBe('completed');
  expect(JSON.parse(listText(dir)).tasks).toEqual(Object.values(tasks));
});

test('a checkout keeps it as well, but for a task that both changed: that is refused', async () => {
  const { dir, store } = await threeTasks({ ...lagging, isFromGit: () => true });
  await change(store, (draft) => draft.update('task_002', { priority: 'P0' }));
  edit(listPath(dir), (text) => `${text}\n`);
  await takenOver(store);
  const listed = listText(dir);
  await change(store, (draft) => finish(draft, 'task_001'));
  await change(store, (draft) => draft.remove('task_003'));
  expect(listText(dir)).toBe(listed);
  const other = withTask(listed, 'task_002', (task) => ({ ...task, description: 'of another branch' }));
  const both = withTask(other, 'task_001', (task) => ({ ...task, version: 9, priority: 'P3' }));
  for (const text of [both, withTask(other, 'task_001', () => null)]) {
    writeFileSync(listPath(dir), text);
    expect((await refusal(dir, store)).message).toMatch(/task_001: it (was changed|is missing) here/);
  }
  writeFileSync(listPath(dir), other);
  const tasks = await takenOver(store);
  expect(Object.keys(tasks)).toEqual(['task_001', 'task_002']);
  expect(tasks.task_001!.status).toBe('completed');
  expect(tasks.task_002!.description).toBe('of another branch');
});

const locksPath = (dir: string) => join(dir, 'locks.json');
const holders = async (dir: string) =>
  (await freshState(dir)).leases.map((lease) => `${(lease as { task_id: string }).task_id}`);

async function twoClaims() {
  const project = await threeTasks();
  await change(project.store, (draft) => claim(draft, 'task_001', 'ann'));
  copyFileSync(locksPath(project.dir), `${project.dir}/old-locks`);
  await change(project.store, (draft) => claim(draft, 'task_002', 'bob'));
  return project;
}

test('a locks.json that was deleted comes back: the log knows who holds what', async () => {
  const { dir, store } = await twoClaims();
  rmSync(locksPath(dir));
  expect(await holders(dir)).toEqual(['task_001', 'task_002']);
  await takenOver(store);
  expect(JSON.parse(readFileSync(locksPath(dir), 'utf8')).leases).toHaveLength(2);
});

test('an old copy of locks.json takes back no claim', async () => {
  const { dir, store } = await twoClaims();
  copyFileSync(`${dir}/old-locks`, locksPath(dir));
  await takenOver(store);
  expect(await holders(dir)).toEqual(['task_001', 'task_002']);
});

test('a lease that was taken out by hand is given back; one that changed since the copy is refused', async () => {
  const { dir, store } = await twoClaims();
  const without = (text: string, id: string) => {
    const locks = JSON.parse(text);
    return JSON.stringify({
      ...locks,
      leases: locks.leases.filter((lease: { task_id: string }) => lease.task_id !== id),
    });
  };
  const old = readFileSync(locksPath(dir), 'utf8');
  edit(locksPath(dir), (text) => without(text, 'task_001'));
  await takenOver(store);
  expect(await holders(dir)).toEqual(['task_002']);
  await change(store, (draft) => {
    const lease = draft.graph.leases.get('task_002')!;
    draft.setLease('task_002', { ...lease, last_heartbeat: '2026-01-01T00:05:00.000Z' });
  });
  writeFileSync(locksPath(dir), without(old, 'task_002'));
  const { message } = await refusal(dir, store);
  expect(message).toContain('the lease of task_002: it changed since this copy was written');
});

test.each([
  ['a token that was never given out', { token: 900 }, 'the token 900 was never given out'],
  ['a status of no lease', { status: 'mine' }, 'status is claimed or paused'],
  ['an id that leads elsewhere', { task_id: '../x' }, 'task_id is not a task id'],
  ['a time that is none', { expires_at: 'soon' }, 'expires_at is not a time'],
])('%s in locks.json is refused with its line', async (_, patch, reason) => {
  const { dir, store } = await twoClaims();
  edit(locksPath(dir), (text) => {
    const lines = text.split('\n');
    lines[2] = JSON.stringify({ ...JSON.parse(lines[2]!), ...patch });
    return lines.join('\n');
  });
  const { message, data } = await refusal(dir, store);
  expect(message).toContain(reason);
  expect(data).toMatchObject({ file: locksPath(dir), line: 3 });
});

test('a failed decision leaves what other hands did where it is, taken over', async () => {
  const { dir, store } = await threeTasks();
  edit(listPath(dir), (text) => text.replace('does task_001', 'written by hand'));
  expect((await attempt(store, () => {})).ok).toBe(true);
  expect((await tasksOf(openStore(dir))).task_001!.description).toBe('written by hand');
});
