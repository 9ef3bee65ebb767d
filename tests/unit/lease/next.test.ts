import { describe, expect, test } from 'vitest';
import { claimNext } from '../../../src/app/claim-next.ts';
import { claimTask } from '../../../src/app/claim-task.ts';
import { pauseTask } from '../../../src/app/pause-task.ts';
import { TaskGraph } from '../../../src/core/graph/graph.ts';
import { findNext } from '../../../src/core/lease/next.ts';
import { rootId } from '../../../src/core/task/id.ts';
import { task, world } from '../query/world.ts';
import { cpuSince } from '../task/support.ts';
import {
  C1,
  C2,
  claimed,
  failure,
  finish,
  G1,
  LONG,
  nextId,
  OTHER,
  P,
  published,
  smallTree,
  value,
} from './support.ts';

const A = 'task_001';
const B = 'task_002';
const C = 'task_003';
const D = 'task_004';

describe('claim --next', () => {
  test('takes the most urgent: priority, deadline, dependents, age', async () => {
    const soon = '2026-02-01T00:00:00.000Z';
    const app = await world([
      task('task_001'),
      task('task_002', { created_at: '2025-01-01T00:00:00.000Z' }),
      task('task_003'),
      task('task_004', { deadline: soon }),
      task('task_005', { priority: 'P0' }),
      task('task_006', { dependencies: ['task_003'], status: 'blocked' }),
    ]);
    const order: (string | null)[] = [];
    for (let i = 0; i < 6; i++) order.push(await nextId(app));
    expect(order).toEqual(['task_005', 'task_004', 'task_003', 'task_002', 'task_001', null]);
  });

  test('takes a leaf, then its parent when all below is finished', async () => {
    const app = await world([task(P), task(C1)]);
    expect(await nextId(app)).toBe(C1);
    expect(await nextId(app)).toBeNull();
    await finish(app, C1);
    expect(await nextId(app)).toBe(P);
  });

  test('gives the same answer as a claim by id', async () => {
    const [byNext, byId] = [await world([task(A)]), await world([task(A)])];
    expect(value(await claimNext(byNext, {}))).toEqual(value(await claimTask(byId, { id: A })));
  });

  test('never takes what the agent holds, what another holds, what is paused or locked from above', async () => {
    const app = await smallTree();
    await claimed(app, OTHER);
    await claimed(app.as('bob'), P);
    expect(await nextId(app)).toBeNull();
    value(await pauseTask(app, { id: OTHER }));
    expect(await nextId(app)).toBeNull();
  });

  test('offers the holder what is below its claim', async () => {
    const app = await smallTree();
    await claimed(app, P);
    expect([await nextId(app), await nextId(app)]).toEqual([G1, C2]);
  });

  test('offers anyone what is below a published claim', async () => {
    const app = await smallTree();
    await published(app, P);
    expect(await nextId(app.as('bob'))).toBe(G1);
  });

  test('offers what was started and orphaned, also to its last holder, and not a parent of live work', async () => {
    const app = await world([task(P), task(C1)]);
    await claimed(app, C1);
    app.advance(LONG);
    expect(await nextId(app)).toBe(C1);
    expect(await nextId(app.as('bob'))).toBeNull();
  });

  test('takes any size unless told, and then none that is larger', async () => {
    const app = await world([
      task(A, { priority: 'P0', output_req: '128k' }),
      task(B),
      task(C, { output_req: '16k' }),
    ]);
    const small = value(await claimNext(app, { output_limit: '8k' }));
    expect(small.task.id).toBe(B);
    failure(await claimNext(app, { output_limit: '4096' }), 'nothing_ready');
    expect(await nextId(app)).toBe(A);
  });

  test('filters by template and by label', async () => {
    const app = await world([
      task(A),
      task(B, { template: 'code-module' }),
      task(C, { labels: ['ui', 'css'] }),
      task(D, { template: 'code-module', labels: ['ui'] }),
    ]);
    const both = value(await claimNext(app, { template: 'code-module', label: 'ui' }));
    expect(both.task.id).toBe(D);
    expect(value(await claimNext(app, { template: 'code-module' })).task.id).toBe(B);
    expect(value(await claimNext(app, { label: 'css' })).task.id).toBe(C);
  });

  test.each([
    [{ output_limit: 'huge' }, 'usage'],
    [{ output_limit: '0' }, 'usage'],
    [{ label: '' }, 'usage'],
    [{ template: 'nonesuch' }, 'template_not_found'],
  ] as const)('refuses %j with %s', async (wanted, code) => {
    failure(await claimNext(await smallTree(), wanted), code);
  });
});

