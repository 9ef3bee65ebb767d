import { describe, expect, test } from 'vitest';
import { batchSet } from '../../../src/app/batch-set.ts';
import { checkBlockedTasks } from '../../../src/app/check-blocked.ts';
import { checkpointTask } from '../../../src/app/checkpoint-task.ts';
import { claimTask } from '../../../src/app/claim-task.ts';
import { deleteTask } from '../../../src/app/delete-task.ts';
import type { Deps } from '../../../src/app/deps.ts';
import { editTaskDependencies } from '../../../src/app/edit-dependencies.ts';
import { editTask } from '../../../src/app/edit-task.ts';
import { releaseTask } from '../../../src/app/release-task.ts';
import { setTaskPriority } from '../../../src/app/set-priority.ts';
import { setTaskStatus } from '../../../src/app/set-status.ts';
import { splitTask } from '../../../src/app/split-task.ts';
import { undoLast } from '../../../src/app/undo-last.ts';
import type { Task } from '../../../src/core/task/task.ts';
import { memoryApp } from '../../helpers/memory-app.ts';
import { task, world } from '../query/world.ts';
import { add, cpuSince, refused, set, stateOf, statusOf, taskOfId, value } from '../task/support.ts';
import { A, annIn, B, C, CHILD, start, undo } from './support.ts';

/** The tasks without what an undo does not take back. */
async function tasksOf(deps: Deps): Promise<readonly Partial<Task>[]> {
  const { nodes } = await stateOf(deps);
  return nodes.map(({ task: whole }) => {
    const { version: _, updated_at: __, ...fields } = whole!;
    return fields;
  });
}

/** What each verb does to a project, to be taken back. Each starts from the same tasks. */
const VERBS: readonly [verb: string, act: (app: Deps) => Promise<{ ok: boolean }>][] = [
  ['create', async (app) => ({ ok: (await add(app, { dependencies: [A] })) !== '' })],
  ['edit', (app) => editTask(app, { id: A, description: 'new', add_labels: ['x'], variables: { a: 1 } })],
  ['set-priority', (app) => setTaskPriority(app, { id: A, priority: 'P0' })],
  ['set', (app) => setTaskStatus(app, { id: A, status: 'in_progress' })],
  ['set, finishing', (app) => setTaskStatus(app, { id: C, status: 'completed' })],
  ['claim', (app) => claimTask(app, { id: A })],
  ['deps', (app) => editTaskDependencies(app, { id: 'task_005', add: [C, 'task_004'] })],
  ['delete', (app) => deleteTask(app, { id: A, recursive: true, force: true })],
  [
    'split',
    (app) =>
      splitTask(app, {
        id: A,
        plan: [
          { desc: 'a', dependencies: ['b'] },
          { desc: 'b', key: 'b' },
        ],
      }),
  ],
  ['batch set', (app) => batchSet(app, { ids: [A, CHILD], status: 'in_progress' })],
];

describe('undo', () => {
  test.each(VERBS)('takes back %s; once more, the undo; and so on', async (_, act) => {
    const app = await start();
    const before = await tasksOf(app);
    expect((await act(app)).ok).toBe(true);
    const after = await tasksOf(app);
    expect(after).not.toEqual(before);
    for (const expected of [before, after, before, after]) {
      await undo(app);
      expect(await tasksOf(app)).toEqual(expected);
    }
  });

  test.each(VERBS)(
    'of %s lets no version go back, and is a transaction that names what it undoes',
    async (_, act) => {
      const app = await start();
      await act(app);
      const versions = new Map((await stateOf(app)).nodes.map((node) => [node.id, node.task!.version]));
      const { tx, command } = await undo(app);
      for (const { id, task: whole } of (await stateOf(app)).nodes) {
        expect(whole!.version).toBeGreaterThanOrEqual(versions.get(id) ?? 2);
      }
      const [entry, undone] = value(await app.store.read({ kind: 'project' }, (view) => [...view.entries()]));
      expect(entry).toMatchObject({ command: 'undo', agent: 'bob', undoes: tx });
      expect(undone).toMatchObject({ tx, command });
    },
  );

  test('says what it took back', async () => {
    const app = await start();
    value(await deleteTask(app, { id: A, recursive: true, force: true }));
    expect(await undo(app)).toEqual({
      tx: expect.any(String),
      command: 'delete',
      at: '2026-01-01T00:00:00.000Z',
      changes: [
        { id: A, did: 'restored' },
        { id: CHILD, did: 'restored' },
        { id: B, did: 'reverted', fields: ['dependencies'] },
        { id: 'task_004', did: 'reverted', fields: ['dependencies'] },
      ],
    });
    expect((await undo(app)).changes).toEqual([
      { id: A, did: 'deleted' },
      { id: CHILD, did: 'deleted' },
      { id: B, did: 'reverted', fields: ['dependencies'] },
      { id: 'task_004', did: 'reverted', fields: ['dependencies'] },
    ]);
  });

  test('never brings a number back', async () => {
    const app = memoryApp();
    await add(app);
    await add(app, { parent_id: A });
    await undo(app);
    expect(await add(app, { parent_id: A })).toBe('task_001_02');
    await undo(app);
    await undo(app);
    expect(await add(app, { parent_id: A })).toBe('task_001_03');
  });

  test('leaves leases, checkpoints and records as they are', async () => {
    const app = await start();
    value(await claimTask(app, { id: A }));
    await undo(app);
    expect(await statusOf(app, A)).toBe('pending');
    expect((await stateOf(app)).leases).toMatchObject([[A, { agent: 'bob' }]]);
    const record = value(await app.store.read({ kind: 'project' }, (view) => view.record(A)));
    expect(record.entries.map(({ command }) => command)).toEqual(['test', 'claim', 'undo']);
  });

  test('gives nobody a lease on what it finishes again', async () => {
    const app = await start();
    value(await setTaskStatus(app, { id: C, status: 'completed' }));
    await undo(app);
    value(await claimTask(app, { id: C }));
    await undo(app);
    expect(await statusOf(app, C)).toBe('completed');
    expect((await stateOf(app)).leases).toEqual([]);
  });

  test('keeps the brief of what it restores', async () => {
    const app = memoryApp();
    const id = await add(app);
    value(await deleteTask(app, { id }));
    await undo(app);
    expect((await stateOf(app)).nodes[0]!.brief).toBe('# do it\n');
  });
});

