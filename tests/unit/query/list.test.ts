import { describe, expect, test } from 'vitest';
import { type ListTasksRequest, listTasks } from '../../../src/app/list-tasks.ts';
import { command } from '../../../src/cli/commands/list.ts';
import { failure, value } from '../lease/support.ts';
import { runLine } from '../task/support.ts';
import { lease, task, world } from './world.ts';

const app = await world(
  [
    task('task_001', { status: 'in_progress', labels: ['ui', 'urgent'] }),
    task('task_001_01', { priority: 'P0' }),
    task('task_001_01_01', { template: 'novel-chapter', status: 'drafting' }),
    task('task_001_02', { dependencies: ['task_001_01'], status: 'blocked' }),
    task('task_002', { status: 'completed', finished_at: '2026-01-01T00:00:00.000Z' }),
    task('task_010', { description: `\u001b[31m red\nand ${'long '.repeat(100)}` }),
    task('task_1000', { status: 'in_progress' }),
    task('doc_update_001', { template: 'doc-update' }),
  ],
  [
    lease('task_001', { agent: 'ann', published: true }),
    lease('task_010', { agent: 'ann', status: 'paused' }),
    lease('task_1000', { agent: 'bob' }),
  ],
);

async function ids(request: ListTasksRequest = {}) {
  return value(await listTasks(app, request)).tasks.map(({ id }) => id);
}

const ALL = [
  'task_001',
  'task_001_01',
  'task_001_01_01',
  'task_001_02',
  'task_002',
  'task_010',
  'task_1000',
  'doc_update_001',
];

describe('list', () => {
  test('shows every task, in numeric order', async () => {
    expect(await ids()).toEqual(ALL);
  });

  test.each<[string, ListTasksRequest, readonly string[]]>([
    ['a status', { statuses: ['completed'] }, ['task_002']],
    ['any of several statuses', { statuses: ['completed', 'drafting'] }, ['task_001_01_01', 'task_002']],
    ['a template', { template: 'doc-update' }, ['doc_update_001']],
    ['a priority', { priority: 'P0' }, ['task_001_01']],
    ['a parent: its children only', { parent_id: 'task_001' }, ['task_001_01', 'task_001_02']],
    ['a label', { label: 'urgent' }, ['task_001']],
    ['mine: held and paused', { mine: true }, ['task_001', 'task_010']],
    ['ready', { ready: true }, ['task_001_01_01', 'doc_update_001']],
    ['two at once', { parent_id: 'task_001', statuses: ['blocked'] }, ['task_001_02']],
  ])('can be narrowed to %s', async (_, request, expected) => {
    expect(await ids(request)).toEqual(expected);
  });

  test('says how many there are, and that it is cut', async () => {
    const page = async (request: ListTasksRequest) => {
      const { tasks, ...counts } = value(await listTasks(app, request));
      return { ...counts, first: tasks[0]?.id };
    };
    expect(await page({ limit: 3 })).toEqual({ total: 8, returned: 3, truncated: true, first: 'task_001' });
    expect(await page({ limit: 3, offset: 6 })).toEqual({
      total: 8,
      returned: 2,
      truncated: false,
      first: 'task_1000',
    });
    expect(await page({ limit: 0, offset: 7 })).toMatchObject({ returned: 1, truncated: false });
    expect(await page({ offset: 100 })).toMatchObject({ returned: 0, truncated: false, total: 8 });
    const many = await world(
      Array.from({ length: 60 }, (_, i) => task(`task_${String(i + 1).padStart(3, '0')}`)),
    );
    expect(value(await listTasks(many))).toMatchObject({ total: 60, returned: 50, truncated: true });
    expect(value(await listTasks(many, { limit: 0 }))).toMatchObject({ returned: 60, truncated: false });
  });

  test('gives whole tasks, with their lease and what locks them', async () => {
    const [shown] = value(await listTasks(app.as('bob'), { priority: 'P0' })).tasks;
    expect(shown).toMatchObject({
      id: 'task_001_01',
      description: 'do task_001_01',
      lease: null,
      version: 1,
    });
    expect(value(await listTasks(app, { mine: true })).tasks[1]).toMatchObject({
      lease: { status: 'paused' },
    });
  });

  test('refuses values that cannot be, and names those that can', async () => {
    const refused = async (request: ListTasksRequest, code: Parameters<typeof failure>[1]) =>
      failure(await listTasks(app, request), code).message;
    expect(await refused({ statuses: ['pendign'] }, 'usage')).toMatch(/"pendign".*pending.*blocked/);
    expect(await refused({ priority: 'P9' }, 'usage')).toContain('P0, P1, P2, P3');
    expect(await refused({ template: 'nosuch' }, 'template_not_found')).toContain('nosuch');
    expect(await refused({ parent_id: 'task_999' }, 'not_found')).toContain('task_999');
    expect(await refused({ limit: -1 }, 'usage')).toContain('-1');
    expect(await refused({ offset: 0.5 }, 'usage')).toContain('0.5');
  });

  test('takes a template that is gone while tasks still have it, and a status that only a task has', async () => {
    const old = await world([task('task_001', { template: 'gone', status: 'odd' })]);
    expect(value(await listTasks(old, { template: 'gone', statuses: ['odd'] })).total).toBe(1);
  });
});

describe('lra list', () => {
  const run = async (...line: readonly string[]) => value(await runLine(command, app, line));

  test('prints a row each, and says below when there are more', async () => {
    const { text } = await run('--limit', '3');
    expect(text).toBe(
      [
        'task_001        P1  8k  in_progress  do task_001 · ann',
        'task_001_01     P0  8k  pending      do task_001_01',
        'task_001_01_01  P1  8k  drafting     do task_001_01_01',
        '1 to 3 of 8; all of them: --limit 0',
      ].join('\n'),
    );
    expect((await run('--limit', '0')).text).not.toContain('of 8');
    expect((await run('--offset', '20')).text).toBe('none of 8 is left after --offset 20');
    expect((await run('--label', 'none')).text).toBe('no such task');
  });

  test('lets no escape through and keeps each task on its line', async () => {
    const { text } = await run('--mine');
    expect(text).not.toContain('\u001b');
    expect(text.split('\n')).toHaveLength(2);
    expect(text).toContain('paused by ann');
  });

  test('--compact is short for people and for programs', async () => {
    const { text, json } = await run('--compact', '--mine');
    expect(json.tasks).toEqual([
      { id: 'task_001', status: 'in_progress', priority: 'P1', output_req: '8k', description: 'do task_001' },
      expect.objectContaining({ id: 'task_010', description: expect.stringMatching(/^.{80}…$/su) }),
    ]);
    expect(text.split('\n')[0]).toBe('task_001 in_progress P1 8k do task_001');
  });

  test('reads its flags', async () => {
    expect((await run('--status', 'completed', '--status', 'drafting')).json).toMatchObject({ total: 2 });
    expect((await run('--ready', '--template', 'doc-update')).json).toMatchObject({ total: 1 });
    expect((await run('--parent', 'task_001', '--priority', 'P0')).json).toMatchObject({ total: 1 });
    failure(await runLine(command, app, ['--limit', 'many']), 'usage');
  });
});
