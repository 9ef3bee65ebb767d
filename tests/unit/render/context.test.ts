import { expect, test } from 'vitest';
import { command } from '../../../src/cli/commands/context.ts';
import { counted, tokens } from '../context/ask.ts';
import { failure, MINUTE, value } from '../lease/support.ts';
import { lease, task, world, write } from '../query/world.ts';
import { runLine } from '../task/support.ts';

const app = counted(
  await world(
    [
      task('task_001', { status: 'in_progress', description: 'Build the \u001b[31mparser' }),
      task('task_002', { priority: 'P0', deadline: '2026-01-04T00:00:00.000Z', description: '写文档' }),
      task('task_003', { dependencies: ['task_001', 'task_004'], status: 'blocked' }),
      task('task_004', { status: 'in_progress' }),
      task('task_005', { output_req: '128k' }),
      task('task_006', { status: 'in_progress' }),
      task('task_007', { status: 'in_progress' }),
    ],
    [
      lease('task_001', { agent: 'ann' }),
      lease('task_004'),
      lease('task_006', { status: 'paused' }),
      lease('task_007', { expires_at: '2026-01-01T00:00:00.000Z' }),
    ],
  ),
);
await write(app, (draft) => {
  const rest = { agent: 'ann', completed: [], files: [], state: null, commit: null };
  draft.addCheckpoint('task_001', {
    ...rest,
    sequence: 2,
    at: draft.at,
    note: 'lexer done',
    remaining: ['errors'],
  });
});
app.advance(3 * MINUTE);

test('for people and for models that read text', async () => {
  const { text } = value(await runLine(command, app, []));
  expect(text).toBe(`demo · 7 tasks: 4 in_progress, 2 pending, 1 blocked
next: lra resume task_001

Yours (1)
  task_001  P1  8k  in_progress  Build the \\x1b[31mparser · lease ends in 12 min · 1 depends on it · checkpoint 2 3 min ago: lexer done; to do: errors

You can take, up to 8k (2)
  task_002  P0  8k  pending      写文档 · due in 2 d
  task_007  P1  8k  in_progress  do task_007 · orphaned by bob

Ready, but too large for you: split first (1)
  task_005  P1  128k  pending  do task_005

Paused, for anyone to resume (1)
  task_006  P1  8k  in_progress  do task_006 · paused by bob 3 min ago

Held by others (1)
  task_004  P1  8k  in_progress  do task_004 · bob, 3 min · 1 depends on it

Blocked (1)
  task_003  P1  8k  blocked  do task_003 · waits for task_001 in_progress by ann, task_004 in_progress by bob`);
});

test('what is left out is counted, with the command that lists it', async () => {
  const many = counted(await world(Array.from({ length: 300 }, (_, i) => task(`task_${i + 100}`))));
  const { text, json } = value(await runLine(command, many, ['--budget', '400']));
  expect(tokens(`${text}\n`)).toBeLessThanOrEqual(400);
  expect(text).toMatch(/You can take, up to 8k \(\d+ of 300, all: lra list --ready\)/);
  expect(json.tokens).toBe(tokens(`${text}\n`));
});

test('reads its flags', async () => {
  const { json } = value(await runLine(command, app, ['--output-limit', '128k']));
  expect(json).toMatchObject({ output_limit: '128k', needs_split: [] });
  failure(await runLine(command, app, ['--budget', '299']), 'usage');
  failure(await runLine(command, app, ['--output-limit', 'huge']), 'usage');
});
