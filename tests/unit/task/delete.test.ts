import { describe, expect, test } from 'vitest';
import { claimTask } from '../../../src/app/claim-task.ts';
import { deleteTask } from '../../../src/app/delete-task.ts';
import { pauseTask } from '../../../src/app/pause-task.ts';
import { publishTask } from '../../../src/app/publish-task.ts';
import { memoryApp } from '../../helpers/memory-app.ts';
import { task, world } from '../query/world.ts';
import { add, cpuSince, refused, set, stateOf, statusOf, taskOfId, value } from './support.ts';

const P = 'task_001';
const C1 = 'task_001_01';
const C2 = 'task_001_02';
const G = 'task_001_01_01';
const OTHER = 'task_002';

describe('deleting', () => {
  test('takes a task away, and its number is never drawn again', async () => {
    const app = memoryApp();
    await add(app);
    const last = await add(app);
    expect(value(await deleteTask(app, { id: last }))).toEqual({ deleted: [last], unblocked: [] });
    expect(await taskOfId(app, last)).toBeUndefined();
    expect((await stateOf(app)).byStatus).toEqual({ pending: 1 });
    expect(await add(app)).toBe('task_003');
    await refused(app, 'not_found', () => deleteTask(app, { id: last }));
  });

  test('takes a subtree away from below, with the leases in it', async () => {
    const app = await world([P, C1, C2, G, OTHER].map((id) => task(id)));
    value(await claimTask(app, { id: G }));
    expect(value(await deleteTask(app, { id: P, recursive: true })).deleted).toEqual([P, C1, G, C2]);
    const { nodes, leases } = await stateOf(app);
    expect(nodes.map(({ id }) => id)).toEqual([OTHER]);
    expect(leases).toEqual([]);
  });

  test('leaves a parent as it is, also when its last unfinished child goes', async () => {
    const app = await world([task(P, { status: 'in_progress' }), task(C1)]);
    value(await deleteTask(app, { id: C1 }));
    expect(await statusOf(app, P)).toBe('in_progress');
    expect(await add(app, { parent_id: P })).toBe(C2);
  });

  test('does not count dependents that go with it', async () => {
    const app = await world([task(P), task(C1), task(C2, { dependencies: [C1] })]);
    expect(value(await deleteTask(app, { id: P, recursive: true })).deleted).toEqual([P, C1, C2]);
  });

  test('is refused for a parent, also when forced', async () => {
    const app = await world([P, C1, C2].map((id) => task(id)));
    for (const force of [false, true]) {
      const found = await refused(app, 'has_children', () => deleteTask(app, { id: P, force }));
      expect(found.data).toEqual({ id: P, children: [C1, C2], count: 2 });
      expect(found.hint).not.toMatch(/delete|force|recursive/);
    }
  });
});

