import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { type CliProject, newProject } from '../helpers/cli-project.ts';
import { cleanEnv, LRA, NODE, runShell } from '../helpers/run-lra.ts';

let ann: CliProject;

beforeEach(async () => {
  ann = await newProject();
  await ann.json(['create', 'one']);
  await ann.json(['claim', 'task_001']);
});

const lines = (text: string) =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

/** `lra events --follow` in a process of its own. */
function following(...args: readonly string[]) {
  const child = spawn(NODE, [LRA, 'events', '--follow', ...args], { cwd: ann.folder, env: cleanEnv() });
  onTestFinished(() => void child.kill('SIGKILL'));
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { child, ended, out: () => out };
}

test('progress: the keys, the bar in status and show, and the events', async () => {
  const said = await ann.json(['progress', 'task_001', '3/10', 'the parser', '--cost', '0.12']);
  expect(Object.keys(said)).toEqual(['progress', 'budget']);
  expect(said.progress).toMatchObject({
    step: 3,
    total: 10,
    percent: 30,
    description: 'the parser',
    agent: 'ann',
  });
  expect(said.budget).toMatchObject({ task_id: 'task_001', limit: null, spent: 0.12, left: null });
  expect((await ann.run(['progress', 'task_001', '5/10'])).stdout).toContain('█████░░░░░ 50 % · 5 of 10');
  expect((await ann.run(['status'])).stdout).toContain('█████░░░░░ 50 %');
  expect((await ann.run(['show', 'task_001'])).stdout).toContain('50 % · 5 of 10');
  expect((await ann.json(['status'])).held[0].progress.percent).toBe(50);

  const events = lines((await ann.run(['events'])).stdout);
  expect(events.map(({ seq, type }) => [seq, type])).toEqual([
    [1, 'cost'],
    [2, 'progress'],
    [3, 'progress'],
  ]);
  expect(lines((await ann.run(['events', '--since', '1', '--limit', '1', '--json'])).stdout)).toEqual([
    events[1],
  ]);
  expect(lines((await ann.run(['events', '--limit', '1'])).stdout)).toEqual([events[2]]);
  expect((await ann.run(['events', '--since', '9'])).stderr).toContain('the newest event is number 3');
});

test.each([
  [['progress', 'task_001', '3']],
  [['progress', 'task_001', '11/10']],
  [['progress', 'task_001', '1/0']],
  [['progress', 'task_001', '-1/10']],
  [['progress', 'task_001', '1/10', '']],
  [['progress', 'task_001', '1/10', '--cost', 'much']],
  [['progress', 'task_001', '1/10', '--cost', '1e99']],
  [['events', '--since', '-1']],
  [['events', '--limit', 'x']],
  [['resources', '--pid', 'x']],
  [['stop', '--now', '--clear']],
])('%j is wrong usage', async (args) => {
  await ann.fails(args, 'usage', 2);
});

test('a budget that is used up: exit 1, and it stays so over processes', async () => {
  writeFileSync(join(ann.folder, '.long-run-agent/config.yaml'), 'budget:\n  cost: 1\n');
  await ann.json(['progress', 'task_001', '1/10', '--cost', '0.6']);
  const failed = await ann.fails(['progress', 'task_001', '2/10', '--cost', '0.6'], 'budget_exhausted', 1);
  expect(failed.data).toMatchObject({ limit: 1, spent: 1.2, left: 0 });
  expect((await ann.json(['show', 'task_001'])).task.progress.step).toBe(2);
});

test('--follow prints what comes, and ends with 130 on SIGINT', async () => {
  const { child, ended, out } = following();
  await ann.json(['progress', 'task_001', '1/10']);
  await expect.poll(() => lines(out())).toMatchObject([{ seq: 1, step: 1 }]);
  await ann.json(['progress', 'task_001', '2/10']);
  await expect.poll(() => lines(out())).toMatchObject([{ seq: 1 }, { seq: 2, step: 2 }]);
  child.kill('SIGINT');
  expect(await ended).toBe(130);
});

test('--follow ends with 0 when nobody reads any more, and --limit with --since ends it', async () => {
  for (const step of ['1/9', '2/9', '3/9']) await ann.json(['progress', 'task_001', step]);
  const later = '(for i in 4 5 6; do sleep 0.5; lra progress task_001 $i/9 > /dev/null; done) &';
  const script = `${later} lra events --follow | head -1 > /dev/null; echo "\${PIPESTATUS[0]}"; wait`;
  const cut = await runShell(script, { cwd: ann.folder, env: { LRA_AGENT_ID: 'ann' } });
  expect(cut.stdout).toBe('0\n');
  const { ended, out } = following('--since', '1', '--limit', '2');
  expect(await ended).toBe(0);
  expect(lines(out()).map(({ seq }) => seq)).toEqual([2, 3]);
});

test('resources: a level each, with bars', async () => {
  const said = await ann.json(['resources', '--pid', String(process.pid)]);
  expect(Object.keys(said)).toEqual(['at', 'level', 'resources', 'tree']);
  expect(Object.keys(said.resources)).toEqual(['cpu', 'memory', 'disk']);
  expect(said.resources.cpu.machine.total).toBeGreaterThan(0);
  expect(said.tree.processes).toBeGreaterThan(0);
  expect((await ann.run(['resources'])).stdout).toMatch(/^cpu +[█░]{20} +\d+ % +\S+ of \S+ cores/m);
});

test('stop: asked, asked again, for more, and taken back', async () => {
  expect(await ann.json(['stop'])).toMatchObject({ stop: { agent: 'ann', now: false } });
  expect(await ann.json(['stop'])).toMatchObject({ already: true, stop: { now: false } });
  expect(await ann.json(['stop', '--now'])).toMatchObject({ stop: { now: true } });
  expect(await ann.json(['stop'])).toMatchObject({ already: true, stop: { now: true } });
  expect(await ann.json(['stop', '--clear'])).toEqual({ cleared: true });
  expect(await ann.json(['stop', '--clear'])).toEqual({ cleared: false, already: true });
});
