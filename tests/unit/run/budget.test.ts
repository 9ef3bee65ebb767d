import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Ledger, type LedgerLine, readLedgerLine, rootOf } from '../../../src/core/run/budget.ts';

const BY = { at: '2026-01-01T00:00:00.000Z', agent: 'ann' };
let drawn = 0;
const spend = (task_id: string, cost: number): LedgerLine => ({
  op: 'spend',
  id: `${++drawn}`,
  task_id,
  cost,
  ...BY,
});
const reserve = (id: string, task_id: string, cost: number, limit: number): LedgerLine => ({
  ...{ op: 'reserve', id, task_id, cost, limit },
  ...BY,
});
const commit = (id: string, cost: number): LedgerLine => ({
  op: 'commit',
  id,
  task_id: 'task_001',
  cost,
  ...BY,
});

test.each([
  ['task_001', 'task_001'],
  ['task_001_02_03', 'task_001'],
  ['doc_update_007', 'doc_update_007'],
  ['task_1000_01', 'task_1000'],
])('the root of %s is %s', (id, root) => {
  expect(rootOf(id)).toBe(root);
});

test('what a task reports is drawn from what was set aside for it, and only that', () => {
  const ledger = new Ledger('task_001');
  ledger.apply(reserve('a', 'task_001_01', 3, 10));
  ledger.apply(reserve('b', 'task_001_02', 2, 10));
  ledger.apply(spend('task_001_01', 1));
  expect(ledger.state(10)).toMatchObject({ spent: 1, reserved: 4, left: 5 });
  ledger.apply(spend('task_001_01', 5));
  expect(ledger.state(10)).toMatchObject({ spent: 6, reserved: 2, left: 2 });
  ledger.apply(commit('a', 0.5));
  ledger.apply(commit('a', 0));
  expect(ledger.state(10)).toMatchObject({ spent: 6.5, reserved: 2, left: 1.5 });
});

test('sums are exact', () => {
  const ledger = new Ledger('task_001');
  for (let i = 0; i < 1000; i++) ledger.apply(spend('task_001', 0.1));
  expect(ledger.state(100)).toMatchObject({ spent: 100, left: 0 });
});

test('whatever comes in whatever order, grants that cost what was set aside never exceed the limit', () => {
  const step = fc.oneof(
    fc.record({ op: fc.constant('reserve'), n: fc.nat(9), cents: fc.nat(400) }),
    fc.record({ op: fc.constant('commit'), n: fc.nat(9), cents: fc.nat(100) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 1000 }), (steps, limit) => {
      const ledger = new Ledger('task_001');
      const held = new Map<string, number>();
      for (const [i, { op, n, cents }] of steps.entries()) {
        if (op === 'reserve') {
          if (ledger.apply(reserve(`${i}`, `task_001_0${n + 1}`, cents / 100, limit / 100)))
            held.set(`${i}`, cents);
        } else {
          const [id, most] = [...held][n % Math.max(1, held.size)] ?? [];
          if (id === undefined) continue;
          held.delete(id);
          ledger.apply(commit(id, ((most ?? 0) * cents) / 10_000));
        }
        const { spent, reserved } = ledger.state(limit / 100);
        expect(spent + reserved).toBeLessThanOrEqual(limit / 100 + 1e-9);
      }
    }),
  );
});

test('a damaged line is none', () => {
  expect(readLedgerLine(spend('task_001', 1) as never)).not.toBeNull();
  for (const wrong of [
    null,
    [],
    { ...spend('task_001', -1) },
    { ...commit('a', 1), op: 'x' },
    { ...BY, op: 'spend' },
  ]) {
    expect(readLedgerLine(wrong as never)).toBeNull();
  }
});
