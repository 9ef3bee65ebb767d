import { describe, expect, test } from 'vitest';
import { batchClaim } from '../../../src/app/batch-claim.ts';
import { batchDelete } from '../../../src/app/batch-delete.ts';
import { batchSet } from '../../../src/app/batch-set.ts';
import { claimTask } from '../../../src/app/claim-task.ts';
import type { Deps } from '../../../src/app/deps.ts';
import { task, world } from '../query/world.ts';
import { cpuSince, stateOf, statusOf, value } from './support.ts';

const A = 'task_001';
const B = 'task_002';
const C = 'task_003';
const CHILD = 'task_001_01';

async function generationOf(deps: Deps): Promise<number> {
  return (await stateOf(deps)).generation;
}

describe('a batch of which all can be done', () => {
  test('is one transaction, and an id named twice is handled once', async () => {
    const app = await world([A, B].map((id) => task(id)));
    const done = value(await batchSet(app, { status: 'in_progress', ids: [B, A, B] }));
    expect(done).toEqual({
      results: [
        { id: B, ok: true },
        { id: A, ok: true },
      ],
      error: null,
    });
    expect([await statusOf(app, A), await statusOf(app, B)]).toEqual(['in_progress', 'in_progress']);
    expect(await generationOf(app)).toBe(2);
    const entry = value(await app.store.read({ kind: 'project' }, (view) => [...view.entries()][0]!));
    expect(entry.command).toBe('batch set');
  });

  test('repeats what is so already', async () => {
    const app = await world([task(A)]);
    expect(value(await batchSet(app, { status: 'pending', ids: [A] })).results).toEqual([
      { id: A, ok: true },
    ]);
    expect(await generationOf(app)).toBe(1);
  });

  test('finishes children before their parents, in whatever order they are named', async () => {
    const app = await world([task(A, { status: 'in_progress' }), task(CHILD, { status: 'in_progress' })]);
    const done = value(await batchSet(app, { status: 'completed', ids: [A, CHILD] }));
    expect(done.error).toBeNull();
    expect(done.results.map(({ id }) => id)).toEqual([A, CHILD]);
  });

  test('claims them all', async () => {
    const app = await world([A, B].map((id) => task(id)));
    expect(value(await batchClaim(app, { ids: [A, B] })).error).toBeNull();
    const { leases } = await stateOf(app);
    expect(leases.map(([id, lease]) => [id, lease.agent])).toEqual([
      [A, 'ann'],
      [B, 'ann'],
    ]);
  });

  test.each([[[A, B, C]], [[C, B, A]], [[B, A, C]]])(
    'deletes %j, which depend on each other',
    async (ids) => {
      const app = await world([
        task(A),
        task(B, { status: 'blocked', dependencies: [A] }),
        task(C, { status: 'blocked', dependencies: [B, A] }),
      ]);
      expect(value(await batchDelete(app, { ids })).results).toEqual(ids.map((id) => ({ id, ok: true })));
      expect((await stateOf(app)).nodes).toEqual([]);
    },
  );

  test('deletes parents with their children', async () => {
    const app = await world([A, CHILD, 'task_001_01_01'].map((id) => task(id)));
    expect(value(await batchDelete(app, { ids: [A, CHILD, 'task_001_01_01'] })).error).toBeNull();
    expect((await stateOf(app)).nodes).toEqual([]);
  });

  test('of 2,000 that wait for each other in a row is quick', async () => {
    const id = (n: number) => `task_${String(n).padStart(3, '0')}`;
    const chain = Array.from({ length: 2000 }, (_, n) =>
      task(id(n + 1), n === 0 ? {} : { status: 'blocked', dependencies: [id(n)] }),
    );
    const app = await world(chain);
    const start = process.cpuUsage();
    expect(value(await batchDelete(app, { ids: chain.map((one) => one.id) })).error).toBeNull();
    expect(cpuSince(start)).toBeLessThan(5000);
  });
});

describe('a batch of which some cannot be done', () => {
  test('changes nothing; each failure is said, and the first named is the whole one', async () => {
    const app = await world([task(A), task(B, { status: 'completed' }), task(C)]);
    const before = await stateOf(app);
    const done = value(await batchSet(app, { status: 'in_progress', ids: [A, B, 'task_404', C] }));
    expect(done.results).toEqual([
      { id: A, ok: false },
      { id: B, ok: false, error: expect.objectContaining({ code: 'invalid_transition' }) },
      { id: 'task_404', ok: false, error: expect.objectContaining({ code: 'not_found' }) },
      { id: C, ok: false },
    ]);
    expect(done.error).toBe(done.results[1]!.error);
    expect(await stateOf(app)).toEqual(before);
  });

  test('does what can be done when told to keep going', async () => {
    const app = await world([task(A), task(B, { status: 'completed' }), task(C)]);
    const done = value(await batchSet(app, { status: 'in_progress', ids: [A, B, C], keepGoing: true }));
    expect(done.results.map(({ ok }) => ok)).toEqual([true, false, true]);
    expect(done.error).toMatchObject({ code: 'invalid_transition' });
    expect([await statusOf(app, A), await statusOf(app, C)]).toEqual(['in_progress', 'in_progress']);
    expect(await generationOf(app)).toBe(2);
  });

  test('claims none, or those that are free', async () => {
    const app = await world([A, B].map((id) => task(id)));
    value(await claimTask(app.as('bob'), { id: B }));
    const before = await stateOf(app);
    expect(value(await batchClaim(app, { ids: [A, B] })).error).toMatchObject({ code: 'already_claimed' });
    expect(await stateOf(app)).toEqual(before);
    const done = value(await batchClaim(app, { ids: [A, B], keepGoing: true }));
    expect(done.results.map(({ ok }) => ok)).toEqual([true, false]);
    expect((await stateOf(app)).leases.map(([id, lease]) => [id, lease.agent])).toEqual([
      [B, 'bob'],
      [A, 'ann'],
    ]);
  });

  test('keeps what another depends on that stays', async () => {
    const app = await world([task(A), task(B, { dependencies: [A] }), task(C, { dependencies: [B] })]);
    const before = await stateOf(app);
    const none = value(await batchDelete(app, { ids: [A, B] }));
    expect(none.results.map(({ error }) => error?.code)).toEqual(['has_dependents', 'has_dependents']);
    expect(await stateOf(app)).toEqual(before);
    const some = value(await batchDelete(app, { ids: [A, B, C, 'task_404'], keepGoing: true }));
    expect(some.results.map(({ ok }) => ok)).toEqual([true, true, true, false]);
  });
});
