import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { type CliProject, newProject } from '../helpers/cli-project.ts';

/** Terminal escapes, a bell, a C1 control and a carriage return: nothing of it may reach a terminal. */
const ESCAPES = 'a\u001b[31mred\u001b]0;owned\u0007\u009b2J\rb';
const RAW = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

let project: CliProject;

beforeEach(async () => {
  project = await newProject();
});

describe('is refused, and leaves nothing behind', () => {
  test('whatever the command', async () => {
    await project.json(['create', 'one']);
    const before = project.files();
    const ring = JSON.stringify([
      { desc: 'a', key: 'a', dependencies: ['b'] },
      { desc: 'b', key: 'b', dependencies: ['a'] },
    ]);
    const refused: readonly (readonly [args: readonly string[], code: string, exitCode: number])[] = [
      [['create', ''], 'usage', 2],
      [['create', ' \n\t'], 'usage', 2],
      [['create', 'x', '--deadline', 'soon'], 'usage', 2],
      [['create', 'x', '--deadline', '2030-02-30'], 'usage', 2],
      [['edit', 'task_001', '--deadline', '2030-13-01T00:00'], 'usage', 2],
      [['create', 'x', '--output-req', '8kb'], 'usage', 2],
      [['create', 'x', '--output-req', '0'], 'usage', 2],
      [['create', 'x', '--priority', 'P4'], 'usage', 2],
      [['create', 'x', '--variables', '[1]'], 'usage', 2],
      [['create', 'x', '--variables', '{"a":'], 'usage', 2],
      [['create', 'x', '--var', 'no-value'], 'usage', 2],
      [['create', 'x', '--var', '__proto__=1'], 'usage', 2],
      [['create', 'x', '--variables', '{"__proto__":{"admin":true}}'], 'usage', 2],
      [['create', 'x', '--dependency-type', 'some'], 'usage', 2],
      [['create', 'x', '--parent', '../task_001'], 'not_found', 3],
      [['create', 'x', '--dependencies', '../../etc/passwd'], 'dependency_not_found', 3],
      [['create', 'x', '--dependencies', 'task_001,task_002'], 'dependency_not_found', 3],
      [['create', 'x', '--template', '../../etc/passwd'], 'template_not_found', 3],
      [['show', '../config'], 'not_found', 3],
      [['show', '__proto__'], 'not_found', 3],
      [['set', '../config', 'completed'], 'not_found', 3],
      [['set', 'task_001', 'constructor'], 'invalid_transition', 4],
      [['delete', 'task_001/../task_001'], 'not_found', 3],
      [['log', '../../x'], 'not_found', 3],
      [['log', '../locks'], 'not_found', 3],
      [['resume', '../locks'], 'not_found', 3],
      [['resume', '../locks', '--claim'], 'not_found', 3],
      [['template', 'create', '../x'], 'usage', 2],
      [['template', 'create', '__proto__'], 'usage', 2],
      [['template', 'show', '../task'], 'template_not_found', 3],
      [['template', 'delete', '../config'], 'template_not_found', 3],
      [['split', 'task_001', '--plan', '{"desc":"a"}'], 'invalid_plan', 2],
      [['split', 'task_001', '--plan', 'a plan'], 'invalid_plan', 2],
      [['split', 'task_001', '--plan', '[]'], 'invalid_plan', 2],
      [['split', 'task_001', '--plan', '[null]'], 'invalid_plan', 2],
      [['split', 'task_001', '--plan', '[{"desc":"a"},{"desc":""}]'], 'invalid_plan', 2],
      [
        ['split', 'task_001', '--plan', '[{"desc":"a","dependencies":["nobody"]}]'],
        'dependency_not_found',
        3,
      ],
      [['split', 'task_001', '--plan', '[{"desc":"a","template":"../x"}]'], 'template_not_found', 3],
      [['split', 'task_001', '--plan', ring], 'dependency_cycle', 4],
      [['split', 'task_001', '--plan', '@no-such-file.json'], 'io_error', 1],
      [['checkpoint', 'task_001', '--state', '{'], 'usage', 2],
      [['list', '--limit', '-1'], 'usage', 2],
      [['list', '--status', 'complete'], 'usage', 2],
      [['context', '--budget', '299'], 'usage', 2],
      [['import', 'no-such-file.jsonl'], 'io_error', 1],
      [['batch', 'set', 'in_progress', 'task_001', '../x'], 'not_found', 3],
    ];
    for (const [args, code, exitCode] of refused) {
      const error = await project.fails(args, code, exitCode);
      expect(error.message, args.join(' ')).toMatch(/^[^\n]{5,300}$/);
      expect(`${error.message} ${error.hint ?? ''}`).not.toMatch(/delete|--force|\bat .*:\d+:\d+/);
    }
    expect(project.files()).toEqual(before);
  });

  test('a ring in a plan: the path shows it by its keys', async () => {
    await project.json(['create', 'one']);
    const parts = ['a', 'b', 'c'].map((key, i) => ({ desc: key, key, dependencies: ['bca'[i]] }));
    const error = await project.fails(['split', 'task_001', '--plan', '-'], 'dependency_cycle', 4, {
      stdin: JSON.stringify(parts),
    });
    expect(error.data.path).toHaveLength(4);
    expect(new Set(error.data.path)).toEqual(new Set(['a', 'b', 'c']));
    expect(error.data.path[0]).toBe(error.data.path[3]);
  });

  test('a million dependencies', async () => {
    await project.json(['create', 'one']);
    const before = project.files();
    const dependencies = Array.from({ length: 1_000_000 }, (_, i) => `task_${i + 2}`);
    const stdin = JSON.stringify([{ desc: 'a', dependencies }]);
    const error = await project.fails(['split', 'task_001', '--plan', '-'], 'dependency_not_found', 3, {
      stdin,
    });
    expect(error.data.count).toBe(1_000_000);
    expect(JSON.stringify(error).length).toBeLessThan(2_000);
    expect(project.files()).toEqual(before);
  });

  test('more text than a description may have', async () => {
    const before = project.files();
    const stdin = 'x'.repeat(2_000_001);
    const error = await project.fails(['create', '-'], 'usage', 2, { stdin });
    expect(error.message).toMatch(/^a description has at most 2000000 characters, not 2000001$/);
    expect(project.files()).toEqual(before);
  });
});