describe('nothing_ready', () => {
  test('counts what is in the way, each task once', async () => {
    const app = await world([
      task(A, { dependencies: [B], status: 'blocked' }),
      task(B),
      task(C),
      task(`${C}_01`),
      task(D),
      task('task_005'),
      task('task_005_01', { output_req: '32k' }),
      task('task_006', { template: 'code-module' }),
      task('task_007'),
      task('task_008', { template: 'gone' }),
    ]);
    await claimed(app, B);
    await claimed(app.as('bob'), C);
    await claimed(app, D);
    value(await pauseTask(app, { id: D }));
    await finish(app, 'task_007');
    const refused = failure(await claimNext(app, { output_limit: '8k', template: 'task' }), 'nothing_ready');
    expect(refused.data).toEqual({
      total: 10,
      blocked: 1,
      held: 1,
      held_by_you: 1,
      paused: 1,
      locked: 1,
      waiting_for_children: 1,
      too_large: 1,
      other_kind: 2,
      invalid_template: 0,
    });
    expect(refused.hint).toBe(
      '2 of another template or label, 1 blocked, 1 held by others, 1 held by you, 1 paused, ' +
        "1 below another's claim, 1 waiting for their children, 1 too large; split one: lra split task_005_01",
    );
  });

  test('points at a paused task when one can be taken up', async () => {
    const app = await world([task(A)]);
    await claimed(app, A);
    value(await pauseTask(app, { id: A }));
    const refused = failure(await claimNext(app.as('bob'), {}), 'nothing_ready');
    expect(refused.hint).toBe('1 paused; take one up again: lra resume task_001 --claim');
  });

  test('points at a template that cannot be read', async () => {
    const app = await world([task(A, { template: 'gone' })]);
    const refused = failure(await claimNext(app, {}), 'nothing_ready');
    expect(refused).toMatchObject({
      hint: '1 of a template that cannot be read; see what is wrong with it: lra template validate gone',
      data: { invalid_template: 1 },
    });
  });

  test('says when there are no tasks, and when all are finished', async () => {
    const empty = await world([]);
    expect(failure(await claimNext(empty, {}), 'nothing_ready').hint).toMatch(/no tasks yet/);
    const over = await world([task(A)]);
    await finish(over, A);
    expect(failure(await claimNext(over, {}), 'nothing_ready').hint).toBe('all 1 tasks are finished');
  });
});

describe('among 100,000 tasks', () => {
  const lifecycle = {
    states: ['pending', 'completed'],
    transitions: { pending: ['completed'], completed: [] },
    claim_state: null,
    failure_states: [],
  };
  const asker = { agent: 'ann', isFallback: false, session: null, token: null };
  const moment = { now: Date.parse('2026-01-01T00:00:00.000Z'), isGone: () => false };
  const graph = TaskGraph.of(
    Array.from({ length: 100_000 }, (_, i) =>
      task(rootId('task', i + 1), { priority: i === 77_777 ? 'P0' : 'P2', output_req: '64k' }),
    ),
    () => lifecycle,
  );

  /** In milliseconds of processor time; whatever is quadratic takes minutes. */
  const GENEROUS = 3000;

  test('the best is found at once', () => {
    const start = process.cpuUsage();
    expect(value(findNext(graph, {}, asker, moment)).id).toBe('task_77778');
    expect(cpuSince(start)).toBeLessThan(GENEROUS);
  });

  test('that there is none, and why, is found in a moment', () => {
    const start = process.cpuUsage();
    const { data } = failure(findNext(graph, { output_limit: 8192 }, asker, moment), 'nothing_ready');
    expect(data).toMatchObject({ too_large: 100_000 });
    expect(cpuSince(start)).toBeLessThan(GENEROUS);
  });
});
