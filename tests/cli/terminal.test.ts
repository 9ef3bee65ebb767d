import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { widthOf } from '../../src/cli/render/width.ts';
import { cleanEnv, LRA, NODE, type Ran, runProgram, temporaryFolder } from '../helpers/run-lra.ts';

const LONG = 'a description that is far too long for any terminal of that size, 中文 and all';

let cwd: string;

beforeEach(async () => {
  cwd = join(temporaryFolder(), 'shop');
  mkdirSync(cwd);
  const run = (...args: readonly string[]) =>
    runProgram(NODE, [LRA, ...args], { cwd, env: { LRA_AGENT_ID: 'ann' } });
  await run('init');
  await run('create', LONG);
  await run('create', LONG, '--dependencies', 'task_001');
  await run('claim', 'task_001');
});

/** Runs lra on a terminal of so many columns; 0: the terminal does not know. */
function onTerminal(columns: number, command: string, env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  const line = `stty cols ${columns}; '${NODE}' '${LRA}' ${command}`;
  return runProgram('script', ['--quiet', '--return', '--command', line, '/dev/null'], {
    cwd,
    env: cleanEnv({ LRA_AGENT_ID: 'ann', NO_COLOR: '1', ...env }),
  });
}

const linesOf = ({ stdout }: Ran) => stdout.replaceAll('\r', '').trimEnd().split('\n');

test('a terminal that does not know its width is taken to have 80 columns', async () => {
  const widest = Math.max(...linesOf(await onTerminal(0, 'list')).map(widthOf));
  expect(widest).toBeGreaterThan(60);
  expect(widest).toBeLessThanOrEqual(80);
});

test.each(['list', 'status', 'graph', 'log', 'context', 'why task_002'])(
  'within 40 columns, %s keeps its lines whole',
  async (command) => {
    const ran = await onTerminal(40, `${command} --quiet`);
    expect(ran.code).toBe(0);
    for (const line of linesOf(ran)) {
      // Sentences are left to the terminal to break.
      if (!/^- |^you can|^next: |^\d+ \w+, /.test(line)) expect(widthOf(line), line).toBeLessThanOrEqual(40);
    }
    expect(ran.stdout).toContain(command === 'log' ? 'created:' : 'a description');
  },
);

test.each([30, 40, 80])(
  'within %d columns, what is too long goes on below, with nothing lost',
  async (columns) => {
    const said = ['checkpoint', 'task_001', '--note', LONG, '--remaining', LONG];
    await runProgram(NODE, [LRA, ...said], { cwd, env: { LRA_AGENT_ID: 'ann' } });
    for (const command of [
      'guide',
      'template list',
      'resume task_001',
      'deps task_002 --tree',
      'deps task_002',
    ]) {
      const ran = await onTerminal(columns, `${command} --quiet`);
      for (const line of linesOf(ran)) expect(widthOf(line), line).toBeLessThanOrEqual(columns);
      const text = ran.stdout.replace(/\s+/g, ' ');
      if (command === 'resume task_001') expect(text.split(LONG)).toHaveLength(4);
      if (command === 'template list')
        expect(text).toContain('drafting, revising, finalized A chapter of a novel,');
    }
    for (const command of ['context', 'status', 'log'])
      for (const line of linesOf(await onTerminal(columns, `${command} --quiet`)))
        expect(widthOf(line), line).toBeLessThanOrEqual(columns);
  },
);

test.each([{ TERM: 'dumb' }, { NO_COLOR: '1' }])('with %j nothing but text is sent', async (env) => {
  const ran = await onTerminal(80, 'status', { NO_COLOR: '', ...env });
  expect(ran.code).toBe(0);
  expect(ran.stdout).not.toContain('\u001b');
});
