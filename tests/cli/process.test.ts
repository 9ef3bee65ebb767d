import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { cleanEnv, LRA, NODE, runLra, runOnTerminal, runShell, temporaryFolder } from '../helpers/run-lra.ts';

let cwd: string;

beforeEach(() => {
  cwd = temporaryFolder();
});

async function project(): Promise<void> {
  expect((await runLra(['init'], { cwd })).code).toBe(0);
}

/** An environment in which every command that asks for the host name meets a bug. */
function withBug(): NodeJS.ProcessEnv {
  const preload = join(cwd, 'bug.cjs');
  writeFileSync(preload, "require('node:os').hostname = () => { throw new TypeError('boom\\u001b[2J'); };");
  return { NODE_OPTIONS: `--require=${preload}` };
}

describe('one JSON document on stdout', () => {
  test.each([
    [['completion', 'bash', '--json'], 0],
    [['--json'], 0],
    [['--json', 'help', 'set'], 0],
    [['set', '--help', '--json'], 0],
    [['--version', '--json'], 0],
    [['init', '--json'], 0],
  ])('for %j', async (args, code) => {
    const ran = await runLra(args, { cwd });
    expect(ran.code).toBe(code);
    expect(ran.json.ok).toBe(true);
    expect(ran.stdout.split('\n')).toHaveLength(2);
    expect(ran.stderr).toBe('');
  });

  test.each([
    [['set', 'task_001', 'completed'], 'not_initialized', 3],
    [['stauts'], 'usage', 2],
    [['set', '--frce', 'x'], 'usage', 2],
    [['set', 'task_001', 'completed', '--note'], 'usage', 2],
    [['set', 'task_001', 'completed', '--color', 'red'], 'usage', 2],
    [['set', 'task_001', 'completed', '--agent', 'a b'], 'usage', 2],
    [['batch'], 'usage', 2],
    [['help', 'nothing'], 'usage', 2],
  ])('for the failure of %j', async (args, code, exitCode) => {
    const ran = await runLra([...args, '--json'], { cwd });
    expect(ran.code).toBe(exitCode);
    expect(ran.json).toMatchObject({ ok: false, error: { code, retryable: false } });
    expect(ran.stdout.split('\n')).toHaveLength(2);
    expect(ran.stderr).toBe('');
  });

  test('with LRA_JSON=1 as well, and LRA_JSON=0 is no', async () => {
    expect((await runLra(['--version'], { cwd, env: { LRA_JSON: '1' } })).json.ok).toBe(true);
    expect((await runLra(['nothing'], { cwd, env: { LRA_JSON: '1' } })).json.ok).toBe(false);
    expect((await runLra(['--version'], { cwd, env: { LRA_JSON: '0' } })).stdout).toMatch(
      /^\d+\.\d+\.\d+\n$/,
    );
  });

  test('for a bug, without a stack trace', async () => {
    await project();
    const ran = await runLra(['create', 'x', '--json'], { cwd, env: withBug() });
    expect(ran.code).toBe(70);
    expect(ran.json.error).toMatchObject({ code: 'internal', retryable: false });
    expect(ran.stderr).toBe('');
  });
});

