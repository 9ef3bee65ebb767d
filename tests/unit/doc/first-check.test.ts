import { expect, test } from 'vitest';
import { createTask } from '../../../src/app/create-task.ts';
import { deleteTask } from '../../../src/app/delete-task.ts';
import type { Deps } from '../../../src/app/deps.ts';
import { type Failure, fail } from '../../../src/core/failure.ts';
import { err, type Result } from '../../../src/core/result.ts';
import { memoryApp } from '../../helpers/memory-app.ts';
import { memoryCode, memoryReports, sourceFile } from '../../helpers/memory-code.ts';
import { failure, value } from '../lease/support.ts';
import { enforcing, reportOf } from './support.ts';

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

test('of several processes one checks: the others take what it found, and say nothing of it', async () => {
  const base = code();
  const reports = memoryReports();
  const ended: string[] = [];
  const turn = async () => {
    reports.keep({ report: reportOf(['pay'], 'incremental'), fingerprint: 'f', lang: 'en' });
    return { end: async () => void ended.push('end') };
  };
  const app = memoryApp({ codeBase: async () => base, reports: { ...reports, turn } });
  const { done, said } = await told(app);
  failure(done, 'incremental_mode');
  expect({ said, ended, surveys: base.surveys }).toEqual({ said: [], ended: ['end'], surveys: 0 });
});

test('the turn ends also when the check breaks, and when it is too long in coming nobody waits on', async () => {
  const ended: string[] = [];
  const turn = async () => ({ end: async () => void ended.push('end') });
  const broken = async () => {
    throw new Error('no grammar');
  };
  value((await told(memoryApp({ codeBase: broken, reports: { ...memoryReports(), turn } }))).done);
  expect(ended).toEqual(['end']);
  const base = code();
  const busy = { ...memoryReports(), turn: async () => null };
  const { done, said } = await told(memoryApp({ codeBase: async () => base, reports: busy }));
  value(done);
  expect(said).toMatchObject([{ ok: false, failure: { code: 'busy' } }]);
  expect(base.surveys).toBe(0);
});

test('why the report was not kept is told, and the task is bound by it all the same', async () => {
  const base = code();
  const keep = () => err(fail('io_error', 'full'));
  const app = memoryApp({ codeBase: async () => base, reports: { ...memoryReports(), keep } });
  const why: string[] = [];
  const watch = { onEnd: () => {}, onUnkept: ({ message }: Failure) => void why.push(message) };
  failure(await createTask(app, { description: 'do it' }, watch), 'incremental_mode');
  expect(why).toEqual(['full']);
});
