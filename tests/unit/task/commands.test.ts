import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { command as batch } from '../../../src/cli/commands/batch.ts';
import { command as checkBlocked } from '../../../src/cli/commands/check-blocked.ts';
import { command as create } from '../../../src/cli/commands/create.ts';
import { command as remove } from '../../../src/cli/commands/delete.ts';
import { command as dependencies } from '../../../src/cli/commands/deps.ts';
import { command as edit } from '../../../src/cli/commands/edit.ts';
import { command as setPriority } from '../../../src/cli/commands/set-priority.ts';
import { command as split } from '../../../src/cli/commands/split.ts';
import { command as undo } from '../../../src/cli/commands/undo.ts';
import { memoryApp } from '../../helpers/memory-app.ts';
import { task, world } from '../query/world.ts';
import { add, failure, runLine, stateOf, value } from './support.ts';

const A = 'task_001';
const B = 'task_002';
const HOSTILE = 'red \u001b[31m\nbell \u0007';

describe('lra create', () => {
  test('below a task that waits suggests to ask why, not to claim', async () => {
    const app = await world([task(A, { dependencies: [B], status: 'blocked' }), task(B)]);
    expect(value(await runLine(create, app, ['x', '--parent', A])).next).toBe(`lra why ${A}_01`);
    expect(value(await runLine(create, app, ['x', '--parent', B])).next).toBe(`lra claim ${B}_01`);
  });

  test('hands every option on', async () => {
    const app = memoryApp();
    await add(app);
    await add(app);
    const line = [
      ...['a task', '--template', 'data-pipeline', '--priority', 'P2', '--output-req', '16k', '--parent', A],
      ...['--dependencies', `${B}, `, '--dependency-type', 'any', '--deadline', '2027-01-01T00:00:00Z'],
      ...['--variables', '{"a":1,"b":{"c":[]}}', '--var', 'a=2=3', '--var', 'd='],
      ...['--label', 'x,y', '--label', 'z', '--module', 'core'],
    ];
    const answer = value(await runLine(create, app, line));
    expect(answer.json).toEqual({ task: expect.any(Object), doc_task: null });
    expect(answer.json.task).toMatchObject({
      id: 'task_001_01',
      description: 'a task',
      template: 'data-pipeline',
      priority: 'P2',
      output_req: '16k',
      parent_id: A,
      dependencies: [B],
      dependency_type: 'any',
      deadline: '2027-01-01T00:00:00.000Z',
      variables: { a: '2=3', b: { c: [] }, d: '' },
      labels: ['x', 'y', 'z'],
      module: 'core',
    });
    expect(answer.next).toBe('lra why task_001_01');
  });

  test('reads a description from stdin', async () => {
    const app = memoryApp();
    const answer = value(await runLine(create, app, ['-'], 'first\nsecond\n'));
    expect(answer.json.task).toMatchObject({ description: 'first\nsecond' });
    expect(answer.next).toBe('lra claim task_001');
    failure(await runLine(create, app, ['-'], '\n \n'), 'usage');
  });

  test('warns, suggests, and shows text from tasks harmlessly', async () => {
    const plain = memoryApp();
    const get = async (name: string) => {
      const found = await plain.templates.get(name);
      return found.ok ? { ...found, value: { ...found.value, keywords: ['red'] } } : found;
    };
    const app = memoryApp({ templates: { ...plain.templates, get } });
    const answer = value(await runLine(create, app, [HOSTILE, '--deadline', '2020-01-01']));
    expect(answer.warnings).toHaveLength(1);
    expect(answer.json.suggestion).toEqual({ kind: 'template', template: 'doc-update', keyword: 'red' });
    expect(answer.text).toContain('doc-update');
    expect(answer.text).not.toMatch(/[\u001b\u0007]/);
  });

  test.each([
    ['variables that are no JSON', ['x', '--variables', '{']],
    ['variables that are a list', ['x', '--variables', '[1]']],
    ['variables that touch the prototype', ['x', '--variables', '{"__proto__":{"a":1}}']],
    ['a variable that touches the prototype', ['x', '--var', '__proto__=1']],
    ['a variable without a value', ['x', '--var', 'a']],
    ['a variable without a name', ['x', '--var', '=1']],
    ['no description', []],
    ['two descriptions', ['x', 'y']],
    ['a bad priority', ['x', '--priority', 'high']],
    ['an empty label', ['x', '--label', 'a,']],
  ])('does not take %s', async (_, line) => {
    const app = memoryApp();
    const before = await stateOf(app);
    failure(await runLine(create, app, line), 'usage');
    expect(await stateOf(app)).toEqual(before);
    expect(({} as { a?: unknown }).a).toBeUndefined();
  });
});

