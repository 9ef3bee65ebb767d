import { appendFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isAsGitHasIt } from '../../../src/store/file/git-provenance.ts';
import { change, commit, committed, edit, listPath, listText, tasksOf } from '../../helpers/other-hands.ts';
import { freshState, openStore } from '../../helpers/store-folder.ts';
import { add, taskOf } from '../../helpers/store-moves.ts';
import { git, tempFolder } from '../../helpers/temp-folder.ts';
import { project, treat } from './doctor-support.ts';

const EARLY = '2026-02-01T00:00:00.000Z';
const LATE = '2026-02-02T00:00:00.000Z';

/** Draws task_003 with a child and a dependent, and lets task_001 wait for it as well when asked to. */
async function work(dir: string, created_by: string, created_at: string, waits = false) {
  const store = openStore(dir);
  const own = { created_by, created_at, updated_at: created_at };
  await change(store, (draft) => {
    const id = add(draft, { ...own, description: `of ${created_by}` });
    // Later than both, so that time tells nothing.
    const later = { created_by, created_at: created_at.replace('-02-', '-03-') };
    const after = { ...later, updated_at: later.created_at };
    add(draft, { ...after, parent_id: id, description: `child of ${created_by}` });
    add(draft, { ...after, dependencies: [id], description: `after ${created_by}` });
    if (waits) draft.update('task_001', { dependencies: [id], status: 'blocked' });
  });
  await change(store, (draft) => draft.addRecord('task_003', { note: `note of ${created_by}` }));
  for (const id of ['task_003', 'task_003_01', 'task_004']) {
    appendFileSync(join(dir, `tasks/${id}.md`), `by ${created_by}\n`);
  }
}

/** Two clones that both drew task_003, one merged into the other, which stands in conflict. */
async function merged({ waits = false, driver = 'text' } = {}) {
  const { repo, dir } = await committed();
  writeFileSync(join(repo, '.gitattributes'), `task_list.json merge=${driver}\n`);
  commit(repo);
  const clone = tempFolder();
  git(clone, 'clone', '--quiet', repo, 'clone');
  const theirs = join(clone, 'clone');
  await work(join(theirs, '.long-run-agent'), 'bob', LATE, waits);
  commit(theirs);
  await work(dir, 'ann', EARLY);
  commit(repo);
  git(repo, 'fetch', '--quiet', theirs, 'main');
  expect(() => git(repo, 'merge', '--quiet', 'FETCH_HEAD')).toThrow();
  return { repo, dir };
}

/** The notes in the record of a task. */
const notesOf = async (dir: string, id: string) =>
  (await freshState(dir)).records[id]!.entries.flatMap(({ record }) => record?.map(({ note }) => note) ?? []);

const briefOf = (dir: string, id: string) => readFileSync(join(dir, `tasks/${id}.md`), 'utf8');

/** What both tasks under one id must have after any mending that could tell the sides apart. */
async function expectBothWhole(dir: string) {
  const tasks = Object.values(await tasksOf(openStore(dir)));
  const idOf = (description: string) => tasks.find((task) => task.description === description)!.id;
  for (const who of ['ann', 'bob']) {
    const id = idOf(`of ${who}`);
    expect(idOf(`child of ${who}`)).toBe(`${id}_01`);
    expect(tasks.find(({ description }) => description === `after ${who}`)!.dependencies).toEqual([id]);
    expect(await notesOf(dir, id)).toEqual([`note of ${who}`]);
    expect(briefOf(dir, id)).toContain(`by ${who}\n`);
    expect(briefOf(dir, idOf(`after ${who}`))).toContain(`by ${who}\n`);
  }
  expect(idOf('of ann')).toBe('task_003');
  return idOf;
}

test('after a merge both tasks under one id keep their children, dependents, records and briefs', async () => {
  const { dir } = await merged();
  const conflicting = readFileSync(join(dir, 'records/task_003.json'), 'utf8');
  const { doubts, left } = await treat(dir, false);
  expect(doubts).toEqual([]);
  const idOf = await expectBothWhole(dir);
  expect(briefOf(dir, `${idOf('of bob')}_01`)).toMatch(/about\.\nby bob\n$/);
  expect(left.every(({ code }) => code === 'merge_conflict')).toBe(true);
  const kept = readdirSync(join(dir, 'records')).filter((name) => /^task_003\.json\..*\.orig$/.test(name));
  expect(readFileSync(join(dir, 'records', kept[0]!), 'utf8')).toBe(conflicting);
});

test('the sides of the conflict tell without git and without a log', async () => {
  const { repo, dir } = await merged();
  rmSync(join(dir, 'journal'), { recursive: true });
  git(repo, 'config', 'core.bare', 'true');
  const { doubts } = await treat(dir);
  expect(doubts).toEqual([]);
  await expectBothWhole(dir);
});

test('the commits of a merge that waits tell where its list has no markers', async () => {
  const { dir } = await merged({ driver: 'union' });
  expect(listText(dir)).not.toMatch(/^<{7}/m);
  rmSync(join(dir, 'journal'), { recursive: true });
  expect((await treat(dir)).doubts).toEqual([]);
  await expectBothWhole(dir);
});

