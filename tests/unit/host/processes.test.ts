import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { randomIds } from '../../../src/host/ids.ts';
import { describeProcess, hostProcesses } from '../../../src/host/processes.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const self = describeProcess();
const { isGone } = hostProcesses;

test('a running process is not gone; once it ended it is', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  const worker = describeProcess(child.pid);
  expect(isGone(worker)).toBe(false);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(isGone(worker)).toBe(true);
});

test('what cannot be known is not gone', () => {
  expect(isGone(self)).toBe(false);
  expect(isGone({ ...self, host: 'elsewhere', pid: 999_999_999 })).toBe(false);
  expect(isGone({ ...self, start_time: '', boot_id: '' })).toBe(false);
  for (const pid of [0, -1, 1.5, Number.NaN]) expect(isGone({ ...self, pid })).toBe(false);
  expect(isGone({ ...self, pid: 1, start_time: '' })).toBe(false);
});

describe.skipIf(!existsSync('/proc/self/stat'))('where the system shows its processes', () => {
  test('a process is described by its start and the boot of its host', () => {
    expect(self).toMatchObject({ pid: process.pid, start_time: expect.stringMatching(/^\d+$/) });
    expect(self.boot_id).toBe(readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
  });

  test('another process of the same number is not the one that was recorded', () => {
    expect(isGone({ ...self, start_time: '1' })).toBe(true);
    expect(isGone({ ...self, boot_id: '00000000-0000-0000-0000-000000000000' })).toBe(true);
  });

  test('a process that died but is still listed is gone', async () => {
    // The shell becomes a program that never asks how its child ended.
    const script = 'sleep 0.2 & echo $!; exec sleep 20';
    const parent = spawn('/bin/sh', ['-c', script], { stdio: ['ignore', 'pipe', 'ignore'] });
    onTestFinished(() => void parent.kill('SIGKILL'));
    const [line] = await once(parent.stdout, 'data');
    const worker = describeProcess(Number(String(line)));
    expect(isGone(worker)).toBe(false);
    await expect.poll(() => isGone(worker)).toBe(true);
    expect(existsSync(`/proc/${worker.pid}`)).toBe(true);
  });

  test('a program whose name looks like fields of the list is read right', async () => {
    const program = join(tempFolder(), 'a) Z 1 (b');
    copyFileSync('/bin/sleep', program);
    const child = spawn(program, ['20'], { stdio: 'ignore' });
    onTestFinished(() => void child.kill('SIGKILL'));
    await expect.poll(() => readFileSync(`/proc/${child.pid}/comm`, 'utf8')).toBe('a) Z 1 (b\n');
    expect(isGone(describeProcess(child.pid))).toBe(false);
  });
});

test('names are short, and no two alike', () => {
  const names = Array.from({ length: 20_000 }, () => randomIds.transaction());
  expect(new Set(names).size).toBe(names.length);
  for (const name of names.slice(0, 100)) expect(name).toMatch(/^[0-9a-hjkmnp-tv-z]{12}$/);
  expect(new Set(names.join('')).size).toBe(32);
  expect(randomIds.session()).toMatch(/^[0-9a-z]{12}$/);
});
