import { describe, expect, test } from 'vitest';
import { checkBlockedTasks } from '../../../src/app/check-blocked.ts';
import { claimTask } from '../../../src/app/claim-task.ts';
import { editTaskDependencies } from '../../../src/app/edit-dependencies.ts';
import { showDependencies } from '../../../src/app/show-dependencies.ts';
import { memoryApp } from '../../helpers/memory-app.ts';
import { task, world } from '../query/world.ts';
import { add, refused, set, stateOf, statusOf, taskOfId, value } from './support.ts';

const A = 'task_001';
const B = 'task_002';
const C = 'task_003';

describe('adding a dependency', () => {
  test('blocks a task that was not started, and says what it depends on', async () => {
    const app = await world([A, B].map((id) => task(id)));
    expect(value(await editTaskDependencies(app, { id: B, add: [A, A] }))).toEqual({
      task_id: B,
      dependency_type: 'all',
      dependencies: [{ id: A, status: 'pending', description: 'do task_001' }],
      status: 'blocked',
      already: false,
    });
    expect(await taskOfId(app, B)).toMatchObject({ version: 2, dependencies: [A] });
  });

  test('that is finished blocks nothing', async () => {
    const app = await world([task(A, { status: 'completed' }), task(B)]);
    expect(value(await editTaskDependencies(app, { id: B, add: [A] })).status).toBe('pending');
  });

  test('leaves a started task started', async () => {
    const app = await world([task(A), task(B, { status: 'in_progress' })]);
    expect(value(await editTaskDependencies(app, { id: B, add: [A] })).status).toBe('in_progress');
  });

  test('that is there already changes nothing', async () => {
    const app = await world([task(A), task(B, { status: 'blocked', dependencies: [A] })]);
    const before = await stateOf(app);
    expect(value(await editTaskDependencies(app, { id: B, add: [A] })).already).toBe(true);
    expect(await stateOf(app)).toEqual(before);
  });

  test('may satisfy one that waits for any', async () => {
    const any = { status: 'blocked', dependency_type: 'any', dependencies: [A] } as const;
    const app = await world([task(A), task(B, { status: 'completed' }), task(C, any)]);
    expect(value(await editTaskDependencies(app, { id: C, add: [B] })).status).toBe('pending');
  });

  test.each([
    ['on itself', A, A, [A, A]],
    ['on what waits for it', A, B, [A, B, A]],
    ['on its parent', 'task_001_01', A, ['task_001_01', A, 'task_001_01']],
    ['of a parent, on what waits for its child', A, C, [A, C, 'task_001_01', A]],
  ])('%s is refused with the ring', async (_, id, dependency, path) => {
    const app = await world([
      task(A),
      task('task_001_01'),
      task(B, { status: 'blocked', dependencies: [A] }),
      task(C, { status: 'blocked', dependencies: ['task_001_01'] }),
    ]);
    const found = await refused(app, 'dependency_cycle', () =>
      editTaskDependencies(app, { id, add: [dependency] }),
    );
    expect(found.data).toEqual({ path, length: path.length });
    expect(found.message).toContain(path.join(' → '));
  });

  test('that closes a ring of 10,000 names its ends', async () => {
    const id = (n: number) => `task_${String(n).padStart(3, '0')}`;
    const app = await world(
      Array.from({ length: 10_000 }, (_, n) =>
        task(id(n + 1), n === 0 ? {} : { status: 'blocked', dependencies: [id(n)] }),
      ),
    );
    const found = await refused(app, 'dependency_cycle', () =>
      editTaskDependencies(app, { id: id(1), add: [id(10_000)] }),
    );
    expect(found.data).toMatchObject({ length: 10_001 });
    const path = found.data!.path as string[];
    expect([path[0], path[1], path.length, path.at(-2), path.at(-1)]).toEqual([
      id(1),
      id(10_000),
      101,
      id(2),
      id(1),
    ]);
    expect(found.message.length).toBeLessThan(300);
  });

  test('to a finished task is refused', async () => {
    const app = await world([task(A), task(B, { status: 'completed' })]);
    await refused(app, 'task_finished', () => editTaskDependencies(app, { id: B, add: [A] }));
  });
});

describe('removing a dependency', () => {
  test('unblocks a task that waited for nothing else', async () => {
    const app = await world([task(A), task(B), task(C, { status: 'blocked', dependencies: [A, B] })]);
    expect(value(await editTaskDependencies(app, { id: C, remove: [A] })).status).toBe('blocked');
    expect(value(await editTaskDependencies(app, { id: C, remove: [B] }))).toMatchObject({
      status: 'pending',
      dependencies: [],
    });
  });

  test('in favour of another is one change', async () => {
    const app = await world([task(A), task(B), task(C, { status: 'blocked', dependencies: [A] })]);
    value(await editTaskDependencies(app, { id: C, add: [B], remove: [A] }));
    expect(await taskOfId(app, C)).toMatchObject({ dependencies: [B], status: 'blocked', version: 2 });
  });

  test('that is none is done already; one that is no task is unknown', async () => {
    const app = await world([task(A), task(B)]);
    expect(value(await editTaskDependencies(app, { id: B, remove: [A] })).already).toBe(true);
    const found = await refused(app, 'dependency_not_found', () =>
      editTaskDependencies(app, { id: B, remove: ['task_404'] }),
    );
    expect(found.data).toMatchObject({ missing: ['task_404'] });
  });
});

