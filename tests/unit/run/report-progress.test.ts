import { beforeEach, expect, test } from 'vitest';
import { claimTask } from '../../../src/app/claim-task.ts';
import { createTask } from '../../../src/app/create-task.ts';
import { projectStatus } from '../../../src/app/project-status.ts';
import { reportProgress } from '../../../src/app/report-progress.ts';
import { showTask } from '../../../src/app/show-task.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { ledgersIn } from '../../../src/host/events/ledgers.ts';
import { type MemoryApp, memoryApp } from '../../helpers/memory-app.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const LIMIT = 1;
let app: MemoryApp;

beforeEach(async () => {
  const budgets = ledgersIn({ folder: tempFolder(), limit: LIMIT, agent: 'ann', now: () => 0 });
  const settings = { ...DEFAULT_SETTINGS, budget: { cost: LIMIT } };
  app = memoryApp({ settings, budgets: async () => budgets });
  await createTask(app, { description: 'one' });
  await claimTask(app, { id: 'task_001' });
});

const seen = async () => [...(await app.events()).since(0)];

test('it is kept, told as an event, shown, and counts as a heartbeat', async () => {
  await reportProgress(app, { id: 'task_001', step: 1, total: 4 });
  app.advance(60_000);
  const done = await reportProgress(app, {
    id: 'task_001',
    step: 2,
    total: 4,
    description: 'two',
    cost: 0.25,
  });
  const progress = { step: 2, total: 4, description: 'two', percent: 50, time_left: 120_000, agent: 'ann' };
  expect(done).toMatchObject({ ok: true, value: { progress, budget: { spent: 0.25, left: 0.75 } } });
  expect(await seen()).toMatchObject([
    { type: 'progress', task_id: 'task_001', step: 1, total: 4, description: null, agent: 'ann' },
    { type: 'cost', task_id: 'task_001', cost: 0.25, spent: 0.25 },
    { type: 'progress', step: 2, description: 'two' },
  ]);
  expect(await showTask(app, { id: 'task_001' })).toMatchObject({
    value: {
      task: { lease: { last_heartbeat: '2026-01-01T00:01:00.000Z' } },
      details: { progress },
    },
  });
  expect(await projectStatus(app)).toMatchObject({ value: { held: [{ id: 'task_001', progress }] } });
});

test('what was spent is counted also when the lease is lost, and then nothing else is', async () => {
  const bob = app.as('bob');
  const done = await reportProgress(bob, { id: 'task_001', step: 1, total: 2, cost: 0.5 });
  expect(done).toMatchObject({ ok: false, failure: { code: 'not_lease_holder' } });
  expect((await app.budgets()).spent('task_001')).toMatchObject({ value: { spent: 0.5 } });
  expect((await seen()).map(({ type }) => type)).toEqual(['cost']);
  expect((await app.progress()).get('task_001')).toBeNull();
});

test('when nothing is left it says so, with all of the report kept, and so does each report after it', async () => {
  const spent = { id: 'task_001', step: 1, total: 2, cost: 1 };
  expect(await reportProgress(app, spent)).toMatchObject({
    failure: { code: 'budget_exhausted', data: { root: 'task_001', limit: 1, spent: 1 } },
  });
  expect((await app.progress()).get('task_001')).toMatchObject({ step: 1 });
  expect(await reportProgress(app, { id: 'task_001', step: 2, total: 2 })).toMatchObject({
    failure: { code: 'budget_exhausted' },
  });
});

test.each([
  [{ step: -1 }, 'step'],
  [{ step: 1.5 }, 'step'],
  [{ step: '1' }, 'step'],
  [{ step: 5 }, 'step'],
  [{ total: 0 }, 'total'],
  [{ total: 1e12 }, 'total'],
  [{ description: 'two\nlines' }, 'description'],
  [{ description: ' ' }, 'description'],
  [{ cost: -1 }, 'cost'],
  [{ cost: Number.NaN }, 'cost'],
  [{ cost: '1' }, 'cost'],
])('%j is refused before anything is counted', async (wrong, field) => {
  const request = { id: 'task_001', step: 1, total: 4, cost: 0.5, ...wrong } as never;
  expect(await reportProgress(app, request)).toMatchObject({ failure: { code: 'usage', data: { field } } });
  expect((await app.budgets()).spent('task_001')).toMatchObject({ value: { spent: 0 } });
});

test('a task that is not there costs nothing', async () => {
  const done = await reportProgress(app, { id: 'task_099', step: 1, total: 4, cost: 0.5 });
  expect(done).toMatchObject({ failure: { code: 'not_found' } });
  expect(await seen()).toEqual([]);
});
