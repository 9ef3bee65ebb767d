import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ledgersIn } from '../../../../src/host/events/ledgers.ts';
import type { Budgets } from '../../../../src/ports/budgets.ts';
import { runProcesses } from '../../../helpers/run-processes.ts';
import { tempFolder } from '../../../helpers/temp-folder.ts';

const place = () => join(tempFolder(), 'costs');
const open = (folder: string, limit: number): Budgets =>
  ledgersIn({ folder, limit, agent: 'ann', now: () => 0 });

function spent(folder: string, id = 'task_001') {
  const state = open(folder, 0).spent(id);
  if (!state.ok) throw new Error(state.failure.message);
  return state.value;
}

test('costs add up over processes, and a tree shares them', () => {
  const folder = place();
  expect(spent(folder).spent).toBe(0);
  open(folder, 0).spend('task_001_02', 0.1);
  open(folder, 0).spend('task_001', 0.2);
  open(folder, 0).spend('task_002', 9);
  expect(spent(folder, 'task_001_01_07')).toMatchObject({ task_id: 'task_001', spent: 0.3, limit: null });
});

test('reserve, then commit', () => {
  const folder = place();
  const budgets = open(folder, 1);
  const first = budgets.reserve('task_001_01', 0.6);
  if (!first.ok) throw new Error(first.failure.message);
  expect(first.value.budget).toMatchObject({ spent: 0, reserved: 0.6, left: 0.4 });
  expect(budgets.reserve('task_001_02', 0.5)).toMatchObject({
    ok: false,
    failure: { code: 'budget_exhausted', data: { root: 'task_001', limit: 1, reserved: 0.6 } },
  });
  expect(budgets.commit(first.value.reservation, 0.5)).toMatchObject({ value: { spent: 0.5, reserved: 0 } });
  expect(budgets.reserve('task_001_02', 0.5).ok).toBe(true);
  expect(budgets.reserve('task_001_02', 0)).toMatchObject({ failure: { code: 'budget_exhausted' } });
});

test('a reservation whose owner died is still there, and can be ended', () => {
  const folder = place();
  open(folder, 5).reserve('task_001', 3);
  const [held] = spent(folder).reservations;
  expect(held).toMatchObject({ task_id: 'task_001', cost: 3, agent: 'ann' });
  expect(open(folder, 5).commit(held!, 0)).toMatchObject({ value: { spent: 0, reserved: 0, left: 5 } });
});

test('a damaged or torn line is passed over and healed', () => {
  const folder = place();
  open(folder, 0).spend('task_001', 1);
  const file = join(folder, 'task_001.jsonl');
  appendFileSync(file, 'not JSON\n{"op":"spend","cost":-1}\n{"op":"spend","cost":7');
  expect(spent(folder).spent).toBe(1);
  open(folder, 0).spend('task_001', 1);
  expect(spent(folder).spent).toBe(2);
});

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY, 1e10])('a cost of %d is refused', (cost) => {
  expect(open(place(), 1).spend('task_001', cost)).toMatchObject({ failure: { code: 'usage' } });
});

test('a name that is no id reaches no file', () => {
  expect(open(place(), 1).spend('../x', 1)).toMatchObject({ failure: { code: 'usage' } });
});

test('where it cannot be written it says so', () => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'costs'), '');
  expect(open(join(folder, 'costs'), 1).spend('task_001', 1)).toMatchObject({
    failure: { code: 'io_error' },
  });
  mkdirSync(join(folder, 'other', 'task_001.jsonl'), { recursive: true });
  expect(open(join(folder, 'other'), 1).spent('task_001')).toMatchObject({ failure: { code: 'io_error' } });
});

test('8 processes reserve until nothing is left: never a cent more than the limit, and all of it', async () => {
  const folder = place();
  const start = await runProcesses();
  const runs = Array.from({ length: 8 }, () => start({ kind: 'reserve', folder, limit: 20, cost: 0.07 }));
  const said = await Promise.all(runs.map(async ({ ended }) => JSON.parse(await ended)));
  const granted = said.reduce((sum, one) => sum + one.granted, 0);
  expect(granted).toBe(Math.floor(20 / 0.07));
  expect(spent(folder)).toMatchObject({ spent: Math.round(granted * 7) / 100, reserved: 0 });
});

test('kill -9 loses nothing that was acknowledged', async () => {
  const folder = place();
  const start = await runProcesses();
  let acknowledged = 0;
  for (let round = 0; round < 3; round++) {
    const runs = Array.from({ length: 3 }, () => start({ kind: 'spend', folder, cost: 1 }));
    while (runs.some(({ said }) => said().length < 20))
      await new Promise((resolve) => setTimeout(resolve, 5));
    for (const { child } of runs) child.kill('SIGKILL');
    for (const { ended } of runs) acknowledged += (await ended).length;
    const now = spent(folder).spent;
    expect(now).toBeGreaterThanOrEqual(acknowledged);
    // What was written and not yet acknowledged: one cost of each process that was killed so far.
    expect(now).toBeLessThanOrEqual(acknowledged + 3 * (round + 1));
  }
  expect(readFileSync(join(folder, 'task_001.jsonl'), 'utf8').length).toBeGreaterThan(0);
});
