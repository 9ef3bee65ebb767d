import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { cleanEnv, LRA, NODE, runLra, temporaryFolder } from '../helpers/run-lra.ts';

test('guide and version need no project', async () => {
  const cwd = temporaryFolder();
  const guide = await runLra(['guide'], { cwd });
  expect(guide).toMatchObject({ code: 0, stderr: '' });
  for (const command of ['context', 'claim', 'checkpoint', 'set', 'split', 'why']) {
    expect(guide.stdout).toContain(`lra ${command}`);
  }
  const lines = guide.stdout.split('\n');
  expect(lines.length).toBeLessThan(80);
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
  const versions = [
    await runLra(['version', '--json'], { cwd }),
    await runLra(['--version', '--json'], { cwd }),
  ];
  expect(versions[0]!.json).toEqual(versions[1]!.json);
});

test('demo plays the whole flow', async () => {
  const ran = await runLra(['demo'], { cwd: temporaryFolder() });
  expect(ran.code).toBe(0);
  for (const command of ['init', 'create', 'context', 'claim', 'split', 'set']) {
    expect(ran.stdout).toContain(`lra ${command}`);
  }
});

test('selftest proves its three promises', async () => {
  const ran = await runLra(['selftest', '--processes', '4', '--json'], { cwd: temporaryFolder() });
  expect(ran.json).toMatchObject({ ok: true });
  expect(ran.code).toBe(0);
  expect((await runLra(['selftest', '--processes', '0'], { cwd: temporaryFolder() })).code).toBe(2);
});

test.each([
  ['demo', 'SIGINT', 130],
  ['demo', 'SIGTERM', 130],
  ['demo', 'SIGHUP', 130],
  ['selftest', 'SIGINT', 130],
  ['selftest', 'SIGTERM', 130],
] as const)('%s that meets %s takes its temporary folder along', async (command, signal, exitCode) => {
  const temporary = temporaryFolder();
  const child = spawn(NODE, [LRA, command], {
    env: cleanEnv({ TMPDIR: temporary, NODE_DISABLE_COMPILE_CACHE: '1' }),
    stdio: 'ignore',
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = new Promise((resolve) => child.once('close', resolve));
  const hasTasks = () =>
    readdirSync(temporary).some((name) =>
      existsSync(join(temporary, name, '.long-run-agent/tasks/task_001.md')),
    );
  await vi.waitUntil(hasTasks, { timeout: 15_000, interval: 5 });
  child.kill(signal);
  expect(await ended).toBe(exitCode);
  expect(readdirSync(temporary)).toEqual([]);
});
