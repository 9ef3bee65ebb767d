import { describe, expect, test } from 'vitest';
import { claimTask } from '../../../src/app/claim-task.ts';
import { publishTask } from '../../../src/app/publish-task.ts';
import { splitGuide } from '../../../src/app/split-guide.ts';
import { splitTask } from '../../../src/app/split-task.ts';
import { COMMON_SIZES } from '../../../src/core/task/size.ts';
import { memoryApp } from '../../helpers/memory-app.ts';
import { task, world } from '../query/world.ts';
import { add, cpuSince, failure, refused, set, stateOf, value } from '../task/support.ts';

const P = 'task_001';

describe('splitting', () => {
  test('creates the parts below the task, in one transaction', async () => {
    const app = memoryApp();
    const id = await add(app, { template: 'code-module', priority: 'P0', output_req: '64k' });
    const plan = [
      { desc: 'lexer', key: 'lex', output_req: '16k' },
      { desc: 'parser', dependencies: ['lex'], template: 'task', priority: 'P3', variables: { x: 1 } },
    ];
    const { parent, created } = value(await splitTask(app, { id, plan }));
    expect(parent).toMatchObject({ id, status: 'pending' });
    expect(created).toMatchObject([
      {
        id: 'task_001_01',
        parent_id: id,
        description: 'lexer',
        template: 'code-module',
        priority: 'P0',
        output_req: '16k',
        status: 'pending',
        created_by: 'ann',
      },
      {
        id: 'task_001_02',
        description: 'parser',
        template: 'task',
        priority: 'P3',
        output_req: '8k',
        status: 'blocked',
        dependencies: ['task_001_01'],
        variables: { x: 1 },
      },
    ]);
    const state = await stateOf(app);
    expect(state.generation).toBe(2);
    expect(state.nodes.map(({ brief }) => brief)).toEqual(['# do it\n', '# lexer\n', '# parser\n']);
  });

  test('lets parts wait for later ones, and for tasks that are there', async () => {
    const app = await world([task(P), task('task_002'), task('task_003', { status: 'completed' })]);
    const plan = [
      { desc: 'a', dependencies: ['c', 'task_002'] },
      { desc: 'b', dependencies: ['task_003'] },
      { desc: 'c', key: 'c' },
    ];
    expect(value(await splitTask(app, { id: P, plan })).created).toMatchObject([
      { status: 'blocked', dependencies: ['task_001_03', 'task_002'] },
      { status: 'pending', dependencies: ['task_003'] },
      { status: 'pending', dependencies: [] },
    ]);
    await set(app, 'task_002', 'in_progress', 'completed');
    await set(app, 'task_001_03', 'in_progress', 'completed');
    expect((await stateOf(app)).byStatus).toEqual({ pending: 3, completed: 3 });
  });

  test('takes a key for the part that has it, also when it reads as an id', async () => {
    const app = await world([task(P), task('task_002')]);
    const plan = [
      { desc: 'a', key: 'task_002' },
      { desc: 'b', dependencies: ['task_002'] },
    ];
    expect(value(await splitTask(app, { id: P, plan })).created[1]).toMatchObject({
      dependencies: ['task_001_01'],
    });
  });

  test('goes on after the children that are there, and were', async () => {
    const app = await world([task(P), task('task_001_01'), task('task_001_07')]);
    const { created } = value(await splitTask(app, { id: P, plan: [{ desc: 'x' }] }));
    expect(created[0]!.id).toBe('task_001_08');
  });

  test('is for a blocked and for a started task as well', async () => {
    const app = await world([
      task(P, { status: 'in_progress' }),
      task('task_002', { status: 'blocked', dependencies: [P] }),
    ]);
    for (const id of [P, 'task_002'])
      expect((await splitTask(app, { id, plan: [{ desc: 'x' }] })).ok).toBe(true);
  });

  test('makes 5,000 parts in a row without a hitch', async () => {
    const app = await world([task(P)]);
    const plan = Array.from({ length: 5000 }, (_, i) => ({
      desc: `${i}`,
      key: `k${i}`,
      dependencies: i === 0 ? [] : [`k${i - 1}`],
    }));
    const start = process.cpuUsage();
    expect(value(await splitTask(app, { id: P, plan })).created).toHaveLength(5000);
    expect(cpuSince(start)).toBeLessThan(6000);
  });
});

