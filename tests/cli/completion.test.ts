import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { rejoin } from '../../src/cli/completion/rejoin.ts';
import { LRA, NODE, type Ran, runLra, runProgram, temporaryFolder } from '../helpers/run-lra.ts';

let cwd: string;
let env: NodeJS.ProcessEnv;

beforeEach(async () => {
  cwd = temporaryFolder();
  const bin = join(cwd, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'lra'), `#!/bin/sh\nexec '${NODE}' '${LRA}' "$@"\n`);
  chmodSync(join(bin, 'lra'), 0o755);
  env = { PATH: `${bin}${delimiter}${process.env.PATH}` };
});

async function project(): Promise<void> {
  await runLra(['init'], { cwd });
  await runLra(['create', 'one\tand\nmore'], { cwd });
  await runLra(['create', 'two', '--template', 'novel-chapter'], { cwd });
}

async function candidates(...words: readonly string[]): Promise<readonly string[]> {
  const { code, stdout, stderr } = await runLra(['__complete', ...words], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split('\t')[0]!);
}

describe('what may stand at the cursor', () => {
  test('commands, and the commands of a command', async () => {
    expect(await candidates('cr')).toEqual(['create']);
    expect(await candidates('')).toContain('help');
    expect(await candidates('--json', '-C', 'x', 'cr')).toEqual(['create']);
    expect(await candidates('batch', '')).toEqual(['set', 'claim', 'delete']);
    expect(await candidates('help', 'batch', 'cl')).toEqual(['claim']);
  });

  test('flags that were not given yet', async () => {
    expect(await candidates('set', 'task_001', '--')).toEqual(
      expect.arrayContaining(['--note', '--force', '--json']),
    );
    expect(await candidates('set', '--force', '--f')).toEqual([]);
    expect(await candidates('create', '--label', 'a', '--la')).toEqual(['--label']);
    expect(await candidates('create', '--', '--')).toEqual([]);
  });

  test('values: of a flag, behind =, as bash cuts it, and files', async () => {
    expect(await candidates('create', '--priority', '')).toEqual(['P0', 'P1', 'P2', 'P3']);
    expect(await candidates('create', '--priority=P')).toContain('--priority=P0');
    expect(await candidates('create', '--priority', '=')).toContain('P0');
    expect(await candidates('create', '--priority', '=', 'P3')).toEqual(['P3']);
    expect(await candidates('create', '--output-req', '12')).toEqual(['128k']);
    expect(await candidates('-C', '')).toEqual([':file']);
    expect(await candidates('completion', 'z')).toEqual(['zsh']);
  });

  test('task ids, statuses of the task, template names, live from the project', async () => {
    await project();
    expect(await candidates('show', 'task_0')).toEqual(['task_001', 'task_002']);
    expect(await candidates('set', 'task_001', '')).toEqual(['pending', 'in_progress', 'completed']);
    expect(await candidates('set', 'task_002', '')).toEqual(['drafting', 'revising', 'finalized']);
    expect(await candidates('list', '--status', 'b')).toEqual(['blocked']);
    expect(await candidates('batch', 'set', 'completed', 'task_001', 'task_00')).toHaveLength(2);
    expect(await candidates('create', 'x', '--template', 'n')).toEqual(['novel-chapter']);
  });

  test.each([
    [['show', 'task_0']],
    [['nothing', '']],
    [['set', '--bogus', 'x', '']],
    [['create', '--agent', '']],
  ])('is nothing, and no error, for %j outside a project', async (words) => {
    expect(await candidates(...words)).toEqual([]);
  });
});

test.each([
  [['set', '--status', '=', 'do'], { before: ['set'], current: '--status=do', kept: 9 }],
  [['set', '--status', '='], { before: ['set'], current: '--status=', kept: 9 }],
  [['--agent', 'a', ':', 'b', 'se'], { before: ['--agent', 'a:b'], current: 'se', kept: 0 }],
  [['--agent', 'a', ':', 'b'], { before: ['--agent'], current: 'a:b', kept: 2 }],
  [[], { before: [], current: '', kept: 0 }],
])('bash cut %j', (words, typed) => {
  expect(rejoin(words)).toEqual(typed);
});

describe('in the shells', () => {
  const has = (shell: string) => spawnSync(shell, ['--version']).status === 0;
  const run = (shell: string, script: string): Promise<Ran> =>
    runProgram(shell, ['-c', script], { cwd, env });

  test('bash', async () => {
    await project();
    const type = (...words: readonly string[]) =>
      `COMP_WORDS=(lra ${words.join(' ')}); COMP_CWORD=${words.length}; _lra; echo "\${COMPREPLY[@]}"`;
    const ran = await run(
      'bash',
      [
        'compopt() { echo "$@"; }',
        'source <(lra completion bash)',
        type('set', 'task_0'),
        type('list', '--status', '=', 'fin'),
        type('-C', "''"),
        'complete -p lra',
      ].join('\n'),
    );
    expect(ran.stderr).toBe('');
    expect(ran.stdout.split('\n')).toEqual([
      'task_001 task_002',
      'finalized',
      '-o default',
      '',
      'complete -F _lra lra',
      '',
    ]);
  });

  test.skipIf(!has('fish'))('fish', async () => {
    await project();
    const ran = await run(
      'fish',
      "lra completion fish | source; complete -C 'lra set task_0'; complete -C 'lra cre'",
    );
    expect(ran.stdout).toBe(
      'task_001\tpending: one\\tand\\nmore\ntask_002\tdrafting: two\ncreate\tadd a task\n',
    );
    expect(ran.stderr).toBe('');
  });

  test.skipIf(!has('zsh'))('zsh', async () => {
    await project();
    const ran = await run(
      'zsh',
      [
        'compdef() { print compdef $@ }',
        'compadd() { print -rl -- $names $shown }',
        'source <(lra completion zsh)',
        'words=(lra set task_0) CURRENT=3',
        '_lra',
      ].join('\n'),
    );
    expect(ran.stderr).toBe('');
    expect(ran.stdout.split('\n')).toEqual([
      'compdef _lra lra',
      'task_001',
      'task_002',
      'task_001  -- pending: one\\tand\\nmore',
      'task_002  -- drafting: two',
      '',
    ]);
  });
});
