import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createCommandRunner } from '../../../src/host/process/command-runner.ts';
import { endTree } from '../../../src/host/process/end-tree.ts';
import type { JobTree } from '../../../src/host/process/job-tree.ts';
import { processStat } from '../../../src/host/process-stat.ts';
import { commandSpec, eventually, isRunning, marked, pidIn } from '../../helpers/commands.ts';

const runner = createCommandRunner({ sandbox: false });

/** Ends with its parent gone, in a session of its own. */
const ESCAPE = `setsid sh -c 'sleep 1000 & echo $! > far' &`;

describe('stopping', () => {
  test('ends a command at once that heeds SIGTERM', async () => {
    const run = runner.start(commandSpec('sleep 1000'));
    const begun = Date.now();
    await run.stop(10_000);
    expect(await run.ended).toMatchObject({ exitCode: null, signal: 'SIGTERM' });
    expect(Date.now() - begun).toBeLessThan(2_000);
  });

  test('gives it the time it was promised, then kills it', async () => {
    const spec = commandSpec(`trap 'echo told' TERM; echo up; while true; do sleep 0.05; done`);
    const run = runner.start(spec);
    await eventually(() => run.tail(10).includes('up'));
    const begun = Date.now();
    await run.stop(400);
    expect(await run.ended).toMatchObject({ signal: 'SIGKILL' });
    expect(Date.now() - begun).toBeGreaterThanOrEqual(400);
    expect(run.tail(100)).toContain('told');
    expect(marked(spec.jobId)).toEqual([]);
  });

  test('ends children that ignore SIGTERM', async () => {
    const spec = commandSpec(`(trap '' TERM; sleep 1000 & echo $! > child; wait) & wait`);
    const run = runner.start(spec);
    const child = await pidIn(spec, 'child');
    await run.stop(200);
    expect(isRunning(child)).toBe(false);
  });

  test('ends what left the group, the session and its parents', async () => {
    const spec = commandSpec(`${ESCAPE} wait; sleep 1000`);
    const run = runner.start(spec);
    const far = await pidIn(spec, 'far');
    await run.stop(200);
    expect(isRunning(far)).toBe(false);
  });

  test('ends what cleared its environment as well', async () => {
    const spec = commandSpec(
      `env -i PATH="$PATH" setsid sh -c 'echo $$ > cleared; exec sleep 1000' & sleep 1000`,
    );
    const run = runner.start(spec);
    const cleared = await pidIn(spec, 'cleared');
    await run.stop(200);
    expect(isRunning(cleared)).toBe(false);
  });

  test('ends what cleared its environment and lost its parent, but stayed in the session', async () => {
    const spec = commandSpec(`env -i PATH="$PATH" sh -c 'sleep 1000 & echo $! > orphan'; sleep 1000`);
    const run = runner.start(spec);
    const orphan = await pidIn(spec, 'orphan');
    await run.stop(200);
    expect(isRunning(orphan)).toBe(false);
  });

  test('ends what cleared its environment and lost its parent, once it was seen', async () => {
    const spec = commandSpec(
      `env -i PATH="$PATH" setsid sh -c 'setsid sleep 1000 & echo $! > cleared; sleep 1.2' & sleep 1000`,
    );
    const run = runner.start(spec);
    const cleared = await pidIn(spec, 'cleared');
    await sleep(1_500);
    await run.stop(200);
    expect(isRunning(cleared)).toBe(false);
  });

  test('leaves alone what another job started, and everybody else', async () => {
    const env = { PATH: process.env.PATH };
    const spec = commandSpec(
      `LRA_JOB_ID=another setsid sh -c 'echo $$ > other; exec sleep 1000' & sleep 1000`,
    );
    const stranger = spawn('sleep', ['1000'], { env, stdio: 'ignore' });
    onTestFinished(() => void stranger.kill('SIGKILL'));
    const run = runner.start(spec);
    const other = await pidIn(spec, 'other');
    await sleep(600);
    await run.stop(200);
    expect(isRunning(other)).toBe(true);
    expect(isRunning(stranger.pid!)).toBe(true);
  });

  test('signals nobody who only has the pid of one that was seen', async () => {
    const stranger = spawn('sleep', ['1000'], { stdio: 'ignore' });
    onTestFinished(() => void stranger.kill('SIGKILL'));
    const row = { ...processStat(stranger.pid!)!, pid: stranger.pid!, startTime: '1' };
    const looks = [[row], [row], []];
    const tree = { look: () => looks.shift() ?? [] } as unknown as JobTree;
    expect(await endTree(tree, { grace: 50, group: null })).toBe(0);
    await sleep(100);
    expect(isRunning(stranger.pid!)).toBe(true);
  });

  test('may be asked for twice, and after the end', async () => {
    const run = runner.start(commandSpec(`trap '' TERM; while true; do sleep 0.05; done`));
    await sleep(100);
    await Promise.all([run.stop(60_000), run.stop(100)]);
    await run.stop(0);
    expect(await run.ended).toMatchObject({ signal: 'SIGKILL' });
  });
});

describe('the end', () => {
  test('is that of the command, also while a grandchild keeps the pipe open', async () => {
    const spec = commandSpec(`setsid sleep 1000 & echo $! > kept; echo bye`);
    const run = runner.start(spec);
    const begun = Date.now();
    expect((await run.ended).exitCode).toBe(0);
    expect(Date.now() - begun).toBeLessThan(3_000);
    expect(run.tail(100)).toBe('bye\n');
    const kept = await pidIn(spec, 'kept');
    expect(isRunning(kept)).toBe(true);
    await run.sweep();
    expect(isRunning(kept)).toBe(false);
  });

  test('is not put off by a grandchild that floods the pipe', async () => {
    const run = runner.start(commandSpec(`setsid yes & sleep 0.3`));
    expect((await run.ended).exitCode).toBe(0);
    await run.sweep();
  });

  test('finds what was written just before it', async () => {
    for (let i = 0; i < 10; i++) {
      const run = runner.start(commandSpec(`head -c 60000 /dev/zero | tr '\\0' x; echo last`));
      // Busy with something else, it learns of the output and of the end at the same time.
      for (const until = Date.now() + 60; Date.now() < until; );
      await run.ended;
      expect(run.tail(1e6)).toHaveLength(60_005);
      await run.sweep();
    }
  });
});

test('sweeping ends the trees whose runner is gone, by their names, and counts who was met', async () => {
  const kept = commandSpec('sleep 1000');
  const spec = commandSpec(`${ESCAPE} sleep 1000`);
  runner.start(kept);
  runner.start(spec);
  const far = await pidIn(spec, 'far');
  const met = await createCommandRunner().sweep([spec.jobId, 'no-such-job']);
  expect(met).toBeGreaterThanOrEqual(2);
  expect(isRunning(far)).toBe(false);
  expect(marked(spec.jobId)).toEqual([]);
  expect(marked(kept.jobId)).not.toEqual([]);
  expect(await runner.sweep([spec.jobId])).toBe(0);
});