describe('lra edit', () => {
  test('hands every option on', async () => {
    const app = memoryApp();
    await add(app, { labels: ['old'] });
    const line = [
      ...[A, '--description', 'new', '--output-req', '4k', '--deadline', '2027-01-01T00:00:00Z'],
      ...['--add-label', 'a,b', '--remove-label', 'old', '--var', 'k=v', '--if-version', '1'],
    ];
    const answer = value(await runLine(edit, app, line));
    expect(answer.json).toEqual({
      task: expect.objectContaining({
        description: 'new',
        output_req: '4k',
        deadline: '2027-01-01T00:00:00.000Z',
        labels: ['a', 'b'],
        variables: { k: 'v' },
        version: 2,
      }),
    });
    const none = value(await runLine(edit, app, [A, '--deadline', 'none']));
    expect(none.json.task).toMatchObject({ deadline: null, description: 'new' });
    expect(value(await runLine(edit, app, [A, '--deadline', 'none'])).json.already).toBe(true);
  });

  test.each([
    [[A]],
    [[A, '--if-version', 'x', '--deadline', 'none']],
    [[A, '--if-version', '0', '--var', 'a=b']],
  ])('does not take %j', async (line) => {
    const app = memoryApp();
    await add(app);
    failure(await runLine(edit, app, line), 'usage');
  });
});

test('lra set-priority', async () => {
  const app = await world([task(A)]);
  expect(value(await runLine(setPriority, app, [A, 'P0'])).json).toEqual({
    task: expect.objectContaining({ priority: 'P0' }),
  });
  expect(value(await runLine(setPriority, app, [A, 'P0'])).json.already).toBe(true);
});

test('lra delete', async () => {
  const app = await world([task(A), task('task_001_01'), task(B, { status: 'blocked', dependencies: [A] })]);
  failure(await runLine(remove, app, [A]), 'has_children');
  failure(await runLine(remove, app, [A, '--recursive']), 'has_dependents');
  const answer = value(await runLine(remove, app, [A, '--recursive', '--force']));
  expect(answer.json).toEqual({ deleted: [A, 'task_001_01'], unblocked: [B] });
  expect(answer.text).toContain(B);
});

describe('lra split', () => {
  const plan = JSON.stringify([{ desc: HOSTILE }, { desc: 'b' }]);

  test('takes a plan inline, from stdin and from a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lra-plan-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'plan.json');
    writeFileSync(file, `\ufeff${plan}`);
    const app = await world([task(A)]);
    const forms: [string, string][] = [
      [plan, ''],
      ['-', plan],
      [`@${file}`, ''],
    ];
    for (const [given, stdin] of forms) {
      const answer = value(await runLine(split, app, [A, '--plan', given], stdin));
      expect(answer.json).toEqual({
        parent: expect.objectContaining({ id: A }),
        created: [
          expect.objectContaining({ description: HOSTILE }),
          expect.objectContaining({ description: 'b' }),
        ],
      });
      expect(answer.text).not.toContain('\u001b');
    }
    expect((await stateOf(app)).nodes).toHaveLength(7);
    const missing = failure(await runLine(split, app, [A, '--plan', `@${folder}/none`]), 'io_error');
    expect(missing.data).toMatchObject({ path: `${folder}/none` });
    failure(await runLine(split, app, [A, '--plan', '']), 'invalid_plan');
  });

  test('prints what a plan is written from', async () => {
    const app = await world([task(A, { description: HOSTILE }), task('task_001_01')]);
    const answer = value(await runLine(split, app, [A]));
    expect(Object.keys(answer.json)).toEqual(['task', 'brief', 'children', 'sizes', 'format']);
    expect(answer.text).not.toContain('\u001b');
    for (const said of ['Brief', 'task_001_01', '128k', 'dependencies', '"desc"'])
      expect(answer.text).toContain(said);
    const example = JSON.parse(answer.text.slice(answer.text.indexOf('\n[')));
    expect((answer.json.format as { example: unknown }).example).toEqual(example);
  });
});

