import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkpointTask } from '../../../src/app/checkpoint-task.ts';
import { claimTask } from '../../../src/app/claim-task.ts';
import type { Deps } from '../../../src/app/deps.ts';
import { type OrientRequest, orientAgent } from '../../../src/app/orient-agent.ts';
import { setTaskStatus } from '../../../src/app/set-status.ts';
import { verifyTask } from '../../../src/app/verify-task.ts';
import { styleFor } from '../../../src/cli/render/ansi.ts';
import { orientFormat } from '../../../src/cli/render/orient.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { gate, gatedApp } from '../gate/support.ts';
import { failure, MINUTE, value } from '../lease/support.ts';
import { task, world } from '../query/world.ts';
import { expectedTokens } from '../tokens/counter.ts';

const T = 'task_002';
const tokens = async () => ({ count: expectedTokens });

const BEARINGS = {
  worktree: '/work/shop',
  branch: 'main',
  commit: 'c0ffee'.padEnd(40, '0'),
  dirty_files: 3,
  commits: [
    {
      commit: 'c0ffee'.padEnd(40, '0'),
      at: '2025-12-31T23:00:00.000Z',
      author: 'ann',
      subject: 'feat: parse',
    },
  ],
};

const git = { head: () => null, state: async () => failed(), bearings: async () => BEARINGS };

function failed(): never {
  throw new Error('not asked for');
}

async function orient(deps: Deps, asked: OrientRequest = {}) {
  return value(await orientAgent({ ...deps, tokens }, asked)).document;
}

describe('orient', () => {
  test('says where the agent is, what it holds, what fails, what runs, what was done, what is next', async () => {
    const jobs = await (await gatedApp({})).jobs();
    const job = { id: 'job_001', name: 'build', task_id: T, started_at: '2026-01-01T00:00:00.000Z' };
    const running = async () => ({ ...jobs, running: async () => [job] });
    const app = await gatedApp({ own: [gate('fail'), gate('lint')] }, { git, jobs: running });
    value(await claimTask(app, { id: T }));
    value(await checkpointTask(app, { id: T, note: 'half', remaining: ['tests', 'docs'] }));
    value(await verifyTask(app, { id: T }));
    app.advance(2 * MINUTE);
    expect(await orient(app)).toMatchObject({
      project: 'demo',
      agent: 'ann',
      folder: '/work/shop',
      branch: 'main',
      commit: 'c0ffee000000',
      dirty_files: 3,
      holds: [
        {
          id: T,
          status: 'in_progress',
          held_for: '2 min',
          silent_for: '2 min',
          lease_left: '13 min',
          checkpoint: { sequence: 1, ago: '2 min', note: 'half', remaining: 'tests; docs' },
        },
      ],
      failing_gates: [{ task_id: T, name: 'fail', outcome: 'failed with exit code 1', said: 'fail: no' }],
      jobs: [{ id: 'job_001', name: 'build', task_id: T, running_for: '2 min' }],
      commits: [{ commit: 'c0ffee000000', ago: '1 h', subject: 'feat: parse' }],
      next: { action: 'continue', command: `lra resume ${T}` },
      omitted: {},
    });
    expect((await orient(app)).done.slice(0, 3).map(({ command }) => command)).toEqual([
      'verify',
      'checkpoint',
      'claim',
    ]);
  });

  test('runs gates only when asked, and then those of what the agent holds', async () => {
    const app = await gatedApp({ own: [gate('fail')] });
    value(await claimTask(app, { id: T }));
    expect((await orient(app)).failing_gates).toEqual([]);
    expect(app.runner.ran).toEqual([]);
    expect((await orient(app, { verify: true })).failing_gates).toMatchObject([{ task_id: T, name: 'fail' }]);
    expect(app.runner.ran).toEqual([`${T}: fail`]);
  });

  test('a gate that was taken away fails no more, nor one of a task that is finished', async () => {
    const app = await gatedApp({ common: [gate('fail')] });
    value(await verifyTask(app, { id: T }));
    expect((await orient(app)).failing_gates).toHaveLength(1);
    expect((await orient({ ...app, settings: DEFAULT_SETTINGS })).failing_gates).toEqual([]);
    const others = { ...DEFAULT_SETTINGS, gates: [gate('lint'), gate('fail better', { name: 'fail' })] };
    expect((await orient({ ...app, settings: others })).failing_gates).toEqual([]);
    value(await setTaskStatus(app, { id: T, status: 'completed', force: true }));
    expect((await orient(app)).failing_gates).toEqual([]);
  });

  test("says that a claim lapsed, and nothing of other agents' claims", async () => {
    const app = await gatedApp({});
    value(await claimTask(app, { id: T }));
    app.advance(20 * MINUTE);
    expect((await orient(app)).holds).toMatchObject([{ id: T, lease_left: null }]);
    expect((await orient(app.as('bob'))).holds).toEqual([]);
  });

  test('outside a repository git says nothing', async () => {
    const found = await orient(await gatedApp({}), { folder: '/here' });
    expect(found).toMatchObject({
      folder: '/here',
      branch: null,
      commit: null,
      dirty_files: null,
      commits: [],
    });
  });

  test('a budget below 500 is refused', async () => {
    const app = await gatedApp({});
    for (const budget of [499, 0, 1.5, Number.NaN]) failure(await orientAgent(app, { budget }), 'usage');
  });
});

test('whatever is in the project, the answer stays within its budget and tells its length', async () => {
  const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 400 });
  const held = fc.array(text, { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(
      held,
      text,
      fc.integer({ min: 500, max: 1500 }),
      fc.boolean(),
      async (texts, name, budget, json) => {
        const ids = texts.map((_, i) => `task_${String(i + 1).padStart(3, '0')}`);
        const tasks = ids.map((id, i) => task(id, { description: texts[i]! }));
        const bearings = async () => ({ ...BEARINGS, worktree: name.repeat(9), branch: name.repeat(9) });
        const project = { name: name.repeat(9), project_id: 'p', created_at: '', schema_version: 1 };
        const app = await world(tasks, [], { git: { ...git, bearings }, project });
        const ann = app.as('a'.repeat(64));
        for (const id of ids.slice(0, 25)) {
          value(await claimTask(ann, { id }));
          value(await checkpointTask(ann, { id, note: name, remaining: texts }));
        }
        const style = { ...styleFor(false, Number.POSITIVE_INFINITY), now: app.clock.now() };
        const asked = { budget, ...(json ? {} : { format: orientFormat(style) }) };
        const built = value(await orientAgent({ ...ann, tokens }, asked));
        expect(expectedTokens(built.text)).toBeLessThanOrEqual(budget);
        expect(built.document.tokens).toBe(expectedTokens(built.text));
        const { holds, omitted } = built.document;
        expect(holds.length + (omitted.holds ?? 0)).toBe(Math.min(25, ids.length));
      },
    ),
    { numRuns: 25 },
  );
});
