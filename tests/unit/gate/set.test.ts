import { describe, expect, test } from 'vitest';
import { batchSet } from '../../../src/app/batch-set.ts';
import { claimTask } from '../../../src/app/claim-task.ts';
import { editTask } from '../../../src/app/edit-task.ts';
import { exportProject } from '../../../src/app/export-project.ts';
import { setTaskStatus } from '../../../src/app/set-status.ts';
import { undoLast } from '../../../src/app/undo-last.ts';
import { newestEvidence } from '../../../src/core/gate/evidence.ts';
import { failure, recordOf, taskOfId, value } from '../lease/support.ts';
import { type GatedApp, gate, gatedApp } from './support.ts';

const T = 'task_002';
const done = { id: T, status: 'completed' };

/** What was kept of gates in a task's record, the oldest first. */
async function kept(app: GatedApp, id = T) {
  const { entries } = await recordOf(app, id);
  return entries.flatMap(({ command, forced, record, changed }) =>
    (record ?? []).map(({ gates, gates_skipped }) => ({
      command,
      ...(forced ? { forced } : {}),
      status: changed?.status?.[1],
      gates: (gates as { name: string; passed: boolean }[]).map(({ name, passed }) => `${name} ${passed}`),
      ...(gates_skipped ? { skipped: gates_skipped } : {}),
    })),
  );
}

describe('a task with gates', () => {
  test('is finished when all pass: those of its template, then those of the project', async () => {
    const app = await gatedApp({ own: [gate('lint'), gate('test')], common: [gate('audit')] });
    expect(value(await setTaskStatus(app, done)).task.status).toBe('completed');
    expect(app.runner.ran).toEqual([`${T}: lint`, `${T}: test`, `${T}: audit`]);
    const gates = ['lint true', 'test true', 'audit true'];
    expect(await kept(app)).toEqual([{ command: 'set', status: 'completed', gates }]);
  });

  test('is not finished while one fails; every outcome is told and kept', async () => {
    const app = await gatedApp({ own: [gate('fail', { name: 'tests' }), gate('lint')] });
    const refused = failure(await setTaskStatus(app, done), 'gate_failed');
    expect(refused.message).toBe(
      'task_002 has a gate that does not let it pass: tests failed with exit code 1',
    );
    expect(refused.data).toMatchObject({
      task_id: T,
      tail: 'about to fail\nfail: no',
      gates: [
        { name: 'tests', passed: false, exit_code: 1 },
        { name: 'lint', passed: true },
      ],
    });
    expect(await taskOfId(app, T)).toMatchObject({ status: 'in_progress', version: 1, finished_at: null });
    expect(await kept(app)).toEqual([
      { command: 'set', status: undefined, gates: ['tests false', 'lint true'] },
    ]);
  });

  test('runs none for a move that does not finish it, or fails it, or that is refused anyway', async () => {
    const app = await gatedApp({ common: [gate('fail')] });
    value(await setTaskStatus(app, { id: 'task_003', status: 'failed' }));
    value(await setTaskStatus(app, { id: 'task_004', status: 'dead' }));
    failure(await setTaskStatus(app, { id: T, status: 'nowhere' }), 'invalid_transition');
    failure(await setTaskStatus(app, { id: 'task_001', status: 'completed' }), 'children_unfinished');
    value(await claimTask(app, { id: T }));
    failure(await setTaskStatus(app.as('bob'), done), 'not_lease_holder');
    expect(app.runner.ran).toEqual([]);
  });

  test('that is finished already runs none', async () => {
    const app = await gatedApp({ common: [gate('test')] });
    value(await setTaskStatus(app, done));
    expect(value(await setTaskStatus(app, done)).already).toBe(true);
    expect(app.runner.ran).toHaveLength(1);
  });

  test('that no gate concerns loads nothing', async () => {
    const none = async () => {
      throw new Error('not needed');
    };
    const app = await gatedApp({}, { gates: none });
    value(await setTaskStatus(app, done));
  });

  test('a command line in both lists is one gate, required when either says so', async () => {
    const app = await gatedApp({
      own: [gate('fail', { name: 'tests' })],
      common: [gate('fail', { required: true })],
    });
    failure(await setTaskStatus(app, { ...done, force: true }), 'gate_failed');
    expect(app.runner.ran).toEqual([`${T}: tests`]);
  });
});

describe('--force', () => {
  test('skips what is not required, and says so in the record', async () => {
    const app = await gatedApp({ own: [gate('fail'), gate('lint', { required: true })] });
    value(await setTaskStatus(app, { ...done, force: true }));
    expect(app.runner.ran).toEqual([`${T}: lint`]);
    expect(await kept(app)).toEqual([
      { command: 'set', forced: true, status: 'completed', gates: ['lint true'], skipped: ['fail'] },
    ]);
  });

  test('says so also when nothing is left to run', async () => {
    const app = await gatedApp({ own: [gate('fail')] });
    value(await setTaskStatus(app, { ...done, force: true }));
    expect(app.runner.ran).toEqual([]);
    expect(await kept(app)).toMatchObject([{ forced: true, gates: [], skipped: ['fail'] }]);
  });

  test('does not skip what is required', async () => {
    const app = await gatedApp({ common: [gate('fail', { required: true }), gate('lint')] });
    failure(await setTaskStatus(app, { ...done, force: true }), 'gate_failed');
    expect(await kept(app)).toEqual([
      { command: 'set', forced: true, status: undefined, gates: ['fail false'] },
    ]);
  });
});

