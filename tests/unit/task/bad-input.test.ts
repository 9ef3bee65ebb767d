import { describe, expect, test } from 'vitest';
import { createTask } from '../../../src/app/create-task.ts';
import { editTask } from '../../../src/app/edit-task.ts';
import { setTaskPriority } from '../../../src/app/set-priority.ts';
import { memoryApp } from '../../helpers/memory-app.ts';
import { add, refused, taskOfId, value } from './support.ts';

const nested = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);

const BAD_DESCRIPTIONS = ['', '   ', '\n\t', null, 7, ['x'], 'x'.repeat(2_000_001)];
const BAD_SIZES = ['', '0', '-1', '8m', '8 k', '1.5k', '08k', 'huge', 8, null, '9'.repeat(20)];
const BAD_DEADLINES = [
  '',
  'tomorrow',
  'none',
  '2026-13-01',
  '2026-02-30',
  '1767225600',
  '2026-01-01T25:00Z',
  '9999-12-31T23:59:59-10:00',
  '0000-01-01T00:00:00+10:00',
  0,
];
const BAD_LABELS = [[''], [' '], ['a,b'], ['a\nb'], ['x'.repeat(201)], [7], 'a'];
const BAD_VARIABLES = [
  [],
  'x',
  null,
  JSON.parse('{"__proto__": 1}'),
  JSON.parse('{"a": [{"__proto__": {"polluted": true}}]}'),
  { a: undefined },
  { a: Number.NaN },
  { a: Number.POSITIVE_INFINITY },
  { a: new Date(0) },
  { a: 1n },
];

const BAD_CREATES: { readonly [field: string]: readonly unknown[] } = {
  description: BAD_DESCRIPTIONS,
  template: ['', ' ', 'a\nb', 7, null],
  priority: ['', 'p0', 'P4', 'high', 1, null],
  output_req: BAD_SIZES,
  parent_id: ['', 7, 'x'.repeat(201)],
  dependencies: ['task_001', [7], [null], { 0: 'task_001' }],
  dependency_type: ['', 'ALL', 'some', true],
  deadline: BAD_DEADLINES,
  module: [
    '',
    ' ',
    'a\u0000b',
    7,
    '..',
    '../../etc',
    'a/../b',
    '/etc',
    'a\\..\\b',
    './a',
    'a\u202eb',
    'a\u2066b',
  ],
  labels: BAD_LABELS,
  variables: BAD_VARIABLES,
};

const BAD_EDITS: { readonly [field: string]: readonly unknown[] } = {
  description: BAD_DESCRIPTIONS,
  output_req: BAD_SIZES,
  deadline: BAD_DEADLINES,
  add_labels: BAD_LABELS,
  remove_labels: BAD_LABELS,
  variables: BAD_VARIABLES,
  if_version: [0, -1, 1.5, '1', Number.NaN, null],
};

const rows = (table: { readonly [field: string]: readonly unknown[] }) =>
  Object.entries(table).flatMap(([field, values]) => values.map((given) => ({ field, given })));

describe('create', () => {
  test.each(rows(BAD_CREATES))('does not take $field $given', async ({ field, given }) => {
    const app = memoryApp();
    await add(app);
    const request = { description: 'x', [field]: given };
    const found = await refused(app, 'usage', () => createTask(app, request as never));
    expect(found.data).toEqual({ field });
    expect(found.message).not.toContain('[object');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test('takes variables that are nested 64 deep, and no deeper', async () => {
    const app = memoryApp();
    await add(app, { variables: { a: nested(64) } as never });
    for (const depth of [65, 100_000]) {
      const variables = { a: nested(depth) } as never;
      const found = await refused(app, 'usage', () => createTask(app, { description: 'x', variables }));
      expect(found.message).toContain('64');
    }
  });
});

describe('edit', () => {
  test.each(rows(BAD_EDITS))('does not take $field $given', async ({ field, given }) => {
    const app = memoryApp();
    const id = await add(app);
    const found = await refused(app, 'usage', () => editTask(app, { id, [field]: given } as never));
    expect(found.data).toEqual({ field });
  });

  test('does not take nothing at all', async () => {
    const app = memoryApp();
    const id = await add(app);
    await refused(app, 'usage', () => editTask(app, { id }));
    await refused(app, 'usage', () => editTask(app, { id, if_version: 1 }));
  });
});

describe('set-priority', () => {
  test.each(BAD_CREATES.priority!.map((given) => ({ given })))('does not take $given', async ({ given }) => {
    const app = memoryApp();
    const id = await add(app);
    const found = await refused(app, 'usage', () => setTaskPriority(app, { id, priority: given as string }));
    expect(found.message).toContain('P0, P1, P2, P3');
  });

  test('changes the priority, once', async () => {
    const app = memoryApp();
    const id = await add(app);
    expect(value(await setTaskPriority(app, { id, priority: 'P0' }))).toMatchObject({
      task: { priority: 'P0', version: 2 },
      already: false,
    });
    expect(value(await setTaskPriority(app, { id, priority: 'P0' })).already).toBe(true);
    expect(await taskOfId(app, id)).toMatchObject({ version: 2 });
    await refused(app, 'not_found', () => setTaskPriority(app, { id: 'task_404', priority: 'P0' }));
  });
});
