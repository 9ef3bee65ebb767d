import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Evidence, Gate } from '../../../src/core/gate/gate.ts';
import { counterpart, createGateRunner } from '../../../src/host/gate-runner.ts';
import { createCommandRunner } from '../../../src/host/process/command-runner.ts';
import { isRunning, pidIn } from '../../helpers/commands.ts';
import { git, repository, tempFolder } from '../../helpers/temp-folder.ts';

const runner = createCommandRunner({ sandbox: false });

function run(line: string, more: Partial<Gate> = {}, folder = tempFolder()): Promise<Evidence> {
  const gates = createGateRunner({ runner, folder, startDir: folder });
  return gates.run({ run: line, name: 'tests', timeout_seconds: 60, required: false, ...more }, 'task_007');
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('a gate', () => {
  test('passes with exit code 0; its output is hashed, and its end kept', async () => {
    const folder = repository();
    const shown = await run('echo out; echo err >&2', {}, folder);
    expect(shown).toMatchObject({
      name: 'tests',
      run: 'echo out; echo err >&2',
      passed: true,
      exit_code: 0,
      timed_out: false,
      tail: 'out\nerr',
      output_sha256: sha256('out\nerr\n'),
      commit: git(folder, 'rev-parse', 'HEAD').trim(),
    });
    expect(Date.parse(shown.at)).toBeLessThanOrEqual(Date.now());
  });

  test('fails with any other, or when a signal ends it', async () => {
    expect(await run('exit 3')).toMatchObject({ passed: false, exit_code: 3, commit: null });
    expect(await run('kill -9 $$')).toMatchObject({ passed: false, exit_code: null, timed_out: false });
    expect(await run('no-such-program')).toMatchObject({ passed: false, exit_code: 127 });
  });

  test('knows its task and its project, and has no input', async () => {
    const folder = tempFolder();
    const { tail } = await run('pwd; echo $LRA_TASK_ID $LRA_DIR; cat; echo "$PATH" | wc -l', {}, folder);
    expect(tail).toBe(`${folder}\ntask_007 ${folder}\n1`);
  });

  test('that hangs is ended, with all it started', async () => {
    const folder = tempFolder();
    const line = 'setsid sh -c \'trap "" TERM; echo $$ > pid; while :; do sleep 0.1; done\' & sleep 60';
    const hanging = run(line, { timeout_seconds: 0.5 }, folder);
    const pid = await pidIn({ cwd: folder }, 'pid');
    const shown = await hanging;
    expect(shown).toMatchObject({ passed: false, exit_code: null, timed_out: true });
    expect(shown.duration).toBeGreaterThanOrEqual(500);
    expect(isRunning(pid)).toBe(false);
  });

  test('that leaves grandchildren is judged by itself; they are ended', async () => {
    const folder = tempFolder();
    const shown = await run('(setsid sleep 60 & echo $! > pid); until [ -s pid ]; do :; done', {}, folder);
    expect(shown).toMatchObject({ passed: true, exit_code: 0 });
    expect(isRunning(await pidIn({ cwd: folder }, 'pid'))).toBe(false);
  });

  test('that floods is read to its end, and little of it kept', async () => {
    const shown = await run('head -c 30000000 /dev/zero | tr "\\0" x; echo; echo end');
    expect(shown.passed).toBe(true);
    expect(shown.tail.length).toBeLessThanOrEqual(2000);
    expect(shown.tail.endsWith('\nend')).toBe(true);
  });

  test('leaves no file behind', async () => {
    const mine = () => readdirSync(tmpdir()).filter((name) => name.startsWith('lra-gate-'));
    const before = mine();
    await run('true');
    await run('exit 1');
    expect(mine().filter((name) => !before.includes(name))).toEqual([]);
  });

  test('that cannot be started has failed, and says why', async () => {
    const shown = await run('true', {}, join(tempFolder(), 'gone'));
    expect(shown).toMatchObject({ passed: false, exit_code: null, output_sha256: sha256('') });
    expect(shown.tail).toContain('does not exist');
  });
});

test('in a linked working tree the code of that one is judged', () => {
  const main = repository({ 'sub/readme.md': '# one\n' });
  const linked = join(tempFolder(), 'linked');
  execFileSync('git', ['worktree', 'add', '--quiet', '--detach', linked], { cwd: main });
  expect(counterpart(main, main)).toBe(main);
  expect(counterpart(main, join(linked, 'sub'))).toBe(linked);
  expect(counterpart(join(main, 'sub'), linked)).toBe(join(linked, 'sub'));
  mkdirSync(join(main, 'new'));
  expect(existsSync(join(linked, 'new'))).toBe(false);
  expect(counterpart(join(main, 'new'), linked)).toBe(join(main, 'new'));
  expect(counterpart(tempFolder(), linked)).not.toContain('linked');
});