describe('is kept as it is', () => {
  test('newlines, emoji, escapes, __proto__, and a megabyte through stdin', async () => {
    const million = `${'many words 🦊 '.repeat(70_000)}\n`;
    const texts = [
      'first\n\nsecond\tline',
      '👩‍👩‍👧‍👦 家族 🇪🇺 é',
      ESCAPES,
      '__proto__',
      'constructor',
      '{{ 7 * 7 }} {% raw %}',
    ];
    for (const text of texts) expect((await project.json(['create', text])).task.description).toBe(text);
    const { task } = await project.json(['create', '-'], { stdin: million });
    expect(task.description.trim()).toBe(million.trim());
    const { tasks } = await project.json(['list', '--limit', '0']);
    // biome-ignore lint/suspicious/noExplicitAny: a task as JSON
    expect(tasks.slice(0, -1).map((each: any) => each.description)).toEqual(texts);
    expect((await project.json(['show', task.id])).task.brief).toContain(`# ${task.id}`);
    expect((await project.json(['doctor'])).findings).toEqual([]);
  });
});

test('no escape in a task reaches stdout or stderr raw, whichever command shows it', async () => {
  await project.json(['create', ESCAPES, '--label', 'l', '--var', `v=${ESCAPES}`]);
  await project.json([
    'create',
    `after ${ESCAPES}`,
    '--dependencies',
    'task_001',
    '--deadline',
    '2020-01-01',
  ]);
  await project.json(['claim', 'task_001']);
  await project.json([
    'checkpoint',
    'task_001',
    '--note',
    ESCAPES,
    '--remaining',
    ESCAPES,
    '--file',
    ESCAPES,
  ]);
  await project.json(['record', 'task_001', '--desc', ESCAPES]);
  writeFileSync(
    join(project.folder, 'plan.json'),
    JSON.stringify([
      { desc: ESCAPES, key: ESCAPES },
      { desc: 'z', dependencies: [ESCAPES] },
    ]),
  );
  const commands = [
    ['context'],
    ['list'],
    ['list', '--compact'],
    ['show', 'task_001', '--include-records'],
    ['search', 'red'],
    ['status'],
    ['why', 'task_002'],
    ['deps', 'task_002', '--tree'],
    ['log'],
    ['resume', 'task_001'],
    ['graph'],
    ['graph', '--format', 'mermaid'],
    ['graph', '--format', 'dot'],
    ['split', 'task_001'],
    ['split', 'task_001', '--plan', '@plan.json'],
    ['create', ESCAPES],
    ['edit', 'task_002', '--description', ESCAPES],
    ['set', 'task_001', ESCAPES],
    ['show', ESCAPES],
    ['template', 'show', ESCAPES],
    ['list', '--status', ESCAPES],
    ['create', 'x', '--deadline', ESCAPES],
    ['import', ESCAPES],
    ['split', 'task_001', '--plan', `@${ESCAPES}`],
    ['split', 'task_001', '--plan', ESCAPES],
    ['pause', 'task_001', '--note', ESCAPES],
    ['undo'],
    ['export'],
  ];
  for (const args of commands) {
    const { stdout, stderr } = await project.run(args);
    expect(stdout + stderr, args.join(' ')).not.toMatch(RAW);
    expect((stdout + stderr).length, args.join(' ')).toBeGreaterThan(0);
  }
});
