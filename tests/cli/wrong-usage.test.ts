import { expect, test } from 'vitest';
import { newProject } from '../helpers/cli-project.ts';

test('wrong usage always says what to look at: a hint of its own, or the help of the command', async () => {
  const project = await newProject();
  await project.json(['create', 'one']);
  const hints: readonly (readonly [args: readonly string[], hint: string])[] = [
    [['list', '--priority', 'p1'], 'see: lra list --help'],
    [['list', '--limit', 'x'], 'see: lra list --help'],
    [['list', '--ready=yes'], 'see: lra list --help'],
    [['list', '--status', 'Pending'], 'see: lra list --help'],
    [['create', ''], 'see: lra create --help'],
    [['create', 'x', '--deadline', 'tomorrow'], 'see: lra create --help'],
    [['claim', '--next', 'task_001'], 'see: lra claim --help'],
    [['graph', '--format', 'png'], 'see: lra graph --help'],
    [['template', 'delete', 'task'], 'see: lra template delete --help'],
    [['heartbeat', 'task_001', '--token', 'x'], 'see: lra heartbeat --help'],
    [['list', '--agent', 'bad id'], 'see: lra list --help'],
    [['list', '--color', 'sometimes'], 'see: lra list --help'],
    [['init', '--agent', 'x y'], 'see: lra init --help'],
    [['--color', 'sometimes'], 'see: lra --help'],
    [['create', 'x', '--dependencies', ''], 'see: lra create --help'],
    [['create', 'x', '--dependencies', ','], 'see: lra create --help'],
    [['deps', 'task_001', '--add', ','], 'see: lra deps --help'],
    [['create', 'a', 'b'], 'a text with spaces needs quotes around it'],
  ];
  for (const [args, hint] of hints) expect(await project.fails(args, 'usage', 2)).toMatchObject({ hint });
});

test('so does a wrong variable, and a file that cannot be read', async () => {
  const project = await newProject();
  await project.json(['create', 'one']);
  const hint = 'see: lra list --help';
  for (const env of [{ LRA_TOKEN: 'x' }, { LRA_AGENT_ID: 'bad id' }])
    expect(await project.fails(['list'], 'usage', 2, { env })).toMatchObject({ hint });
  for (const args of [
    ['import', 'nofile'],
    ['split', 'task_001', '--plan', '@nofile'],
  ])
    expect((await project.fails(args, 'io_error', 1)).hint).toContain('- to read from stdin');
});

test('a word too many behind help is not laid to the command', async () => {
  const project = await newProject();
  const error = await project.fails(['help', 'set', 'extra'], 'usage', 2);
  expect(error.message).toBe('lra help set takes no arguments, and "extra" is one too many');
});
