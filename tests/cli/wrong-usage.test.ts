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
    [['create', 'a', 'b'], 'a text with spaces needs quotes around it'],
  ];
  for (const [args, hint] of hints) expect(await project.fails(args, 'usage', 2)).toMatchObject({ hint });
});

test('a word too many behind help is not laid to the command', async () => {
  const project = await newProject();
  const error = await project.fails(['help', 'set', 'extra'], 'usage', 2);
  expect(error.message).toBe('lra help set takes no arguments, and "extra" is one too many');
});