describe('without --json', () => {
  test('a failure is two lines on stderr', async () => {
    const ran = await runLra(['stauts'], { cwd });
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(/^error: lra has no command "stauts"; did you mean status.*\?\nhint: .*\n$/);
  });

  test('a bug shows where it happened only with --debug', async () => {
    await project();
    const quiet = await runLra(['create', 'x'], { cwd, env: withBug() });
    expect(quiet.code).toBe(70);
    expect(quiet.stderr).toMatch(/^error: .*boom\\x1b\[2J\nhint: .*--debug.*\n$/);
    const loud = await runLra(['create', 'x'], { cwd, env: { ...withBug(), LRA_DEBUG: '1' } });
    expect(loud.stderr).toMatch(/\n {4}at /);
  });

  test('the help begins with examples', async () => {
    for (const args of [
      [],
      ['help'],
      ['--help'],
      ['help', 'set'],
      ['set', '-h'],
      ['batch', 'set', '--help'],
    ]) {
      const ran = await runLra(args, { cwd });
      expect(ran).toMatchObject({ code: 0, stderr: '' });
      expect(ran.stdout).toMatch(/^Examples\n {2}lra /);
    }
  });

  test('hints and warnings are on stderr, unless --quiet', async () => {
    const made = await runLra(['init'], { cwd });
    expect(made.stderr).toMatch(/^next: lra create .*\n$/);
    await runLra(['create', 'x'], { cwd });
    expect((await runLra(['claim', 'task_001'], { cwd })).stderr).toMatch(/^warning: .*LRA_AGENT_ID/);
    expect((await runLra(['create', 'x', '--quiet'], { cwd })).stderr).toBe('');
  });
});

describe('global flags', () => {
  test('stand before and behind the command, and win over the environment', async () => {
    await project();
    const elsewhere = temporaryFolder();
    for (const args of [
      ['-C', cwd, '--json', 'create', 'x'],
      ['create', '--json', 'x', `--dir=${cwd}`],
      ['create', 'x', '--json', `-qC${cwd}`],
    ]) {
      const ran = await runLra(args, { cwd: elsewhere, env: { LRA_DIR: '/nowhere' } });
      expect(ran.json.task.description).toBe('x');
    }
    const byVariable = await runLra(['create', 'x', '--json'], { cwd: elsewhere, env: { LRA_DIR: cwd } });
    expect(byVariable.json.task.id).toBe('task_004');
  });

  test('say who is asking', async () => {
    await project();
    const env = { LRA_AGENT_ID: 'bob' };
    expect((await runLra(['create', 'x', '--json'], { cwd, env })).json.task.created_by).toBe('bob');
    const ann = await runLra(['create', 'x', '--json', '--agent', 'ann'], { cwd, env });
    expect(ann.json.task.created_by).toBe('ann');
    expect((await runLra(['create', 'x', '--json'], { cwd })).json.task.created_by).toMatch(/.@./);
  });

  test('behind -- they are words', async () => {
    await project();
    const ran = await runLra(['create', '--', '--json'], { cwd });
    expect(ran.code).toBe(0);
    expect(ran.stdout).toMatch(/^task_001 created.*--json\n$/);
  });
});

describe('colour', () => {
  const COLOURED = /\u001b\[1m/;

  test('is there on a terminal, not in a pipe', async () => {
    expect((await runOnTerminal(['help'], { cwd })).stdout).toMatch(COLOURED);
    expect((await runLra(['help'], { cwd })).stdout).not.toMatch(COLOURED);
  });

  test.each([{ NO_COLOR: '1' }, { TERM: 'dumb' }, { FORCE_COLOR: '0' }])('is off with %j', async (env) => {
    expect((await runOnTerminal(['help'], { cwd, env })).stdout).not.toMatch(/\u001b/);
  });

  test('is on in a pipe with FORCE_COLOR and --color always, on stderr as well', async () => {
    expect((await runLra(['help'], { cwd, env: { FORCE_COLOR: '1' } })).stdout).toMatch(COLOURED);
    expect((await runLra(['help', '--color', 'always'], { cwd, env: { NO_COLOR: '1' } })).stdout).toMatch(
      COLOURED,
    );
    expect((await runLra(['nothing', '--color=always'], { cwd })).stderr).toMatch(COLOURED);
  });

  test('never comes from what was typed or kept', async () => {
    await project();
    const evil = '\u001b]0;owned\u0007\u009b31m';
    const created = await runOnTerminal(['create', evil], { cwd });
    expect(created.stdout).toContain('\\x1b]0;owned');
    for (const args of [
      [evil],
      ['set', evil, evil],
      ['create', 'x', `--${evil}`],
      ['create', 'x', '--agent', evil],
    ]) {
      const ran = await runOnTerminal(args, { cwd });
      expect(ran.code).not.toBe(0);
      expect(ran.stdout).not.toMatch(/\u001b\]|\u0007|\u009b/);
    }
  });
});

describe('the end of the pipe', () => {
  const PARTS = JSON.stringify(
    Array.from({ length: 200 }, (_, i) => ({ desc: `part ${i} ${'x'.repeat(1000)}` })),
  );

  test('a reader that goes away ends lra quietly', async () => {
    await project();
    await runLra(['create', 'x'], { cwd });
    const split = await runShell(
      'lra split task_001 --plan - --json | head -c 1 >/dev/null; echo "${PIPESTATUS[0]}"; lra export | head -1 >/dev/null; echo "${PIPESTATUS[0]}"; lra nothing --json | true; echo "${PIPESTATUS[0]}"',
      { cwd, stdin: PARTS },
    );
    expect(split).toMatchObject({ stdout: '0\n0\n2\n', stderr: '' });
  });

  test('a long answer arrives whole, also through a pipe that does not wait', async () => {
    await project();
    await runLra(['create', 'x'], { cwd });
    const doNotWait = 'use Fcntl; fcntl(STDOUT, F_SETFL, O_WRONLY | O_NONBLOCK) or die; exec @ARGV';
    const split = await runShell(
      `perl -e '${doNotWait}' ${NODE} ${LRA} split task_001 --plan - --json | { sleep 0.5; cat; }`,
      { cwd, stdin: PARTS },
    );
    expect(split.stderr).toBe('');
    expect(split.stdout.length).toBeGreaterThan(200_000);
    expect(split.json.created).toHaveLength(200);
  });

  test('stdout that takes nothing is io_error', async () => {
    const ran = await runShell('lra help > /dev/full', { cwd });
    expect(ran.code).toBe(1);
    expect(ran.stderr).toMatch(/^error: stdout does not take the answer: /);
    expect(ran.stderr).toMatch(/^hint: what was asked may have been done /m);
  });
});

describe('an interrupt', () => {
  test.each([
    ['SIGINT', 130, true],
    ['SIGINT', 130, false],
    ['SIGTERM', 130, true],
    ['SIGHUP', 130, true],
    ['SIGHUP', 130, false],
  ] as const)('of %s ends with %d, with --json: %s', async (signal, exitCode, json) => {
    await project();
    const args = [LRA, 'create', '-', ...(json ? ['--json'] : [])];
    const child = spawn(NODE, args, { cwd, env: cleanEnv() });
    onTestFinished(() => void child.kill('SIGKILL'));
    const said = { stdout: '', stderr: '' };
    child.stdout.on('data', (text) => {
      said.stdout += text;
    });
    child.stderr.on('data', (text) => {
      said.stderr += text;
    });
    // It reads by the time it has taken more than a pipe holds; then it waits for the end.
    await new Promise((taken) => child.stdin.write('x'.repeat(4_000_000), taken));
    child.kill(signal);
    const code = await new Promise((ended) => child.on('close', ended));
    expect(code).toBe(exitCode);
    if (json) expect(JSON.parse(said.stdout)).toMatchObject({ ok: false, error: { code: 'interrupted' } });
    else expect(said).toEqual({ stdout: '', stderr: expect.stringMatching(/^error: interrupted\n/) });
  });
});

describe('lra --version, for which nothing is loaded', () => {
  test('says why stdout does not take it', async () => {
    const ran = await runShell('lra --version > /dev/full', { cwd });
    expect(ran.code).toBe(1);
    expect(ran.stderr).toMatch(/^error: stdout does not take the answer: .*\nhint: .*\n$/);
  });

  test('says nothing to a reader that is gone, and waits for one that is slow', async () => {
    const gone = '(sleep 0.2; lra -V; echo $? >&2) | true';
    expect(await runShell(gone, { cwd })).toMatchObject({ stderr: '0\n' });
    const fill =
      'use Fcntl; fcntl(STDOUT, F_SETFL, O_WRONLY | O_NONBLOCK) or die; 1 while syswrite STDOUT, "x" x 4096; exec @ARGV';
    const slow = `perl -e '${fill}' ${NODE} ${LRA} --version | { sleep 0.5; tr -d x; }`;
    expect(await runShell(slow, { cwd })).toMatchObject({
      stdout: expect.stringMatching(/^\d+\.\d+/),
      stderr: '',
    });
  });
});

test('a working directory that is gone is io_error', async () => {
  const ran = await runShell('mkdir gone; cd gone; rmdir ../gone; lra set task_001 x', { cwd });
  expect(ran.code).toBe(1);
  expect(ran.stderr).toMatch(/^error: the working directory is gone\n/);
});
