import { expect, test } from 'vitest';
import { createTask } from '../../../src/app/create-task.ts';
import { deleteTask } from '../../../src/app/delete-task.ts';
import type { Deps } from '../../../src/app/deps.ts';
import { type Failure, fail } from '../../../src/core/failure.ts';
import { err, type Result } from '../../../src/core/result.ts';
import { memoryApp } from '../../helpers/memory-app.ts';
import { memoryCode, memoryReports, sourceFile } from '../../helpers/memory-code.ts';
import { failure, value } from '../lease/support.ts';
import { enforcing } from './support.ts';

const definitions = [{ name: 'pay', line: 1, signature: 'pay()', commented: false }];
const code = () =>
  memoryCode([sourceFile('src/pay/a.ts', { definitions }), sourceFile('src/ship/b.ts', { definitions })]);

/** Creates a task; returns what was said of a check that ran by itself. */
async function told(deps: Deps, description = 'do it') {
  const said: Result<unknown, Failure>[] = [];
  const done = await createTask(deps, { description }, { onEnd: (outcome) => said.push(outcome) });
  return { done, said };
}

test('the first task has the code checked, and is bound by what is found', async () => {
  const base = code();
  const reports = memoryReports();
  const app = memoryApp({ codeBase: async () => base, reports });
  const { done, said } = await told(app);
  failure(done, 'incremental_mode');
  expect(said).toMatchObject([{ ok: true, value: { decision: 'incremental' } }]);
  expect(reports.kept).toHaveLength(1);
  value((await told(app, 'Document the pay module')).done);
  expect(base.surveys).toBe(1);
});

test('it is checked once, also when the report was lost or the task was deleted', async () => {
  const base = code();
  const reports = memoryReports();
  const app = memoryApp({ codeBase: async () => base, reports, ...enforcing() });
  value((await told(app, 'Document the pay module')).done);
  value(await deleteTask(app, { id: 'task_001' }));
  reports.kept.length = 0;
  const { done, said } = await told(app);
  value(done);
  expect(said).toEqual([]);
  expect(base.surveys).toBe(1);
});

test('auto_check_on_first_task: false leaves it out', async () => {
  const base = code();
  const app = memoryApp({ codeBase: async () => base, ...enforcing({ auto_check_on_first_task: false }) });
  value((await told(app)).done);
  expect(base.surveys).toBe(0);
});

test('a check that breaks keeps nobody from working', async () => {
  const broken = async () => {
    throw new Error('no grammar');
  };
  const unreadable = { ...memoryCode(), survey: async () => err(fail('io_error', 'cannot read')) };
  for (const [codeBase, message] of [
    [broken, 'no grammar'],
    [async () => unreadable, 'cannot read'],
  ] as const) {
    const { done, said } = await told(memoryApp({ codeBase }));
    value(done);
    expect(said).toMatchObject([{ ok: false, failure: { message } }]);
  }
});
