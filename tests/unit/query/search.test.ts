import { expect, test } from 'vitest';
import { searchTasks } from '../../../src/app/search-tasks.ts';
import { command } from '../../../src/cli/commands/search.ts';
import { failure, value } from '../lease/support.ts';
import { runLine } from '../task/support.ts';
import { task, world, write } from './world.ts';

const app = await world([
  task('task_001', { description: 'Write the Lexer' }),
  task('task_002', { description: 'second', status: 'in_progress' }),
  task('task_003', { description: '撰写 Überblick' }),
  task('task_010', { description: 'nothing of the kind' }),
]);
await write(app, (draft) => draft.addBrief('task_002', 'reads what the LEXER wrote'));

async function ids(text: string, more = {}) {
  return value(await searchTasks(app, { text, ...more })).tasks.map(({ id }) => id);
}

test('looks into ids, descriptions and briefs, whatever the case', async () => {
  expect(await ids('lexer')).toEqual(['task_001', 'task_002']);
  expect(await ids('  THE lex')).toEqual(['task_001', 'task_002']);
  expect(await ids('TASK_01')).toEqual(['task_010']);
  expect(await ids('überblick')).toEqual(['task_003']);
  expect(await ids('撰')).toEqual(['task_003']);
  expect(await ids('.*')).toEqual([]);
});

test('can be narrowed by status, and says when it is cut', async () => {
  expect(await ids('lexer', { statuses: ['in_progress'] })).toEqual(['task_002']);
  expect(value(await searchTasks(app, { text: 'task_', limit: 2 }))).toMatchObject({
    total: 4,
    returned: 2,
    truncated: true,
  });
});

test('needs a text, and statuses that exist', async () => {
  failure(await searchTasks(app, { text: '  ' }), 'usage');
  failure(await searchTasks(app, { text: 'x', statuses: ['nosuch'] }), 'usage');
});

test('lra search prints what it found', async () => {
  const { text, json } = value(
    await runLine(command, app, ['lexer', '--status', 'in_progress', '--limit', '1']),
  );
  expect(text).toBe('task_002  P1  8k  in_progress  second');
  expect(json).toMatchObject({ total: 1, returned: 1, truncated: false });
});