describe('while gates run', () => {
  test('nothing is locked, and a task that changes is judged again', async () => {
    const app = await gatedApp({ common: [gate('test')] });
    app.runner.meanwhile = async () => {
      if (app.runner.ran.length === 1) value(await editTask(app, { id: T, description: 'other' }));
    };
    value(await setTaskStatus(app, done));
    expect(app.runner.ran).toHaveLength(2);
    expect(await kept(app)).toHaveLength(1);
  });

  test('a task that changes each time is version_conflict', async () => {
    const app = await gatedApp({ common: [gate('test')] });
    app.runner.meanwhile = async () => {
      value(await editTask(app, { id: T, description: `take ${app.runner.ran.length}` }));
    };
    failure(await setTaskStatus(app, done), 'version_conflict');
    expect(app.runner.ran).toHaveLength(3);
    expect((await taskOfId(app, T)).status).toBe('in_progress');
  });

  test('another that takes the task keeps it', async () => {
    const app = await gatedApp({ common: [gate('test')] });
    app.runner.meanwhile = async () => value(await claimTask(app.as('bob'), { id: T }));
    failure(await setTaskStatus(app, done), 'not_lease_holder');
    expect(await kept(app)).toEqual([]);
  });

  test('another that finishes it does so once', async () => {
    const app = await gatedApp({ common: [gate('test')] });
    const both = await Promise.all([setTaskStatus(app, done), setTaskStatus(app, done)]);
    expect(both.map((one) => value(one).already).sort()).toEqual([false, true]);
    expect((await kept(app)).filter(({ status }) => status)).toHaveLength(1);
  });

  test('time passes: the task is finished when they are done', async () => {
    const app = await gatedApp({ common: [gate('test')] });
    app.runner.meanwhile = async () => app.advance(60_000);
    expect(value(await setTaskStatus(app, done)).task.finished_at).toBe('2026-01-01T00:01:00.000Z');
  });
});

describe('batch set', () => {
  const family = ['task_001', 'task_001_01', 'task_001_02'];

  test('runs the gates of each, children first', async () => {
    const app = await gatedApp({ common: [gate('test')] });
    const { results } = value(await batchSet(app, { ids: family, status: 'completed' }));
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(app.runner.ran).toEqual(['task_001_01: test', 'task_001_02: test', 'task_001: test']);
    expect(await kept(app, 'task_001')).toMatchObject([{ command: 'batch set', status: 'completed' }]);
  });

  test('does none when one fails, and keeps what was seen', async () => {
    const app = await gatedApp({ own: [gate('fail')] });
    const { error, results } = value(await batchSet(app, { ids: [T, 'task_001_01'], status: 'completed' }));
    expect(error?.code).toBe('gate_failed');
    expect(results.map(({ ok }) => ok)).toEqual([false, false]);
    expect((await taskOfId(app, T)).status).toBe('in_progress');
    expect(await kept(app)).toMatchObject([{ gates: ['fail false'] }]);
  });

  test('with --keep-going does the others', async () => {
    const app = await gatedApp({ own: [gate('fail')] });
    const asked = { ids: [T, 'task_003'], status: 'success', keepGoing: true };
    value(await batchSet(app, asked));
    value(await batchSet(app, { ...asked, status: 'completed' }));
    expect((await taskOfId(app, 'task_003')).status).toBe('success');
    expect((await taskOfId(app, T)).status).toBe('in_progress');
  });

  test('runs nothing when it fails anyway', async () => {
    const app = await gatedApp({ common: [gate('test')] });
    const { error } = value(await batchSet(app, { ids: [T, 'task_099'], status: 'completed' }));
    expect(error?.code).toBe('not_found');
    expect(app.runner.ran).toEqual([]);
  });
});

describe('evidence', () => {
  test('stays when the finished status is taken back', async () => {
    const app = await gatedApp({ common: [gate('test')] });
    value(await setTaskStatus(app, done));
    value(await undoLast(app));
    expect((await taskOfId(app, T)).status).toBe('in_progress');
    expect(newestEvidence(await recordOf(app, T)).map(({ name }) => name)).toEqual(['test']);
    value(await setTaskStatus(app, done));
    expect(app.runner.ran).toHaveLength(2);
    expect(await kept(app)).toHaveLength(2);
  });

  test('of a refused set is nothing that undo would take back', async () => {
    const app = await gatedApp({ own: [gate('fail')] });
    value(await editTask(app, { id: T, description: 'before' }));
    failure(await setTaskStatus(app, done), 'gate_failed');
    expect(value(await undoLast(app)).undone).toMatchObject({ command: 'edit' });
  });

  test('travels with an export', async () => {
    const app = await gatedApp({ common: [gate('test')] });
    value(await setTaskStatus(app, done));
    const lines: string[] = [];
    value(await exportProject(app, (line) => lines.push(JSON.stringify(line))));
    expect(lines.some((line) => line.includes('"output_sha256"'))).toBe(true);
  });
});
