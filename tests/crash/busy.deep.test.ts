import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type CliProject, newProject } from '../helpers/cli-project.ts';
import { LRA, NODE } from '../helpers/run-lra.ts';

/** Keeps the lock as a writer would that works on and on: taken with the same library, and touched every second. */
const HOLDER = `
  const [lockfile, dir] = [require('proper-lockfile'), process.argv[1]];
  lockfile.lockSync(dir, {
    lockfilePath: dir + '/journal/lock', realpath: false, stale: 2500, update: 1000, onCompromised: () => process.exit(3),
  });
  console.log('held');
  setInterval(() => {}, 1000);`;

async function holdLock({ folder }: CliProject) {
  const child = spawn(NODE, ['-e', HOLDER, join(folder, '.long-run-agent')], {
    cwd: join(LRA, '..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout!, 'data');
  return child;
}

test('busy: who waits for a live holder for too long is told so, and nothing is lost', async () => {
  const project = await newProject();
  await project.json(['create', 'one']);
  const before = project.files();
  const holder = await holdLock(project);
  const started = performance.now();
  const [error, ran] = await Promise.all([
    project.fails(['create', 'two'], 'busy', 75),
    project.as('bob').run(['claim', 'task_001']),
    // Readers do not wait.
    project.json(['list']).then(({ total }) => {
      expect(total).toBe(1);
      expect(performance.now() - started).toBeLessThan(5000);
    }),
  ]);
  expect(performance.now() - started).toBeGreaterThan(15_000);
  expect(error).toMatchObject({ hint: 'try again in a moment', retryable: true });
  expect(ran).toMatchObject({ code: 75, stdout: '' });
  expect(ran.stderr).toMatch(
    /^error: other processes kept the project locked for 20 seconds\nhint: try again/,
  );
  expect(project.files()).toEqual(before);

  holder.kill('SIGKILL');
  await once(holder, 'exit');
  expect((await project.json(['create', 'two'])).task.id).toBe('task_002');
  expect((await project.json(['doctor'])).findings).toEqual([]);
});

test('a holder that is only suspended is not waited for as long, and does no harm when it wakes up', async () => {
  const project = await newProject();
  const holder = await holdLock(project);
  holder.kill('SIGSTOP');
  const started = performance.now();
  await project.json(['create', 'one']);
  expect(performance.now() - started).toBeLessThan(6000);
  holder.kill('SIGCONT');
  await project.json(['create', 'two']);
  expect((await project.json(['list'])).total).toBe(2);
  expect((await project.json(['doctor'])).findings).toEqual([]);
});