describe('deleting what others depend on', () => {
  test('is refused', async () => {
    const app = await world([task(P), task(C1), task(OTHER, { dependencies: [C1], status: 'blocked' })]);
    for (const request of [{ id: C1 }, { id: P, recursive: true }]) {
      const found = await refused(app, 'has_dependents', () => deleteTask(app, request));
      expect(found.data).toEqual({ id: request.id, dependents: [OTHER], count: 1 });
      expect(found.hint).not.toMatch(/delete|force/);
    }
  });

  test('drops their links when forced, and re-evaluates them', async () => {
    const waits = { status: 'blocked', dependencies: [C1] };
    const app = await world([
      task(P),
      task(C1),
      task('task_002', waits),
      task('task_003', { ...waits, dependencies: [C1, P] }),
      task('task_004', { ...waits, dependencies: [C1, 'task_002'] }),
      task('task_005', { status: 'in_progress', dependencies: [C1] }),
    ]);
    const done = value(await deleteTask(app, { id: P, recursive: true, force: true }));
    expect(done.unblocked.toSorted()).toEqual(['task_002', 'task_003']);
    expect(await taskOfId(app, 'task_002')).toMatchObject({
      status: 'pending',
      dependencies: [],
      version: 2,
    });
    expect(await taskOfId(app, 'task_004')).toMatchObject({ status: 'blocked', dependencies: ['task_002'] });
    expect(await taskOfId(app, 'task_005')).toMatchObject({ status: 'in_progress', dependencies: [] });
    const { record } = (await stateOf(app)).nodes[0]!;
    expect(record.entries.at(-1)).toMatchObject({ command: 'delete', forced: true });
  });

  test('blocks one that had enough with it', async () => {
    const any = { dependency_type: 'any', dependencies: [P, OTHER] } as const;
    const app = await world([task(P, { status: 'completed' }), task(OTHER), task('task_003', any)]);
    expect(value(await deleteTask(app, { id: P, force: true })).unblocked).toEqual([]);
    expect(await statusOf(app, 'task_003')).toBe('blocked');
  });

  test('needs no force when only documentation does; its link goes', async () => {
    const doc = task('doc_update_001', { template: 'doc-update', status: 'in_progress', dependencies: [P] });
    const app = await world([task(P), doc]);
    expect(value(await deleteTask(app, { id: P }))).toEqual({ deleted: [P], unblocked: [] });
    expect(await taskOfId(app, doc.id)).toMatchObject({ status: 'in_progress', dependencies: [] });
  });

  test('of which there are many is quick', async () => {
    const many = Array.from({ length: 20_000 }, (_, n) =>
      task(`task_${String(n + 2).padStart(3, '0')}`, { status: 'blocked', dependencies: [P] }),
    );
    const app = await world([task(P), ...many]);
    const start = process.cpuUsage();
    expect(value(await deleteTask(app, { id: P, force: true })).unblocked).toHaveLength(many.length);
    expect(cpuSince(start)).toBeLessThan(6000);
  });
});

describe('deleting what another agent holds', () => {
  test.each([
    ['the task', C1, C1, 'not_lease_holder'],
    ['an ancestor', P, C1, 'not_lease_holder'],
    ['a descendant', G, C1, 'descendant_claimed'],
  ] as const)('%s is refused unless forced', async (_, held, id, code) => {
    const app = await world([P, C1, G].map((one) => task(one)));
    value(await claimTask(app.as('bob'), { id: held }));
    const found = await refused(app, code, () => deleteTask(app, { id, recursive: true }));
    expect(found.data).toMatchObject({ holder: 'bob' });
    expect(value(await deleteTask(app, { id, recursive: true, force: true })).deleted).toEqual([C1, G]);
    const entry = value(await app.store.read({ kind: 'project' }, (view) => [...view.entries()][0]!));
    expect(entry).toMatchObject({ command: 'delete', forced: true, agent: 'ann' });
  });

  test('is for the holder itself, and for all once it was published or laid down', async () => {
    const app = await world([P, C1, C2].map((one) => task(one)));
    const bob = app.as('bob');
    value(await claimTask(bob, { id: P }));
    expect(value(await deleteTask(bob, { id: C1 })).deleted).toEqual([C1]);
    value(await publishTask(bob, { id: P }));
    expect(value(await deleteTask(app, { id: C2 })).deleted).toEqual([C2]);
    await refused(app, 'not_lease_holder', () => deleteTask(app, { id: P }));
    value(await pauseTask(bob, { id: P }));
    expect(value(await deleteTask(app, { id: P })).deleted).toEqual([P]);
  });
});

test('a task that was deleted keeps its record', async () => {
  const app = await world([task(P)]);
  await set(app, P, 'in_progress');
  value(await deleteTask(app, { id: P }));
  const record = value(await app.store.read({ kind: 'project' }, (view) => view.record(P)));
  expect(record.entries.at(-1)).toMatchObject({ command: 'delete', deleted: { id: P } });
});
