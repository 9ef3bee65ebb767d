import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { createCommandRunner } from '../../../src/host/process/command-runner.ts';
import { canSandbox } from '../../../src/host/process/sandbox.ts';
import { commandSpec, eventually, marked } from '../../helpers/commands.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const { PATH } = process.env;

describe.skipIf(!canSandbox(PATH))('in a PID namespace', () => {
  const runner = createCommandRunner();

  test('a command runs as it would outside', async () => {
    const spec = commandSpec('cat; echo $$ $LRA_JOB_ID; pwd; exit 7', { stdin: 'in ' });
    const run = runner.start(spec);
    expect(await run.ended).toEqual({ exitCode: 7, signal: null, startError: null });
    expect(run.tail(1_000)).toMatch(new RegExp(`^in \\d ${spec.jobId}\n${spec.cwd}\n$`));
    await run.sweep();
  });

  test('nothing outlives it, whatever it does to its environment, session and parents', async () => {
    const mark = `100${process.pid}`;
    const spec = commandSpec(`env -i PATH="$PATH" setsid sh -c 'setsid sleep ${mark} & :' & sleep 0.3`);
    const run = runner.start(spec);
    await run.ended;
    await run.sweep();
    const listed = createCommandRunner({ sandbox: false }).start(commandSpec('ps -eo args'));
    await listed.ended;
    expect(listed.tail(1e5)).not.toContain(`sleep ${mark}`);
    await listed.sweep();
  });

  test('stopping lets the command clean up before all of it ends', async () => {
    const spec = commandSpec(
      `trap 'sleep 0.2; echo cleaned; exit 3' TERM; echo up; while true; do sleep 0.05; done`,
    );
    const run = runner.start(spec);
    await eventually(() => run.tail(10).includes('up'));
    await run.stop(5_000);
    expect(await run.ended).toMatchObject({ exitCode: 3 });
    expect(run.tail(100)).toContain('cleaned');
  });

  test('stopping tells of the signal, and kills what does not heed it', async () => {
    const heeds = runner.start(commandSpec('sleep 1000'));
    await sleep(200);
    await heeds.stop(5_000);
    expect(await heeds.ended).toMatchObject({ exitCode: null, signal: 'SIGTERM' });
    const spec = commandSpec(`trap '' TERM; echo up; while true; do sleep 0.05; done`);
    const defies = runner.start(spec);
    await eventually(() => defies.tail(10).includes('up'));
    await defies.stop(200);
    expect(await defies.ended).toMatchObject({ exitCode: null, signal: 'SIGKILL' });
    expect(marked(spec.jobId)).toEqual([]);
  });
});

test('where no namespace may be made, commands run without one', async () => {
  const folder = tempFolder();
  const bwrap = join(folder, 'bwrap');
  writeFileSync(bwrap, '#!/bin/sh\necho "bwrap: No permissions to create new namespace" >&2\nexit 1\n');
  chmodSync(bwrap, 0o755);
  const spec = commandSpec('echo fine', { env: { PATH: `${folder}:${PATH}` } });
  const run = createCommandRunner().start(spec);
  expect((await run.ended).exitCode).toBe(0);
  expect(run.tail(100)).toBe('fine\n');
  await run.sweep();
});
