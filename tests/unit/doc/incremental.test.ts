import { expect, test } from 'vitest';
import { createTask } from '../../../src/app/create-task.ts';
import { readLog } from '../../../src/app/read-log.ts';
import { refuseInIncrementalMode } from '../../../src/core/doc/incremental.ts';
import { value } from '../lease/support.ts';
import { add, refused } from '../task/support.ts';
import { checkedApp, reportOf } from './support.ts';

const incremental = () => checkedApp(['payments', 'orders'], { decision: 'incremental' });

test('in incremental mode a task must concern a module', async () => {
  const app = incremental();
  const { message, hint, data } = await refused(app, 'incremental_mode', () =>
    createTask(app, { description: 'Improve the paymants' }),
  );
  expect(message).toContain('module by module');
  expect(hint).toContain('did you mean payments?');
  expect(data).toEqual({ modules: ['payments', 'orders'], count: 2, more: 0, nearest: ['payments'] });
  await add(app, { description: 'Improve it', module: 'payments' });
  await add(app, { description: 'Improve payments' });
  await add(app, { description: '支付模块开发' });
});

test('children and documentation tasks are free', async () => {
  const app = incremental();
  const parent_id = await add(app, { module: 'payments' });
  await add(app, { parent_id, description: 'anything' });
  await add(app, { template: 'doc-update', description: 'Write the handbook' });
});

test('--force overrides, and is recorded; where nothing is overridden there is nothing to record', async () => {
  const app = incremental();
  await add(app, { description: 'anything', force: true });
  await add(app, { description: 'Fix payments', force: true });
  const { entries } = value(await readLog(app, {}));
  expect(entries.map(({ forced }) => forced)).toEqual([undefined, true]);
  const whole = checkedApp();
  await add(whole, { description: 'anything', force: true });
  expect(value(await readLog(whole, {})).entries.map(({ forced }) => forced)).toEqual([undefined]);
});

test('in full mode, and before the first report, anything may be created', () => {
  expect(refuseInIncrementalMode(reportOf(['a']), 'anything')).toBeNull();
  expect(refuseInIncrementalMode(null, 'anything')).toBeNull();
});

test('of very many modules the first are named', () => {
  const modules = Array.from({ length: 5000 }, (_, i) => `module-${i}`);
  const found = refuseInIncrementalMode(reportOf(modules, 'incremental'), 'one '.repeat(100_000));
  expect(found?.data).toMatchObject({ modules: modules.slice(0, 20), count: 5000, more: 4980 });
});

test('without any module there is none to name: a careless history alone shuts no new project', () => {
  expect(refuseInIncrementalMode(reportOf([], 'incremental'), 'anything')).toBeNull();
});

test('a module that is nearly a known one is created with a warning', async () => {
  const app = incremental();
  const warned = async (module: string) =>
    value(await createTask(app, { description: 'do it', module })).warnings;
  expect(await warned('paymets')).toEqual([expect.stringContaining('did you mean payments?')]);
  expect(await warned('payments')).toEqual([]);
  expect(await warned('zebra')).toEqual([]);
});
