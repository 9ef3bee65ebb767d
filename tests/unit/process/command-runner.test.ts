import { readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { createCommandRunner } from '../../../src/host/process/command-runner.ts';
import { commandSpec, script } from '../../helpers/commands.ts';

const runner = createCommandRunner({ sandbox: false });

describe('a command', () => {
  test('runs without a shell, with its job in its environment, in a group of its own', async () => {
    const program = [
      'node',
      '-e',
      'console.log(process.argv[1], process.env.LRA_JOB_ID, process.pid)',
      '$HOME *',
    ] as const;
    const spec = commandSpec(program);
    const run = runner.start(spec);
    expect(await run.ended).toEqual({ exitCode: 0, signal: null, startError: null });
    expect(run.tail(1_000)).toBe(`$HOME * ${spec.jobId} ${run.pid}\n`);
    expect(readFileSync(spec.outputFile, 'utf8')).toBe(run.tail(1_000));
    await run.sweep();
  });

  test('is of the job that it was started in as well', async () => {
    const spec = commandSpec('echo $LRA_JOB_ID', { env: { PATH: process.env.PATH, LRA_JOB_ID: 'outer' } });
    const run = runner.start(spec);
    await run.ended;
    expect(run.tail(100)).toBe(`outer/${spec.jobId}\n`);
    await run.sweep();
  });

  test('has its exit code and its signal told', async () => {
    expect((await runner.start(commandSpec('exit 7')).ended).exitCode).toBe(7);
    expect(await runner.start(commandSpec('kill -USR1 $$')).ended).toMatchObject({
      exitCode: null,
      signal: 'SIGUSR1',
    });
  });

  test('writes both streams in order, and may open them anew', async () => {
    const run = runner.start(
      commandSpec('echo 1; echo 2 >&2; echo 3; echo 4 >/dev/stderr; echo 5 >/dev/stdout'),
    );
    await run.ended;
    expect(run.tail(100)).toBe('1\n2\n3\n4\n5\n');
    await run.sweep();
  });

  test('reads its stdin, also anew, and has none of ours when it was given none', async () => {
    const read = runner.start(commandSpec('cat; cat /dev/stdin', { stdin: 'héllo' }));
    await read.ended;
    expect(read.tail(100)).toBe('héllohéllo');
    const none = runner.start(commandSpec('cat'));
    expect((await none.ended).exitCode).toBe(0);
  });

  test('need not read its stdin', async () => {
    const run = runner.start(commandSpec('exec <&-; sleep 0.1; echo done', { stdin: 'x'.repeat(3_000_000) }));
    expect((await run.ended).exitCode).toBe(0);
    expect(run.tail(100)).toBe('done\n');
    await run.sweep();
  });

  test('leaves no file of its pipe behind', async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('lra-run-'));
    const run = runner.start(commandSpec('true', { stdin: 'x' }));
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('lra-run-'))).toEqual(before);
    await run.sweep();
  });
});

describe('what cannot be started', () => {
  const missing = (command: readonly [string, ...string[]], cwd?: string) =>
    runner.start(commandSpec(command, cwd === undefined ? {} : { cwd }));

  test('is said as a value', async () => {
    const spec = commandSpec('true');
    script(spec.cwd, 'plain', 'true');
    const cases = [
      [missing(['no-such-program']), 'ENOENT', 'there is no program no-such-program'],
      [missing(['/etc/passwd']), 'EACCES', '/etc/passwd may not be run'],
      [missing(['true'], '/no/such/folder'), 'ENOENT', 'the folder /no/such/folder does not exist'],
      [missing(['true'], '/etc/passwd'), 'ENOTDIR', '/etc/passwd is no folder'],
    ] as const;
    for (const [run, code, message] of cases) {
      expect(run.pid).toBeNull();
      expect(await run.ended).toEqual({ exitCode: null, signal: null, startError: { code, message } });
      await run.stop(0);
      await run.sweep();
    }
  });

  test('is said when only the system knows why', async () => {
    const spec = commandSpec(['true', 'x'.repeat(3_000_000)]);
    const { startError } = await runner.start(spec).ended;
    expect(startError?.code).toBe('E2BIG');
    const unwritable = runner.start(commandSpec('true', { outputFile: '/no/such/folder/log' }));
    expect((await unwritable.ended).startError?.code).toBe('ENOENT');
  });
});

describe('output', () => {
  test('above its cap is read and thrown away; the last of it is at hand', async () => {
    const spec = commandSpec('for i in $(seq 200000); do echo "line $i"; done', { outputCap: 5_000 });
    const run = runner.start(spec);
    expect((await run.ended).exitCode).toBe(0);
    expect(statSync(spec.outputFile).size).toBe(5_000);
    expect(readFileSync(spec.outputFile, 'utf8').startsWith('line 1\nline 2\n')).toBe(true);
    expect(run.tail(12)).toBe('line 200000\n');
    expect(run.outputBytes()).toBe(2_288_895);
    await run.sweep();
  });

  test('is cut between characters, at both ends', async () => {
    const spec = commandSpec(['node', '-e', "process.stdout.write('é😀'.repeat(50000))"], { outputCap: 10 });
    const run = runner.start(spec);
    await run.ended;
    expect(readFileSync(spec.outputFile, 'utf8')).toBe('é😀é');
    expect(run.tail(4)).toBe('é😀');
    expect(run.tail(1)).toBe('');
    expect(run.tail(50_000)).not.toContain('\ufffd');
    await run.sweep();
  });

  test('that is a flood keeps nothing waiting, and no memory', async () => {
    const run = runner.start(commandSpec('yes', { outputCap: 1_000 }));
    await sleep(700);
    const before = run.outputBytes();
    expect(before).toBeGreaterThan(10_000_000);
    expect(Date.now() - run.lastOutputAt()).toBeLessThan(500);
    await run.stop(1_000);
    expect(await run.ended).toMatchObject({ signal: 'SIGTERM' });
    expect(run.tail(1e9).length).toBeLessThan(600_000);
  });
});
