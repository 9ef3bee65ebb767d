import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { CliProject, newProject } from '../helpers/cli-project.ts';
import { runShell, temporaryFolder } from '../helpers/run-lra.ts';

/** A disk of so many bytes; null where the system does not let one be mounted. */
function smallDisk(size: string): string | null {
  const disk = temporaryFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    return null;
  }
  onTestFinished(() => void execFileSync('umount', ['--lazy', disk]));
  return disk;
}

const remount = (disk: string, options: string) =>
  execFileSync('mount', ['-o', `remount,${options}`, disk], { stdio: 'ignore' });

const NO_MOUNT = 'mounting a small disk needs root and a system that lets it';

test('a full disk: io_error, what was there stays, and on with it when there is room', async ({ skip }) => {
  const disk = smallDisk('512k');
  if (disk === null) return skip(NO_MOUNT);
  const project = new CliProject(disk);
  await project.json(['init']);
  await project.json(['create', 'one']);
  const ballast = join(disk, 'ballast');
  try {
    for (;;) appendFileSync(ballast, Buffer.alloc(4096));
  } catch {}
  const error = await project.fails(['create', 'x'.repeat(9000)], 'io_error', 1);
  expect(error.hint).toBe('nothing was changed; free some disk space and try again');
  expect((await project.json(['list'])).total).toBe(1);
  rmSync(ballast);
  await project.json(['create', 'two']);
  expect((await project.json(['doctor'])).findings).toEqual([]);
});

test('init on a full disk is io_error with a hint, and completes once there is room', async ({ skip }) => {
  const disk = smallDisk('4k');
  if (disk === null) return skip(NO_MOUNT);
  const project = new CliProject(disk);
  const error = await project.fails(['init'], 'io_error', 1);
  expect(error).toMatchObject({
    message: expect.stringContaining('the disk is full'),
    hint: expect.stringContaining('space'),
  });
  remount(disk, 'size=1m');
  expect(await project.json(['init'])).toMatchObject({ created: true });
  expect((await project.json(['doctor'])).findings).toEqual([]);
});

test('a read-only disk: reads answer, writes and init say what it is', async ({ skip }) => {
  const disk = smallDisk('1m');
  if (disk === null) return skip(NO_MOUNT);
  const project = new CliProject(disk);
  mkdirSync(join(disk, 'inner', '.git'), { recursive: true });
  await project.json(['init']);
  await project.json(['create', 'one']);
  remount(disk, 'ro');
  for (const command of ['list', 'status', 'context', 'log', 'doctor', 'export', 'init'])
    expect((await project.run([command])).code, command).toBe(0);
  const refused = await project.fails(['create', 'two'], 'io_error', 1);
  expect(refused.hint).toBe('nothing was changed; the file system is read-only');
  const error = await project.fails(['init'], 'io_error', 1, { cwd: join(disk, 'inner') });
  expect(error.message).toMatch(/^cannot make the folder .*: the file system is read-only$/);
  expect(error.hint).toContain('-C');
});

test('without HOME, USER and PATH, and in a locale of ASCII, everything works and text stays UTF-8', async () => {
  const project = await newProject();
  for (const env of [
    { HOME: undefined, PATH: undefined },
    { LANG: 'C', LC_ALL: 'POSIX' },
  ]) {
    const { task } = await project.json(['create', '写测试'], { env });
    expect((await project.run(['list'], { env })).stdout).toContain('写测试');
    await project.json(['claim', task.id], { env: { ...env, LRA_AGENT_ID: undefined } });
  }
});

test('whoever reads only the first line ends nothing but the reading', async () => {
  const project = await newProject();
  const plan = JSON.stringify(
    Array.from({ length: 300 }, (_, i) => ({ desc: `part ${i} ${'x'.repeat(300)}` })),
  );
  await project.json(['create', 'whole']);
  await project.json(['split', 'task_001', '--plan', '-'], { stdin: plan });
  const script = [
    'list --limit 0',
    'list --limit 0 --json',
    'graph',
    'log',
    'export',
    'search part --limit 0',
  ]
    .map((line) => `lra ${line} | head -1 >/dev/null; echo "\${PIPESTATUS[0]}"`)
    .join('\n');
  const ran = await runShell(script, { cwd: project.folder });
  expect(ran).toMatchObject({ stdout: '0\n'.repeat(6), stderr: '' });
});
