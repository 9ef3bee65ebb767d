import { expect, test } from 'vitest';
import { exportProject } from '../../../src/app/export-project.ts';
import { importTasks } from '../../../src/app/import-tasks.ts';
import { taskFault } from '../../../src/core/check/task-fault.ts';
import { ok } from '../../../src/core/result.ts';
import { type MemoryApp, memoryApp } from '../../helpers/memory-app.ts';
import { head } from '../../helpers/store-scenarios.ts';
import { lines, tasks, waitsFor } from './support.ts';

const OTHER = { project: { name: 'other', project_id: 'p-2', created_at: '', schema_version: 1 } };

async function imported(app: MemoryApp, text: string, from: 'lra' | 'beads') {
  const done = await importTasks(app, { text, from });
  if (!done.ok) throw new Error(done.failure.message);
  return done.value;
}

async function brief(app: MemoryApp, id: string): Promise<string | null> {
  const read = await app.store.read({ kind: 'tasks', ids: [id] }, (view) => view.brief(id));
  return read.ok ? read.value : null;
}

/** The lines of an export: three tasks, the last with a part. */
async function exported(): Promise<string[]> {
  const app = memoryApp();
  const rows: string[] = [];
  await imported(
    app,
    lines({ id: 'a', title: 'a' }, { id: 'b', title: 'b' }, { id: 'p', title: 'p', parent: 'b' }),
    'beads',
  );
  await exportProject(app, (line) => rows.push(JSON.stringify(line)));
  return rows;
}

test('the same export twice brings its tasks once, also where the first kept their ids', async () => {
  const text = (await exported()).join('\n');
  const app = memoryApp(OTHER);
  expect(await imported(app, text, 'lra')).toMatchObject({ imported: 3, skipped: [] });
  const again = await imported(app, text, 'lra');
  expect(again.imported).toBe(0);
  expect(again.skipped.map(({ reason }) => reason)).toContain('task_001 is here already as task_001');
});

test('a task here that only has the same id is another one', async () => {
  const app = memoryApp(OTHER);
  app.advance(1);
  await imported(app, lines({ id: 'a', title: 'own' }), 'beads');
  const rows = (await exported()).map((row) => row.replace('"beads:a"', 'null'));
  expect((await imported(app, rows.join('\n'), 'lra')).imported).toBe(3);
});

test('a brief names the new ids, and leaves ids that did not come', async () => {
  const rows = await exported();
  const given = 'lra set task_001 completed; task_002_01, task_0011, task_009, my_task_001';
  rows[1] = JSON.stringify({ ...JSON.parse(rows[1]!), brief: given });
  const app = memoryApp(OTHER);
  await imported(app, lines({ id: 'own', title: 'own' }), 'beads');
  await imported(app, rows.join('\n'), 'lra');
  expect(await brief(app, 'task_002')).toBe(
    'lra set task_002 completed; task_003_01, task_0011, task_009, my_task_001',
  );
});

test('an item whose parent did not come gets an id that no other item has', async () => {
  const rows = await exported();
  const app = memoryApp(OTHER);
  const kept = rows.filter((row) => !row.includes('"id":"task_002",'));
  const { ids } = await imported(app, kept.join('\n'), 'lra');
  expect(ids).toEqual({ task_001: 'task_001', task_002_01: 'task_003' });
});

test('labels and times that lra would not take are dropped and listed', async () => {
  const app = memoryApp();
  const { imported: count, skipped } = await imported(
    app,
    lines({
      id: 'a',
      title: 'a',
      labels: ['fine', 'a,b', 'two\nlines', 7, ' fine '],
      created_at: '+012025-01-01T00:00:00Z',
      due_at: '9999-12-31T23:00:00-08:00',
      updated_at: 'yesterday',
    }),
    'beads',
  );
  const [task] = await tasks(app);
  expect(count).toBe(1);
  expect(task).toMatchObject({ labels: ['fine'], deadline: null });
  expect(taskFault(task)).toBeNull();
  expect(skipped).toHaveLength(6);
});

test('an item that would be no sound task is left out, and links to it are dropped', async () => {
  const app = memoryApp({ settings: settingsWithSize('enormous') });
  const done = await imported(app, lines({ id: 'a', title: 'a' }), 'beads');
  expect(done).toMatchObject({ imported: 0, skipped: [{ line: 1, reason: 'a: output_req is no size' }] });
});

function settingsWithSize(size: string) {
  const { settings } = memoryApp();
  return { ...settings, tasks: { ...settings.tasks, default_output_req: size } };
}

test('counters that no task could have are listed and not kept', async () => {
  const rows = await exported();
  const header = JSON.parse(rows[0]!);
  const counters = { task: 7, doc_update: 1e15, task_001: -1, task_002: 1.5, 'task_../x': 3, __proto: 1 };
  rows[0] = JSON.stringify({ ...header, counters });
  const app = memoryApp(OTHER);
  expect((await imported(app, rows.join('\n'), 'lra')).skipped).toHaveLength(5);
  const kept = await app.store.read({ kind: 'project' }, (view) => [...view.graph.counters]);
  expect(kept).toEqual({ ok: true, value: [['task', 7]] });
});

test('an id with more digits than a number can hold is no id', async () => {
  const rows = (await exported()).map((row) => row.replaceAll('task_001', 'task_1234567890123456'));
  const { imported: count, skipped } = await imported(memoryApp(OTHER), rows.join('\n'), 'lra');
  expect({ count, skipped: skipped.length }).toEqual({ count: 2, skipped: 1 });
});

test('a ring that is here already is for doctor to show, and nothing is imported', async () => {
  const app = memoryApp();
  await imported(app, lines({ id: 'a', title: 'a' }, { id: 'b', title: 'b' }), 'beads');
  await app.store.transact(head('test'), { kind: 'project' }, ({ draft }) => {
    draft.update('task_001', { dependencies: ['task_002'] });
    return ok(draft.update('task_002', { dependencies: ['task_001'] }));
  });
  const text = lines({ id: 'c', title: 'c' });
  for (const dryRun of [true, false]) {
    expect(await importTasks(app, { text, from: 'beads', dryRun })).toMatchObject({
      ok: false,
      failure: { code: 'corrupt_state', data: { path: ['task_001', 'task_002', 'task_001'] } },
    });
  }
  expect(await tasks(app)).toHaveLength(2);
});

test('many rings through one task are all cut', async () => {
  const app = memoryApp();
  const rows = Array.from({ length: 500 }, (_, i) => ({
    id: `n${i}`,
    title: `n${i}`,
    dependencies: [i + 1, 0].filter((on) => on < 500 && on !== i).map((on) => waitsFor(`n${i}`, `n${on}`)),
  }));
  expect((await imported(app, lines(...rows), 'beads')).skipped).toHaveLength(499);
});