describe('what is undone', () => {
  test('is the last of this agent, whatever others did since', async () => {
    const app = memoryApp();
    const bob = app.as('bob');
    await add(app);
    await add(bob);
    expect((await undo(app)).changes).toEqual([{ id: A, did: 'deleted' }]);
    expect((await stateOf(app)).nodes.map(({ id }) => id)).toEqual([B]);
    await refused(app.as('eve'), 'nothing_to_undo', () => undoLast(app.as('eve')));
  });

  test('is nothing in an empty project', async () => {
    const app = memoryApp();
    const found = await refused(app, 'nothing_to_undo', () => undoLast(app));
    expect(found.message).toContain('ann');
  });

  test('is not what only touched leases, checkpoints and records, or only brought statuses in line', async () => {
    const app = await world([task(A), task(B, { status: 'blocked' }), task(C, { status: 'in_progress' })]);
    const bob = app.as('bob');
    value(await setTaskPriority(bob, { id: A, priority: 'P0' }));
    value(await checkBlockedTasks(bob));
    value(await claimTask(bob, { id: C }));
    value(await checkpointTask(bob, { id: C, note: 'half' }));
    value(await releaseTask(bob, { id: C }));
    expect((await undo(bob)).command).toBe('set-priority');
    expect(await statusOf(app, B)).toBe('pending');
  });
});

test('what broke a rule before, as an import may, does not stand in the way', async () => {
  const odd = [
    task(A, { status: 'completed', finished_at: '2026-01-01T00:00:00.000Z' }),
    task(CHILD, { status: 'in_progress' }),
  ];
  const app = (await world(odd)).as('bob');
  value(await editTask(app, { id: CHILD, description: 'new' }));
  await undo(app);
  value(await deleteTask(app, { id: A, recursive: true }));
  await undo(app);
  expect(await taskOfId(app, CHILD)).toMatchObject({ description: 'do task_001_01' });
});

describe('who is blocked', () => {
  test('follows from the graph as it is, not as it was', async () => {
    const app = await start();
    const ann = annIn(app);
    value(await editTaskDependencies(app, { id: 'task_005', add: [C] }));
    expect(await statusOf(app, 'task_005')).toBe('blocked');
    await set(ann, C, 'completed');
    expect(await statusOf(app, 'task_005')).toBe('pending');
    await undo(app);
    expect(await taskOfId(app, 'task_005')).toMatchObject({ status: 'pending', dependencies: [] });
  });

  test('is a created task unblocked since, which can go all the same', async () => {
    const app = await start();
    const ann = annIn(app);
    await add(app, { dependencies: [C] });
    await set(ann, C, 'completed');
    expect((await undo(app)).changes).toEqual([{ id: 'task_006', did: 'deleted' }]);
  });

  test('is an unstarted dependent of what is opened again, also one that came later', async () => {
    const app = await start();
    const ann = annIn(app);
    value(await setTaskStatus(app, { id: C, status: 'completed' }));
    const later = await add(ann, { dependencies: [C] });
    expect(await statusOf(app, later)).toBe('pending');
    await undo(app);
    expect(await statusOf(app, later)).toBe('blocked');
  });
});

test('an undo of a thousand tasks is quick', async () => {
  const app = await world([task(A)]);
  const plan = Array.from({ length: 3000 }, (_, i) => ({ desc: `${i}` }));
  value(await splitTask(app, { id: A, plan }));
  const start = process.cpuUsage();
  expect((await undo(app)).changes).toHaveLength(3000);
  expect(await undo(app)).toMatchObject({ command: 'undo' });
  expect(cpuSince(start)).toBeLessThan(6000);
  expect((await stateOf(app)).nodes).toHaveLength(3001);
});

test('an undo of a change that thousands depended on is quick, both ways', async () => {
  const many = Array.from({ length: 20_000 }, (_, n) =>
    task(`task_${String(n + 2).padStart(3, '0')}`, { status: 'blocked', dependencies: [A] }),
  );
  const app = (await world([task(A), ...many])).as('bob');
  value(await deleteTask(app, { id: A, force: true }));
  const start = process.cpuUsage();
  expect((await undo(app)).changes).toHaveLength(many.length + 1);
  expect((await undo(app)).changes).toHaveLength(many.length + 1);
  expect(cpuSince(start)).toBeLessThan(12_000);
});

test('a task that went back to its first state and waits there again can be taken on from where it was', async () => {
  const app = memoryApp();
  const chapter = await add(app, { template: 'novel-chapter' });
  const other = await add(app, {});
  await set(app, chapter, 'revising');
  value(await editTaskDependencies(app, { id: chapter, add: [other] }));
  await set(app, chapter, 'drafting');
  expect(await statusOf(app, chapter)).toBe('blocked');
  await undo(app);
  expect(await statusOf(app, chapter)).toBe('revising');
});
