import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { until, workProject } from '../helpers/work-project.ts';

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s once: what runs is ended with a checkpoint, and paused',
  async (signal) => {
    const project = await workProject('one', 'two', 'three');
    project.script({ task_001: ['hang', 'exit'], task_002: ['hang', 'exit'] });
    const worker = project.start('--concurrency', '2');
    await project.begun(2);
    worker.kill(signal);
    await once(worker, 'exit');
    expect(worker.exitCode).toBe(130);
    expect(project.leftovers()).toEqual([]);
    expect(project.leases().map(({ status }) => status)).toEqual(['paused', 'paused']);
    const { checkpoint } = await project.cli.json(['resume', 'task_001']);
    expect(checkpoint.state.lra_work).toMatchObject({ attempt: 1, reason: 'the worker stops' });

    const { summary } = await project.events();
    expect(summary.finished.toSorted()).toEqual(['task_001', 'task_002', 'task_003']);
    expect(project.leases()).toEqual([]);
  },
);

test('a second signal: at once, whatever grace there is', async () => {
  const project = await workProject('one');
  project.settings({ grace_seconds: 60 });
  project.script({ '*': ['stubborn'] });
  const worker = project.start();
  await project.begun();
  worker.kill('SIGINT');
  await until(() => project.notes('ignored').length > 0);
  worker.kill('SIGINT');
  await once(worker, 'exit');
  expect(worker.exitCode).toBe(130);
  expect(project.leftovers()).toEqual([]);
  expect(project.leases()).toMatchObject([{ status: 'paused' }]);
});

test('the STOP file stops it, and keeps the next one from beginning', async () => {
  const project = await workProject('one');
  project.script({ '*': ['hang', 'exit'] });
  const worker = project.start();
  await project.begun();
  writeFileSync(join(project.folder, '.long-run-agent', 'STOP'), '');
  await once(worker, 'exit');
  expect(worker.exitCode).toBe(0);
  expect(project.leases()).toMatchObject([{ status: 'paused' }]);
  expect((await project.events()).summary).toMatchObject({ ok: true, stopped: 'stop_file', finished: [] });
  expect(project.notes('start')).toHaveLength(1);
});

test('--max-time ends it, and pauses what runs', async () => {
  const project = await workProject('one');
  project.script({ '*': ['hang'] });
  const { code, summary } = await project.events('--max-time', '1s');
  expect({ code, ...summary }).toMatchObject({
    code: 0,
    ok: true,
    stopped: 'max_time',
    paused: ['task_001'],
  });
});

test('--watch waits for new tasks', async () => {
  const project = await workProject();
  const worker = project.start('--watch');
  await new Promise((go) => setTimeout(go, 1000));
  expect(worker.exitCode).toBe(null);
  await project.cli.json(['create', 'late']);
  await until(async () => (await project.statusOf('task_001')) === 'completed');
  worker.kill('SIGTERM');
  await once(worker, 'exit');
});

test('kill -9: the next worker ends what was left, and goes on from the checkpoint at once', async () => {
  const project = await workProject('one');
  project.script({ task_001: ['progress 60000', 'exit'] });
  const worker = project.start();
  const [first] = await project.begun();
  await until(async () => (await project.cli.json(['resume', 'task_001'])).checkpoint?.state?.lra_work);
  worker.kill('SIGKILL');
  await once(worker, 'exit');

  const { events, summary } = await project.events();
  expect(summary.finished).toEqual(['task_001']);
  expect(events.find(({ type }) => type === 'swept')).toMatchObject({ task_ids: ['task_001'] });
  expect(project.leftovers()).not.toContain(first!.pid);
  const started = events.find(({ type }) => type === 'task_started');
  expect(started).toMatchObject({ attempt: 2, agent: 'ann/1' });
  const second = project.notes('start')[1];
  expect(second!.token).toBeGreaterThan(first!.token);
  expect(project.leases()).toEqual([]);
  expect(project.leftovers()).toEqual([]);
});

test('two workers with one name share a project, and take names of their own', async () => {
  const project = await workProject('a', 'b', 'c', 'd');
  project.script({ '*': ['slow 700'] });
  const [one, two] = await Promise.all([
    project.events('--concurrency', '2'),
    project.events('--concurrency', '2'),
  ]);
  const finished = [...one.summary.finished, ...two.summary.finished].toSorted();
  expect(finished).toEqual(['task_001', 'task_002', 'task_003', 'task_004']);
  expect(project.notes('end')).toHaveLength(4);
  expect(new Set(project.notes('start').map(({ agent }) => agent)).size).toBeGreaterThan(2);
});