test('the commits tell of a merge whose markers were taken out by hand, without a log', async () => {
  const { repo, dir } = await merged({ waits: true });
  const text = listText(dir).replace(/^(?:<{7}|={7}|>{7}).*\n/gm, '');
  const tasks = text.split('\n').flatMap((line) => (line.startsWith('{"id"') ? line.replace(/,$/, '') : []));
  // Both of task_003, and the newer text of what both branches have.
  const kept = tasks.filter(
    (line) => !(line.includes('"id":"task_001"') && line.includes('"dependencies":[]')),
  );
  writeFileSync(listPath(dir), `${text.split('\n')[0]}\n${kept.join(',\n')}\n]}\n`);
  git(repo, 'checkout', '--theirs', '--', '.long-run-agent/records', '.long-run-agent/tasks');
  commit(repo);
  rmSync(join(dir, 'journal'), { recursive: true });
  const { doubts, left } = await treat(dir, isAsGitHasIt(listPath(dir)));
  expect([doubts, left]).toEqual([[], []]);
  const idOf = await expectBothWhole(dir);
  expect((await tasksOf(openStore(dir))).task_001!.dependencies).toEqual([idOf('of bob')]);
});

test.each([
  ['an editor', false],
  ['git', true],
])('the task that was acknowledged here keeps the id, when %s put another first', async (_, isFromGit) => {
  const { dir } = await project();
  const before = await freshState(dir);
  const theirs = taskOf('task_002', { description: 'another', created_at: EARLY });
  const after = taskOf('task_004', { dependencies: ['task_002'], status: 'blocked', updated_at: LATE });
  const lines = [theirs, after].map((task) => `${JSON.stringify(task)},\n`);
  edit(listPath(dir), (text) => text.replace(':[\n', `:[\n${lines.join('')}`));
  const { doubts } = await treat(dir, isFromGit);
  expect(doubts.map(({ file }) => file)).toEqual([join(dir, 'tasks/task_002.md')]);
  const state = await freshState(dir);
  expect(state.tasks.slice(0, 3)).toEqual(before.tasks);
  // What came with the other task was not acknowledged here, like that.
  expect(state.tasks[3]).toMatchObject({ id: 'task_004', dependencies: ['task_005'] });
  expect(state.tasks[4]).toMatchObject({ id: 'task_005', description: 'another' });
  expect(state.records.task_002).toEqual(before.records.task_002);
});

test('a record that holds only what the other task did goes with it, and what was acknowledged comes back', async () => {
  const { dir } = await project();
  const before = await freshState(dir);
  const theirs = taskOf('task_002', { description: 'another', created_at: EARLY });
  edit(listPath(dir), (text) => text.replace('\n]}', `,\n${JSON.stringify(theirs)}\n]}`));
  const entry = { tx: 'other', at: LATE, agent: 'bob', command: 'create', created: theirs };
  const path = join(dir, 'records/task_002.json');
  writeFileSync(path, `{"task_id":"task_002","entries":[\n${JSON.stringify(entry)}\n]}\n`);
  await treat(dir);
  const { records } = await freshState(dir);
  expect(records.task_002).toEqual(before.records.task_002);
  expect(records.task_004).toMatchObject({ task_id: 'task_004', entries: [{ tx: 'other' }] });
});

test('what nobody can tell is left with the first, and told with both ids', async () => {
  const { dir } = await project();
  const [twin, later] = ['2026-03-01T00:00:00.000Z', '2026-03-02T00:00:00.000Z'];
  const second = taskOf('task_002', { description: 'another', created_at: twin });
  const child = taskOf('task_002_01', { parent_id: 'task_002', created_at: later });
  const after = taskOf('task_004', { dependencies: ['task_002'], status: 'blocked', updated_at: later });
  rmSync(join(dir, 'journal'), { recursive: true });
  edit(listPath(dir), (text) =>
    text.replace(
      '\n]}',
      `${[second, child, after].map((task) => `,\n${JSON.stringify(task)}`).join('')}\n]}`,
    ),
  );
  const { doubts, left } = await treat(dir);
  expect(left.filter(({ severity }) => severity === 'error')).toEqual([]);
  const told = doubts.map(({ code, severity, file, message }) => [
    `${code} ${severity} ${file?.slice(dir.length + 1)}`,
    message.slice(message.indexOf(': ') + 2),
  ]);
  const both = 'task_002 or task_005, which had one id; left with task_002';
  expect(told).toEqual([
    ['ambiguous_id warning task_list.json', `task_002_01 may be a child of ${both}`],
    ['ambiguous_id warning task_list.json', `task_004 may depend on ${both}`],
    ['ambiguous_id warning tasks/task_002.md', `the brief may be about ${both}`],
  ]);
  const tasks = await tasksOf(openStore(dir));
  expect(tasks.task_004!.dependencies).toEqual(['task_002']);
  expect(tasks.task_005!.description).toBe('another');
});