describe('lra deps', () => {
  const three = () =>
    world([
      task(A),
      task(B, { status: 'blocked', dependencies: [A] }),
      task('task_003', { status: 'blocked', dependencies: [B, A], description: HOSTILE }),
    ]);

  test('shows', async () => {
    const app = await three();
    const shown = value(await runLine(dependencies, app, ['task_003']));
    expect(shown.json).toEqual({
      task_id: 'task_003',
      dependency_type: 'all',
      dependencies: [
        { id: B, status: 'blocked', description: 'do task_002' },
        { id: A, status: 'pending', description: 'do task_001' },
      ],
    });
    expect(shown.text.split('\n')[0]).toBe('task_003 depends on all of');
    const up = value(await runLine(dependencies, app, [A, '--dependents']));
    expect(Object.keys(up.json)).toEqual(['task_id', 'dependency_type', 'dependents']);
    expect(up.text).not.toContain('\u001b');
    expect(value(await runLine(dependencies, app, [A])).text).toBe('task_001 depends on nothing');
  });

  test('draws a tree', async () => {
    const app = await three();
    expect(value(await runLine(dependencies, app, ['task_003', '--tree'])).text).toMatchInlineSnapshot(`
      "task_003        blocked  red \\x1b[31m…
      ├─ task_002     blocked  do task_002
      │  └─ task_001  pending  do task_001
      └─ task_001     pending  do task_001"
    `);
  });

  test('changes', async () => {
    const app = await three();
    const line = ['task_003', '--remove', `${A},${B}`];
    expect(value(await runLine(dependencies, app, line)).json).toEqual({
      task_id: 'task_003',
      dependency_type: 'all',
      dependencies: [],
      status: 'pending',
    });
    expect(value(await runLine(dependencies, app, line)).json.already).toBe(true);
    expect(value(await runLine(dependencies, app, [A, '--add', 'task_003'])).json.status).toBe('blocked');
    failure(await runLine(dependencies, app, [A, '--add', B]), 'dependency_cycle');
    failure(await runLine(dependencies, app, [A, '--add', B, '--tree']), 'usage');
  });
});

test('lra check-blocked', async () => {
  const app = await world([task(A, { status: 'blocked' }), task(B, { dependencies: [A] })]);
  const answer = value(await runLine(checkBlocked, app, []));
  expect(answer.json).toEqual({ unblocked: [A], blocked: [B] });
  expect(value(await runLine(checkBlocked, app, [])).text).toBe('unblocked: none\nblocked: task_002');
});

test('lra undo', async () => {
  const app = await world([task(A)]);
  const bob = app.as('bob');
  failure(await runLine(undo, bob, []), 'nothing_to_undo');
  value(await runLine(setPriority, bob, [A, 'P0']));
  const answer = value(await runLine(undo, bob, []));
  expect(answer.json).toEqual({
    undone: {
      tx: expect.any(String),
      command: 'set-priority',
      at: '2026-01-01T00:00:00.000Z',
      changes: [{ id: A, did: 'reverted', fields: ['priority'] }],
    },
  });
  expect(answer.text).toContain('task_001 reverted: priority');
});

describe('lra batch', () => {
  const sub = (name: string) => batch.subcommands![name]!;

  test('says how each item went, and ends as the first failure does', async () => {
    const app = await world([task(A), task(B)]);
    const good = value(await runLine(sub('set'), app, ['in_progress', A, B]));
    expect(good.json).toEqual({
      results: [
        { id: A, ok: true },
        { id: B, ok: true },
      ],
    });
    expect(good.failure).toBeUndefined();
    const bad = value(await runLine(sub('set'), app, ['completed', A, 'task_404']));
    expect(bad.failure).toMatchObject({ code: 'not_found' });
    expect(bad.json).toEqual({
      results: [
        { id: A, ok: false },
        {
          id: 'task_404',
          ok: false,
          error: expect.objectContaining({ code: 'not_found', retryable: false }),
        },
      ],
    });
    expect(bad.text).toContain('undone with the rest');
    const some = value(await runLine(sub('set'), app, ['completed', A, 'task_404', '--keep-going']));
    expect(some.failure).toMatchObject({ code: 'not_found' });
    expect((some.json.results as { ok: boolean }[]).map(({ ok }) => ok)).toEqual([true, false]);
  });

  test('claims and deletes', async () => {
    const app = await world([task(A), task(B, { status: 'blocked', dependencies: [A] })]);
    const claimed = value(await runLine(sub('claim'), app, [A, B, '--keep-going']));
    expect(claimed.failure).toMatchObject({ code: 'task_blocked' });
    expect(value(await runLine(sub('delete'), app, [A, B])).failure).toBeUndefined();
    expect((await stateOf(app)).nodes).toEqual([]);
    failure(await runLine(sub('delete'), app, []), 'usage');
  });

  test('warns who claims under a name that others may have', async () => {
    const app = await world([task(A)]);
    const someone = app.as('user@host', { isFallback: true });
    expect(value(await runLine(sub('claim'), someone, [A])).warnings).toHaveLength(1);
    expect(value(await runLine(sub('claim'), app.as('eve'), [A])).warnings).toEqual([]);
  });
});
