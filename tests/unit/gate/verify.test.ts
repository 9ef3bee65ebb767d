import { expect, test } from 'vitest';
import { claimTask } from '../../../src/app/claim-task.ts';
import { readLog } from '../../../src/app/read-log.ts';
import { verifyTask } from '../../../src/app/verify-task.ts';
import { failure, recordOf, taskOfId, value } from '../lease/support.ts';
import { gate, gatedApp } from './support.ts';

const T = 'task_002';

test('runs the gates alone and keeps what they showed', async () => {
  const app = await gatedApp({ own: [gate('fail'), gate('lint')] });
  const { gates, passed, error } = value(await verifyTask(app, { id: T }));
  expect({ passed, code: error?.code }).toEqual({ passed: false, code: 'gate_failed' });
  expect(gates.map(({ name }) => name)).toEqual(['fail', 'lint']);
  expect((await taskOfId(app, T)).version).toBe(1);
  const { entries } = value(await readLog(app, { id: T, limit: 1 }));
  expect(entries).toMatchObject([
    { command: 'verify', summary: 'gates: fail failed with exit code 1, lint passed' },
  ]);
});

test('without gates there is nothing to say, and nothing is written', async () => {
  const app = await gatedApp({});
  const before = await recordOf(app, T);
  expect(value(await verifyTask(app, { id: T }))).toEqual({ gates: [], passed: true, error: null });
  expect(await recordOf(app, T)).toEqual(before);
});

test("another's task is not written to, but may be looked at", async () => {
  const app = await gatedApp({ own: [gate('lint')] });
  value(await claimTask(app, { id: T }));
  const before = await recordOf(app, T);
  const bob = app.as('bob');
  failure(await verifyTask(bob, { id: T }), 'not_lease_holder');
  expect(app.runner.ran).toEqual([]);
  expect(value(await verifyTask(bob, { id: T, record: false })).passed).toBe(true);
  expect(await recordOf(app, T)).toEqual(before);
});

test('each gate is told as it starts and ends, and is an event', async () => {
  const told: string[] = [];
  const app = await gatedApp({ own: [gate('fail')] });
  const watch = {
    started: ({ name }: { name: string }, id: string) => told.push(`${id} ${name}`),
    ended: ({ passed }: { passed: boolean }) => told.push(`${passed}`),
  };
  value(await verifyTask(app, { id: T }, watch));
  expect(told).toEqual([`${T} fail`, 'false']);
  expect([...(await app.events()).since(0)]).toMatchObject([
    { type: 'gate', agent: 'ann', task_id: T, run: 'fail', passed: false, exit_code: 1, duration: 1500 },
  ]);
});

test('what is not there, or has no template, is refused', async () => {
  const app = await gatedApp({});
  failure(await verifyTask(app, { id: 'task_099' }), 'not_found');
});