describe('a change of dependencies is refused', () => {
  test.each([
    ['with an unknown task', 'not_found', { id: 'task_404', add: [A] }],
    ['with an unknown dependency', 'dependency_not_found', { id: B, add: [A, 'task_404'] }],
    ['with one id both ways', 'usage', { id: B, add: [A], remove: [A] }],
    ['with ids that are none', 'usage', { id: B, add: [7] as never }],
    ['with ids that are no list', 'usage', { id: B, remove: A as never }],
  ] as const)('%s', async (_, code, request) => {
    const app = await world([A, B].map((id) => task(id)));
    await refused(app, code, () => editTaskDependencies(app, request));
  });

  test('while another agent holds the task', async () => {
    const app = await world([A, B].map((id) => task(id)));
    value(await claimTask(app.as('bob'), { id: B }));
    await refused(app, 'not_lease_holder', () => editTaskDependencies(app, { id: B, add: [A] }));
    await refused(app, 'not_lease_holder', () => editTaskDependencies(app, { id: B, remove: [A] }));
  });
});

describe('showing dependencies', () => {
  const lines = (ids: readonly string[]) =>
    ids.map((id) => ({ id, status: expect.any(String), description: `do ${id}` }));

  test('either way', async () => {
    const app = await world([
      task(A),
      task(B, { dependencies: [A] }),
      task(C, { dependencies: [A], dependency_type: 'any' }),
    ]);
    expect(value(await showDependencies(app, { id: C }))).toEqual({
      task_id: C,
      dependency_type: 'any',
      dependencies: lines([A]),
    });
    expect(value(await showDependencies(app, { id: A, dependents: true }))).toEqual({
      task_id: A,
      dependency_type: 'all',
      dependents: lines([B, C]),
    });
    await refused(app, 'not_found', () => showDependencies(app, { id: 'task_404' }));
  });

  test('as a tree, in which a branch is shown once', async () => {
    const D = 'task_004';
    const app = await world([
      task(A),
      task(B, { dependencies: [A] }),
      task(C, { dependencies: [B, A] }),
      task(D, { dependencies: [C, B] }),
    ]);
    const { tree, truncated } = value(await showDependencies(app, { id: D, tree: true }));
    expect(tree!.map(({ id, depth, repeated }) => [id, depth, repeated])).toEqual([
      [D, 0, false],
      [C, 1, false],
      [B, 2, false],
      [A, 3, false],
      [A, 2, false],
      [B, 1, true],
    ]);
    expect(truncated).toBe(false);
    const up = value(await showDependencies(app, { id: A, tree: true, dependents: true })).tree!;
    expect(up.map(({ id, depth }) => [id, depth])).toEqual([
      [A, 0],
      [B, 1],
      [C, 2],
      [D, 3],
      [D, 2],
      [C, 1],
    ]);
  });

  test('as a tree of at most 200 rows, however deep or wide', async () => {
    const id = (n: number) => `task_${String(n).padStart(3, '0')}`;
    const chain = Array.from({ length: 5000 }, (_, n) =>
      task(id(n + 1), n === 0 ? {} : { dependencies: [id(n)] }),
    );
    const fan = task('task_6000', { dependencies: chain.map((one) => one.id) });
    const app = await world([...chain, fan]);
    for (const root of [id(5000), fan.id]) {
      const shown = value(await showDependencies(app, { id: root, tree: true }));
      expect(shown.tree).toHaveLength(200);
      expect(shown.truncated).toBe(true);
    }
    expect(value(await showDependencies(app, { id: id(200), tree: true }))).toMatchObject({
      truncated: false,
    });
  });
});

describe('check-blocked', () => {
  test('brings every status in line, and names all that is blocked', async () => {
    const app = await world([
      task(A),
      task(B, { status: 'blocked' }),
      task(C, { dependencies: [A] }),
      task('task_004', { status: 'blocked', dependencies: [A] }),
      task('task_005', { status: 'in_progress', dependencies: [A] }),
    ]);
    expect(value(await checkBlockedTasks(app))).toEqual({ unblocked: [B], blocked: [C, 'task_004'] });
    expect([await statusOf(app, B), await statusOf(app, C)]).toEqual(['pending', 'blocked']);
    const before = await stateOf(app);
    expect(value(await checkBlockedTasks(app))).toEqual({ unblocked: [], blocked: [C, 'task_004'] });
    expect(await stateOf(app)).toEqual(before);
  });

  test('has nothing to say of an empty project', async () => {
    expect(value(await checkBlockedTasks(memoryApp()))).toEqual({ unblocked: [], blocked: [] });
  });

  test('is not needed after a change through lra', async () => {
    const app = memoryApp();
    const first = await add(app);
    await add(app, { dependencies: [first] });
    await set(app, first, 'in_progress', 'completed');
    expect(value(await checkBlockedTasks(app))).toEqual({ unblocked: [], blocked: [] });
  });
});