describe('a split is refused, whole', () => {
  const split = (app: Parameters<typeof splitTask>[0], plan: unknown) => () =>
    splitTask(app, { id: P, plan });

  test('with a plan that is none', async () => {
    const app = await world([task(P)]);
    await refused(app, 'invalid_plan', split(app, [{ desc: 'a' }, { desc: '' }]));
    await refused(app, 'invalid_plan', split(app, '{}'));
  });

  test('for a task that is not there, or is finished', async () => {
    const app = await world([task(P, { status: 'completed' })]);
    await refused(app, 'task_finished', split(app, [{ desc: 'a' }]));
    await refused(app, 'not_found', () => splitTask(app, { id: 'task_404', plan: [{ desc: 'a' }] }));
  });

  test('with a template that is not there, or cannot be rendered; the part is named', async () => {
    const renderer = async () => ({
      check: () => ({ ok: true as const, value: undefined }),
      render: (_: string, { title }: { title?: unknown }) =>
        title === 'bad'
          ? { ok: false as const, failure: { line: 2, reason: 'no' } }
          : { ok: true as const, value: String(title) },
    });
    const app = await world([task(P)], [], { renderer });
    const unknown = await refused(
      app,
      'template_not_found',
      split(app, [{ desc: 'a' }, { desc: 'b', template: 'nope' }]),
    );
    expect(unknown.data).toMatchObject({ index: 1 });
    const broken = await refused(app, 'invalid_template', split(app, [{ desc: 'a' }, { desc: 'bad' }]));
    expect(broken.data).toMatchObject({ index: 1, line: 2 });
  });

  test('with a dependency that is neither a key nor a task', async () => {
    const app = await world([task(P)]);
    const plan = [
      { desc: 'a', key: 'a' },
      { desc: 'b', dependencies: ['a', 'task_001_01', 'nope'] },
    ];
    const found = await refused(app, 'dependency_not_found', split(app, plan));
    expect(found.data).toEqual({ missing: ['task_001_01', 'nope'], count: 2, index: 1 });
  });

  test.each([
    [[{ desc: 'a', key: 'a', dependencies: ['a'] }], ['a', 'a']],
    [
      [
        { desc: 'a', key: 'a', dependencies: ['b'] },
        { desc: 'b', key: 'b', dependencies: ['a'] },
      ],
      ['a', 'b', 'a'],
    ],
    [[{ desc: 'a', dependencies: [P] }], ['parts[0]', P, 'parts[0]']],
    [[{ desc: 'a', key: 'a', dependencies: ['task_002'] }], ['a', 'task_002', P, 'a']],
  ])('with parts that wait for each other: %j', async (plan, path) => {
    const app = await world([task(P), task('task_002', { status: 'blocked', dependencies: [P] })]);
    const found = await refused(app, 'dependency_cycle', split(app, plan));
    const ring = found.data!.path as string[];
    expect(ring[0]).toBe(ring.at(-1));
    expect([...new Set(ring)].sort()).toEqual([...new Set(path)].sort());
  });

  test('while another agent holds the task; its holder may', async () => {
    const app = await world([task(P)]);
    const bob = app.as('bob');
    value(await claimTask(bob, { id: P }));
    await refused(app, 'not_lease_holder', split(app, [{ desc: 'a' }]));
    const { created } = value(await splitTask(bob, { id: P, plan: [{ desc: 'a' }] }));
    expect(failure(await claimTask(app, { id: String(created[0]!.id) }), 'locked_by_parent')).toBeTruthy();
    value(await publishTask(bob, { id: P }));
    expect((await claimTask(app, { id: String(created[0]!.id) })).ok).toBe(true);
  });
});

describe('without a plan', () => {
  test('all is shown that one is written from', async () => {
    const app = memoryApp();
    const id = await add(app, { output_req: '64k' });
    await add(app, { parent_id: id, description: 'a part' });
    const before = await stateOf(app);
    const guide = value(await splitGuide(app, id));
    expect(guide).toMatchObject({
      task: { id, output_req: '64k', description: 'do it', lease: null },
      brief: '# do it\n',
      children: [{ id: 'task_001_01', status: 'pending', description: 'a part' }],
      sizes: COMMON_SIZES,
    });
    expect(await stateOf(app)).toEqual(before);
    failure(await splitGuide(app, 'task_404'), 'not_found');
  });

  test('a brief that was not made yet is made for it, and not kept', async () => {
    const app = await world([task(P)]);
    expect(value(await splitGuide(app, P)).brief).toBe('# do task_001\n');
    expect((await stateOf(app)).nodes[0]!.brief).toBeNull();
  });
});
