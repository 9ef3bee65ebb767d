import { expect, test } from 'vitest';
import { projectStatus } from '../../../src/app/project-status.ts';
import { command } from '../../../src/cli/commands/status.ts';
import { value } from '../lease/support.ts';
import { add, runLine, set } from '../task/support.ts';
import { checkedApp, enforcing } from './support.ts';

test('the project is not done while its documentation is open, and says what is', async () => {
  const app = checkedApp();
  const text = async () => value(await runLine(command, app, [])).text;
  const done = async () => value(await projectStatus(app)).done;
  expect(await done()).toBe(false);
  await add(app, { module: 'payments' });
  expect(await text()).not.toMatch(/^(?:not )?done/m);
  await set(app, 'task_001', 'in_progress', 'completed');
  expect(await done()).toBe(false);
  expect(await text()).toMatch(/^not done: documentation is open$/m);
  expect(await text()).toMatch(/Documentation to write \(1\)\n.*doc_update_001/);
  const { documentation } = value(await projectStatus(app));
  expect(documentation).toMatchObject([{ id: 'doc_update_001', status: 'pending' }]);
  await set(app, 'doc_update_001', 'in_progress', 'completed');
  expect(await done()).toBe(true);
  expect(await text()).toMatch(/^done$/m);
  expect(value(await projectStatus(app)).documentation).toEqual([]);
});

test.each(['soft', 'disabled'] as const)(
  'under %s enforcement open documentation keeps nothing from being done',
  async (doc_enforcement) => {
    const app = checkedApp();
    await add(app, { module: 'payments' });
    const lenient = { ...app, ...enforcing({ doc_enforcement }) };
    expect(value(await projectStatus(lenient)).done).toBe(false);
    await set(app, 'task_001', 'in_progress', 'completed');
    expect(value(await projectStatus(lenient)).done).toBe(true);
  },
);
