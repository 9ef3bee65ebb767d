import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exportProject } from '../../../src/app/export-project.ts';
import { importTasks } from '../../../src/app/import-tasks.ts';
import { setTaskStatus } from '../../../src/app/set-status.ts';
import { findAnyCycle } from '../../../src/core/graph/cycle.ts';
import { type MemoryApp, memoryApp } from '../../helpers/memory-app.ts';
import { lines, tasks, waitsFor } from './support.ts';

interface Bead {
  readonly id: string;
  readonly title?: string;
  readonly [field: string]: unknown;
}

const below = (id: string, parent: string) => ({ issue_id: id, depends_on_id: parent, type: 'parent-child' });

async function imported(app: MemoryApp, text: string, more: object = {}) {
  const done = await importTasks(app, { text, from: 'beads', ...more });
  if (!done.ok) throw new Error(done.failure.message);
  return done.value;
}

async function exported(app: MemoryApp): Promise<string> {
  const rows: string[] = [];
  await exportProject(app, (line) => rows.push(JSON.stringify(line)));
  return rows.join('\n');
}

describe('beads', () => {
  test('maps fields, statuses and priorities', async () => {
    const app = memoryApp();
    const beads: Bead[] = [
      { id: 'a', title: 'open one', status: 'open', priority: 4, labels: ['x'], description: 'long text' },
      { id: 'b', title: 'started', status: 'hooked', priority: 0, created_at: '2025-01-02T03:04:05Z' },
      {
        id: 'c',
        title: 'done',
        status: 'closed',
        priority: 2,
        closed_at: '2025-02-02T00:00:00Z',
        close_reason: 'ok',
      },
    ];
    const { imported: count, ids } = await imported(app, lines(...beads));
    expect(count).toBe(3);
    expect(ids).toEqual({ a: 'task_001', b: 'task_002', c: 'task_003' });
    const [a, b, c] = await tasks(app);
    expect(a).toMatchObject({
      status: 'pending',
      priority: 'P3',
      labels: ['x'],
      source: 'beads:a',
      version: 1,
    });
    expect(a!.variables).toEqual({ details: 'long text' });
    expect(b).toMatchObject({
      status: 'in_progress',
      priority: 'P0',
      created_at: '2025-01-02T03:04:05.000Z',
    });
    expect(c).toMatchObject({ status: 'completed', finished_at: '2025-02-02T00:00:00.000Z' });
  });

  test('links become dependencies and hierarchy, also forwards in the file', async () => {
    const app = memoryApp();
    const text = lines(
      {
        id: 'child',
        title: 'child',
        status: 'open',
        dependencies: [below('child', 'top'), waitsFor('child', 'other')],
      },
      { id: 'top', title: 'top', status: 'open' },
      {
        id: 'other',
        title: 'other',
        status: 'open',
        dependencies: [{ type: 'relates_to', depends_on_id: 'top' }],
      },
    );
    const { ids, skipped } = await imported(app, text);
    expect(skipped).toEqual([]);
    expect(ids).toEqual({ child: 'task_001_01', top: 'task_001', other: 'task_002' });
    const child = (await tasks(app)).find(({ id }) => id === 'task_001_01');
    expect(child).toMatchObject({
      parent_id: 'task_001',
      dependencies: ['task_002'],
      status: 'blocked',
      version: 1,
    });
    const other = (await tasks(app)).find(({ id }) => id === 'task_002');
    expect(other!.variables.links).toEqual([{ type: 'relates_to', to: 'top' }]);
  });

  test('keeps finished and started as they came, even where that breaks a rule', async () => {
    const app = memoryApp();
    const text = lines(
      { id: 'p', title: 'parent', status: 'closed' },
      { id: 'c', title: 'child', status: 'open', parent: 'p' },
      { id: 's', title: 'started', status: 'in_progress', dependencies: [waitsFor('s', 'c')] },
    );
    await imported(app, text);
    expect((await tasks(app)).map(({ status }) => status)).toEqual(['completed', 'pending', 'in_progress']);
  });

  test('a bad link is dropped and listed, its item stays', async () => {
    const app = memoryApp();
    const text = lines(
      {
        id: 'a',
        title: 'a',
        status: 'open',
        dependencies: [waitsFor('a', 'nowhere'), waitsFor('a', 'a'), { type: 'blocks' }],
      },
      { id: 'b', title: 'b', status: 'open', dependencies: [below('b', 'p1'), below('b', 'a')] },
      { id: 'c', title: 'c', status: 'open', parent: 'd' },
      { id: 'd', title: 'd', status: 'open', parent: 'c' },
    );
    const { imported: count, skipped } = await imported(app, text);
    expect(count).toBe(4);
    expect(skipped.map(({ line }) => line)).toEqual([1, 1, 1, 2, 2, 3]);
    expect(skipped.map(({ reason }) => reason).join('\n')).toContain('nowhere');
  });

  test('rings are cut and listed', async () => {
    const app = memoryApp();
    const ring = ['a', 'b', 'c'].map((id, i, all) => ({
      id,
      title: id,
      status: 'open',
      dependencies: [waitsFor(id, all[(i + 1) % 3]!)],
    }));
    const { skipped } = await imported(app, lines(...ring));
    expect(skipped).toHaveLength(1);
    expect((await tasks(app)).filter(({ status }) => status === 'pending')).toHaveLength(1);
  });

  test('bad lines are listed with their number', async () => {
    const app = memoryApp();
    const { imported: count, skipped } = await imported(
      app,
      [
        '\uFEFF{"id":"a","title":"a"}\r',
        'no json',
        '[]',
        '{"id":"b"}',
        '{"title":"x"}',
        '{"id":"a","title":"again"}',
        '',
      ].join('\n'),
    );
    expect(count).toBe(1);
    expect(skipped.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6]);
  });

  test('an item that is here already is skipped, and links to it still hold', async () => {
    const app = memoryApp();
    await imported(app, lines({ id: 'a', title: 'a', status: 'open' }));
    const again = await imported(
      app,
      lines(
        { id: 'a', title: 'a' },
        { id: 'b', title: 'b', status: 'open', dependencies: [waitsFor('b', 'a')] },
      ),
    );
    expect(again).toMatchObject({ imported: 1, ids: { a: 'task_001', b: 'task_002' } });
    expect((await tasks(app))[1]).toMatchObject({ dependencies: ['task_001'], status: 'blocked' });
  });

  test('a dry run says the same and changes nothing', async () => {
    const app = memoryApp();
    const text = lines({ id: 'a', title: 'a', status: 'open' });
    const dry = await imported(app, text, { dryRun: true });
    expect(await tasks(app)).toEqual([]);
    expect(await imported(app, text)).toEqual(dry);
  });

  test('a text that is no export is a usage error', async () => {
    const done = await importTasks(memoryApp(), { text: '# Title\n\ntext' });
    expect(done).toMatchObject({ ok: false, failure: { code: 'usage' } });
  });

  test('`__proto__` as an id is an id', async () => {
    const app = memoryApp();
    const { ids } = await imported(app, '{"id":"__proto__","title":"odd"}');
    expect(Object.hasOwn(ids, '__proto__')).toBe(true);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test('whatever the links, the graph has no ring and every item came', async () => {
    const node = fc.record({ parent: fc.nat(9), deps: fc.array(fc.nat(11), { maxLength: 4 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(node, { minLength: 1, maxLength: 10 }), async (nodes) => {
        const app = memoryApp();
        const rows = nodes.map(({ parent, deps }, i) => ({
          id: `n${i}`,
          title: `n${i}`,
          status: 'open',
          parent: `n${parent}`,
          dependencies: deps.map((on) => waitsFor(`n${i}`, `n${on}`)),
        }));
        expect((await imported(app, lines(...rows))).imported).toBe(nodes.length);
        const ring = await app.store.read({ kind: 'project' }, (view) => findAnyCycle(view.graph.nodes));
        expect(ring).toEqual({ ok: true, value: null });
      }),
      { numRuns: 200 },
    );
  });
});

describe('lra', () => {
  const seed = lines(
    { id: 'p', title: 'parent', status: 'open', labels: ['l'] },
    { id: 'c', title: 'child', status: 'open', parent: 'p' },
    { id: 'd', title: 'dependent', status: 'open', dependencies: [waitsFor('d', 'p')] },
  );

  test('an export reads back as the same graph with the same ids', async () => {
    const app = memoryApp();
    await imported(app, seed);
    await setTaskStatus(app, { id: 'task_001_01', status: 'in_progress' });
    const text = await exported(app);
    const other = memoryApp();
    expect(await importTasks(other, { text })).toMatchObject({
      ok: true,
      value: { imported: 3, skipped: [] },
    });
    expect(await tasks(other)).toEqual(await tasks(app));
    expect(await exported(other)).toBe(text);
  });

  test('numbers that were drawn stay drawn', async () => {
    const app = memoryApp();
    await imported(app, seed);
    await app.store.transact({ at: 'now', agent: 'a', command: 'delete' }, { kind: 'project' }, (tx) => {
      tx.draft.remove('task_002');
      return { ok: true, value: null };
    });
    const other = memoryApp();
    await importTasks(other, { text: await exported(app) });
    await imported(other, lines({ id: 'new', title: 'new', status: 'open' }));
    expect((await tasks(other)).map(({ id }) => id)).toEqual(['task_001', 'task_001_01', 'task_003']);
  });

  test('into a project with tasks they get new ids, once', async () => {
    const app = memoryApp();
    await imported(app, seed);
    const text = await exported(app);
    const other = memoryApp({
      project: { name: 'other', project_id: 'p-2', created_at: '', schema_version: 1 },
    });
    await imported(other, lines({ id: 'own', title: 'own', status: 'open' }));
    const first = await importTasks(other, { text });
    expect(first).toMatchObject({
      ok: true,
      value: { imported: 3, ids: { task_001: 'task_002', task_001_01: 'task_002_01' } },
    });
    expect(await importTasks(other, { text })).toMatchObject({ ok: true, value: { imported: 0 } });
  });

  test("a project's own export brings nothing new", async () => {
    const app = memoryApp();
    await imported(app, seed);
    expect(await importTasks(app, { text: await exported(app) })).toMatchObject({
      ok: true,
      value: { imported: 0 },
    });
  });

  test('a damaged line is listed, and what depended on it loses that link', async () => {
    const app = memoryApp();
    await imported(app, seed);
    const rows = (await exported(app)).split('\n');
    rows[1] = rows[1]!.replace('"P2"', '"P9"');
    const other = memoryApp();
    const done = await importTasks(other, { text: rows.join('\n') });
    expect(done).toMatchObject({ ok: true, value: { imported: 2 } });
    expect((await tasks(other)).map(({ parent_id, dependencies }) => [parent_id, dependencies])).toEqual([
      [null, []],
      [null, []],
    ]);
  });
});
