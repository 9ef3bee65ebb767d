import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { workProject } from '../helpers/work-project.ts';

test('it takes what is ready in order, and what becomes ready, until nothing is left', async () => {
  const project = await workProject('one', 'two');
  await project.cli.json(['create', 'three', '--dependencies', 'task_001']);
  await project.cli.json(['create', 'urgent', '--priority', 'P0']);
  project.script({ '*': ['finish'] });
  const { code, summary } = await project.events();
  expect({ code, ...summary }).toMatchObject({ code: 0, ok: true, stopped: 'done' });
  expect(summary.finished).toEqual(['task_004', 'task_001', 'task_002', 'task_003']);
  expect(project.notes('start').map(({ task }) => task)).toEqual([
    'task_004',
    'task_001',
    'task_002',
    'task_003',
  ]);
  const [first, , , last] = project.notes('start');
  expect(first).toMatchObject({ agent: 'ann/1', samePrompt: true });
  expect(first!.prompt).toContain('# task_004: urgent');
  expect(last!.prompt).toContain('done by ann/1');
  expect(project.leases()).toEqual([]);
  expect(project.leftovers()).toEqual([]);
});

test('exit code 0 moves a task on to its end, and past no failure state', async () => {
  const project = await workProject();
  await project.cli.json(['create', 'flow', '--template', 'data-pipeline']);
  await project.cli.json(['create', 'module', '--template', 'code-module']);
  const { summary } = await project.events();
  expect(summary.finished).toHaveLength(2);
  expect(await project.statusOf('task_001')).toBe('success');
  expect(await project.statusOf('task_002')).toBe('completed');
});

test('a failure that may pass is tried again, with why in the next prompt', async () => {
  const project = await workProject('one');
  project.script({ task_001: ['fail rate limit, try again in 0.3s', 'fail ETIMEDOUT', 'exit'] });
  const { code, events, summary } = await project.events();
  expect({ code, ok: summary.ok, finished: summary.finished }).toEqual({
    code: 0,
    ok: true,
    finished: ['task_001'],
  });
  const retries = events.filter(({ type }) => type === 'retry');
  expect(retries).toHaveLength(2);
  expect(retries[0].wait).toBeGreaterThanOrEqual(300);
  const [first, second] = project.notes('start');
  expect(second!.time - first!.time).toBeGreaterThanOrEqual(300);
  expect(second!.prompt).toContain('rate limit, try again in 0.3s');
});

test('what fails time and again is given back with a note, and not begun anew', async () => {
  const project = await workProject('one', 'two');
  project.settings({ retries: 1 });
  project.script({ task_001: ['fail'], task_002: ['exit'] });
  const { code, summary } = await project.events();
  expect({ code, error: summary.error.code }).toEqual({ code: 1, error: 'job_failed' });
  expect(summary.failed).toMatchObject([{ id: 'task_001' }]);
  expect(summary.finished).toEqual(['task_002']);
  expect(project.notes('start').filter(({ task }) => task === 'task_001')).toHaveLength(2);
  const { task } = await project.cli.json(['show', 'task_001', '--include-records']);
  expect(JSON.stringify(task.records)).toContain('failed 2 times');
  expect(task).toMatchObject({ status: 'in_progress', lease: null });
});

test('what no repetition mends is not repeated', async () => {
  const project = await workProject('one');
  project.script({ '*': ['fail invalid API key'] });
  expect((await project.events()).summary.failed).toHaveLength(1);
  expect(project.notes('start')).toHaveLength(1);
});

test('a task that failed for good goes where its template wants it', async () => {
  const project = await workProject();
  await project.cli.json(['create', 'flow', '--template', 'data-pipeline']);
  project.script({ '*': ['code 127'] });
  await project.events();
  expect(await project.statusOf('task_001')).toBe('failed');
  expect(project.leases()).toEqual([]);
});

test('after three failures for good in a row the worker stops, and says why', async () => {
  const project = await workProject('a', 'b', 'c', 'd', 'e');
  project.script({ '*': ['code 126'] });
  const { code, events, summary } = await project.events();
  expect({ code, stopped: summary.stopped, failed: summary.failed.length }).toEqual({
    code: 1,
    stopped: 'breaker',
    failed: 3,
  });
  expect(summary.error.message).toContain('3 tasks in a row');
  expect(events.filter(({ type }) => type === 'breaker')).toHaveLength(1);
});

test('a gate that fails counts as a failed attempt, and its lines are in the next prompt', async () => {
  const project = await workProject('one');
  const gate = `test -e done || { echo the thing is missing; touch done; exit 3; }`;
  project.settings({}, { gates: [{ run: gate, name: 'thing' }] });
  const { code, events, summary } = await project.events();
  expect({ code, finished: summary.finished }).toEqual({ code: 0, finished: ['task_001'] });
  expect(events.filter(({ type }) => type === 'gate').map(({ passed }) => passed)).toEqual([false, true]);
  const logged = (await project.cli.run(['events'])).stdout.trim().split('\n');
  expect(logged.filter((line) => JSON.parse(line).type === 'gate')).toHaveLength(2);
  expect(project.notes('start')).toHaveLength(2);
  const prompts = readdirSync(join(project.folder, '.long-run-agent/jobs/work')).filter((name) =>
    name.endsWith('.md'),
  );
  const texts = prompts.map((name) =>
    readFileSync(join(project.folder, '.long-run-agent/jobs/work', name), 'utf8'),
  );
  expect(texts.filter((text) => text.includes('the thing is missing'))).toHaveLength(1);
});

test('a flood of output is kept in part, and harms nothing', async () => {
  const project = await workProject('one');
  project.settings({ log_megabytes: 0.5 });
  project.script({ '*': ['flood'] });
  expect((await project.events()).summary.finished).toEqual(['task_001']);
  const folder = join(project.folder, '.long-run-agent/jobs/work');
  const log = readdirSync(folder).find((name) => name.endsWith('.log'))!;
  expect(statSync(join(folder, log)).size).toBeLessThanOrEqual(524_288);
});

test('what an agent leaves behind is ended with it, and a pipe that it keeps open holds nothing up', async () => {
  const project = await workProject('one');
  project.script({ '*': ['leave'] });
  const began = Date.now();
  expect((await project.events()).summary.finished).toEqual(['task_001']);
  expect(Date.now() - began).toBeLessThan(15_000);
  expect(project.notes('left')).toHaveLength(1);
  expect(project.leftovers()).toEqual([]);
});

test('--dry-run begins nothing; --max-tasks and --once end early', async () => {
  const project = await workProject('one', 'two', 'three');
  expect((await project.cli.json(['work', '--dry-run'])).would_take).toEqual([
    'task_001',
    'task_002',
    'task_003',
  ]);
  expect(existsSync(join(project.folder, '.long-run-agent/jobs/work'))).toBe(false);
  expect((await project.events('--max-tasks', '1')).summary).toMatchObject({
    stopped: 'max_tasks',
    finished: ['task_001'],
  });
  expect((await project.events('--once')).summary).toMatchObject({ stopped: 'once', finished: ['task_002'] });
  await project.cli.fails(['work'], 'usage', 2);
  await project.cli.fails(['work', '--exec', 'true', '--timeout', 'soon'], 'usage', 2);
});
