import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { type CliProject, newProject } from '../helpers/cli-project.ts';

const TASK_KEYS = (
  'id description template priority status parent_id output_req dependencies dependency_type deadline module labels ' +
  'variables source task_file created_at updated_at finished_at created_by version lease locked_by'
).split(' ');

let project: CliProject;

beforeEach(async () => {
  project = await newProject();
});

test('init: the keys, the default name, and again', async () => {
  const again = await project.json(['init']);
  expect(again).toMatchObject({
    project: 'shop',
    path: join(project.folder, '.long-run-agent'),
    created: false,
    already: true,
  });
  expect(Object.keys(project.files())).toEqual(
    expect.arrayContaining(['.gitignore', 'config.json', 'config.yaml', 'task_list.json']),
  );
  await project.fails(['init', '--lang', 'fr'], 'usage', 2);
});

describe('create', () => {
  test('with nothing said: the defaults, and every key of a task', async () => {
    const made = await project.json(['create', 'Write the parser']);
    expect(Object.keys(made)).toEqual(['task', 'doc_task']);
    expect(Object.keys(made.task)).toEqual(TASK_KEYS);
    expect(made).toMatchObject({
      doc_task: null,
      task: {
        id: 'task_001',
        description: 'Write the parser',
        template: 'task',
        priority: 'P1',
        status: 'pending',
        parent_id: null,
        output_req: '8k',
        dependencies: [],
        dependency_type: 'all',
        deadline: null,
        module: null,
        labels: [],
        variables: {},
        source: null,
        task_file: 'tasks/task_001.md',
        finished_at: null,
        created_by: 'ann',
        version: 1,
        lease: null,
        locked_by: null,
      },
    });
  });

  test('with all of it said, by stdin; a child inherits template and priority', async () => {
    await project.json(['create', 'base']);
    await project.json(['create', 'root', '--template', 'code-module', '--priority', 'P0']);
    const { task } = await project.json(
      [
        ...['create', '-', '--parent', 'task_002', '--dependencies', 'task_001', '--dependency-type', 'any'],
        ...['--output-req', '12k', '--deadline', '2031-01-02T03:04:05+02:00', '--variables', '{"a":1,"b":2}'],
        ...['--var', 'b=x=y', '--label', 'one', '--label', 'two', '--module', 'src/parser'],
      ],
      { stdin: 'from stdin\n' },
    );
    expect(task).toMatchObject({
      id: 'task_002_01',
      description: 'from stdin',
      template: 'code-module',
      priority: 'P0',
      status: 'blocked',
      parent_id: 'task_002',
      output_req: '12k',
      dependencies: ['task_001'],
      dependency_type: 'any',
      deadline: '2031-01-02T01:04:05.000Z',
      module: 'src/parser',
      labels: ['one', 'two'],
      variables: { a: 1, b: 'x=y' },
    });
    const under = await project.json(['create', 'deeper', '--parent', 'task_002_01']);
    expect(under.task.id).toBe('task_002_01_01');
  });

  test('a past deadline is taken with a warning, and one without offset is local time', async () => {
    const args = ['create', 'x', '--deadline', '2020-01-01T00:00'];
    const ran = await project.run(args, { env: { TZ: 'Asia/Shanghai' } });
    expect(ran.stderr).toMatch(/^warning: .*2019-12-31T16:00:00.000Z.*\n/m);
    expect((await project.json(['show', 'task_001'])).task.deadline).toBe('2019-12-31T16:00:00.000Z');
  });

  test('what is mistyped is refused with what there is', async () => {
    await project.json(['create', 'here']);
    for (const typed of ['1', 'task_1', 'Task-001', '#1']) {
      const missing = await project.fails(['show', typed], 'not_found', 3);
      expect(missing.hint).toBe('did you mean task_001?');
    }
    expect((await project.fails(['show', '2'], 'not_found', 3)).hint).toContain('task_001');
    const priority = await project.fails(['create', 'x', '--priority', 'high'], 'usage', 2);
    expect(priority.message).toContain('P0, P1, P2, P3');
    const template = await project.fails(
      ['create', 'x', '--template', 'code-modul'],
      'template_not_found',
      3,
    );
    expect(template.hint).toContain('code-module');
    expect(template.data.available).toEqual([
      'code-module',
      'data-pipeline',
      'doc-update',
      'novel-chapter',
      'task',
    ]);
    expect((await project.fails(['create', 'two', 'words'], 'usage', 2)).hint).toContain('quotes');
    expect((await project.fails(['show', 'task_001', 'x'], 'usage', 2)).hint).toContain(
      'usage: lra show <id>',
    );
    expect((await project.fails(['done', 'task_001'], 'usage', 2)).message).toContain('did you mean set?');
    expect((await project.fails(['create', 'x', '--labels', 'a'], 'usage', 2)).message).toContain('--label');
  });
});

test('edit and set-priority: what changed, what was so already, and the version', async () => {
  await project.json(['create', 'one']);
  const args = [
    'edit',
    'task_001',
    '--description',
    'two',
    '--output-req',
    '4k',
    '--deadline',
    '2031-01-01T00:00:00Z',
  ];
  const { task } = await project.json([
    ...args,
    '--add-label',
    'a',
    '--add-label',
    'b',
    '--var',
    'k=v',
    '--if-version',
    '1',
  ]);
  expect(task).toMatchObject({
    description: 'two',
    output_req: '4k',
    deadline: '2031-01-01T00:00:00.000Z',
    labels: ['a', 'b'],
    variables: { k: 'v' },
    version: 2,
  });
  expect(await project.json(args)).toMatchObject({ task: { version: 2 }, already: true });
  const cleared = await project.json(['edit', 'task_001', '--deadline', 'none', '--remove-label', 'a']);
  expect(cleared.task).toMatchObject({ deadline: null, labels: ['b'], version: 3 });
  const conflict = await project.fails(
    ['edit', 'task_001', '--description', 'x', '--if-version', '2'],
    'version_conflict',
    4,
  );
  expect(conflict.data).toMatchObject({ expected: 2, actual: 3 });
  await project.fails(['edit', 'task_001'], 'usage', 2);
  await project.fails(['edit', 'task_009', '--description', 'x'], 'not_found', 3);

  expect(await project.json(['set-priority', 'task_001', 'P0'])).toMatchObject({
    task: { priority: 'P0', version: 4 },
  });
  expect(await project.json(['set-priority', 'task_001', 'P0'])).toMatchObject({
    task: { version: 4 },
    already: true,
  });
  await project.fails(['set-priority', 'task_001', 'urgent'], 'usage', 2);
});

test('show: a task with its neighbours, its brief and, when asked, its records', async () => {
  await project.json(['create', 'one']);
  await project.json(['create', 'two', '--dependencies', 'task_001']);
  await project.json(['create', 'part', '--parent', 'task_002']);
  const MORE = ['children', 'dependency_details', 'dependents', 'checkpoint', 'progress', 'brief'];
  const { task } = await project.json(['show', 'task_002']);
  expect(Object.keys(task).sort()).toEqual([...TASK_KEYS, ...MORE].sort());
  expect(task).toMatchObject({
    children: ['task_002_01'],
    dependency_details: [{ id: 'task_001', status: 'pending', description: 'one' }],
    dependents: [],
    checkpoint: null,
  });
  expect(task.brief).toMatch(/^# task_002: two\n/);
  expect((await project.json(['show', 'task_001'])).task.dependents).toEqual(['task_002']);
  const { records } = (await project.json(['show', 'task_001', '--include-records'])).task;
  expect(records).toEqual([expect.objectContaining({ command: 'create', agent: 'ann' })]);
});

test('set: the transitions of the template, unblocking, and again', async () => {
  await project.json(['create', 'one']);
  await project.json(['create', 'two', '--dependencies', 'task_001']);
  const wrong = await project.fails(['set', 'task_001', 'completed'], 'invalid_transition', 4);
  expect(wrong.data.allowed).toEqual(['in_progress']);
  const stuck = await project.fails(['set', 'task_002', 'in_progress'], 'invalid_transition', 4);
  expect(stuck.data).toMatchObject({ from: 'blocked', allowed: [] });
  await project.fails(['set', 'task_002', 'pending'], 'invalid_transition', 4);
  expect(await project.json(['set', 'task_001', 'in_progress'])).toMatchObject({ unblocked: [] });
  const done = await project.json(['set', 'task_001', 'completed', '--note', 'merged']);
  expect(done).toMatchObject({ task: { status: 'completed', lease: null }, unblocked: ['task_002'] });
  expect(done.task.finished_at).toBe(done.task.updated_at);
  expect(await project.json(['set', 'task_001', 'completed'])).toMatchObject({
    unblocked: [],
    already: true,
  });
  const typo = await project.run(['set', 'task_002', 'in-progress']);
  expect(typo).toMatchObject({ code: 4, stdout: '' });
  expect(typo.stderr).toContain('did you mean in_progress?');

  await project.json(['create', 'part', '--parent', 'task_002']);
  await project.json(['set', 'task_002', 'in_progress']);
  const open = await project.fails(['set', 'task_002', 'completed', '--force'], 'children_unfinished', 4);
  expect(open.message).toBe('task_002 has 1 unfinished child');
});

test('delete: children and dependents keep it; force drops the links, and the id is not used again', async () => {
  for (const description of ['one', 'two']) await project.json(['create', description]);
  await project.json(['create', 'waits', '--dependencies', 'task_002']);
  for (const part of ['a', 'b']) await project.json(['create', part, '--parent', 'task_001']);
  expect((await project.fails(['delete', 'task_001'], 'has_children', 4)).data).toMatchObject({ count: 2 });
  expect((await project.fails(['delete', 'task_002'], 'has_dependents', 4)).data).toMatchObject({
    dependents: ['task_003'],
  });
  expect(await project.json(['delete', 'task_001', '--recursive'])).toEqual({
    deleted: ['task_001', 'task_001_01', 'task_001_02'],
    unblocked: [],
  });
  expect(await project.json(['delete', 'task_002', '--force'])).toEqual({
    deleted: ['task_002'],
    unblocked: ['task_003'],
  });
  await project.json(['delete', 'task_003']);
  expect((await project.json(['create', 'next'])).task.id).toBe('task_004');
  await project.fails(['delete', 'task_003'], 'not_found', 3);
});

test('split: what a plan needs, then a plan by text, file and stdin', async () => {
  await project.json(['create', 'big', '--output-req', '64k', '--priority', 'P0']);
  const guide = await project.json(['split', 'task_001']);
  expect(guide).toMatchObject({ task: { id: 'task_001' }, sizes: ['4k', '8k', '16k', '32k', '64k', '128k'] });
  expect(Object.keys(guide.format.fields)).toEqual(
    expect.arrayContaining([
      'desc',
      'output_req',
      'template',
      'priority',
      'dependencies',
      'variables',
      'key',
    ]),
  );
  expect(guide.brief).toMatch(/^# task_001: big/);

  const plan = JSON.stringify([
    { desc: 'lexer', output_req: '4k', key: 'lexer', variables: { lang: 'ts' } },
    { description: 'parser', dependencies: ['lexer'], priority: 'P2' },
  ]);
  writeFileSync(join(project.folder, 'plan.json'), `\ufeff${plan}\r\n`);
  const split = await project.json(['split', 'task_001', '--plan', '@plan.json']);
  expect(Object.keys(split)).toEqual(['parent', 'created']);
  expect(split.parent.id).toBe('task_001');
  expect(split.created).toMatchObject([
    { id: 'task_001_01', description: 'lexer', output_req: '4k', priority: 'P0', variables: { lang: 'ts' } },
    { id: 'task_001_02', dependencies: ['task_001_01'], status: 'blocked', priority: 'P2' },
  ]);
  expect((await project.json(['split', 'task_001', '--plan', plan])).created[0].id).toBe('task_001_03');
  const more = await project.json(['split', 'task_001', '--plan', '-'], { stdin: plan });
  expect(more.created[1]).toMatchObject({ id: 'task_001_06', dependencies: ['task_001_05'] });
  await project.fails(['split', 'task_009', '--plan', plan], 'not_found', 3);
});

test('deps: both directions, the tree, changes, and the ring that is refused', async () => {
  for (const description of ['one', 'two', 'three']) await project.json(['create', description]);
  const added = await project.json(['deps', 'task_002', '--add', 'task_001']);
  expect(added).toMatchObject({
    task_id: 'task_002',
    dependency_type: 'all',
    dependencies: [{ id: 'task_001', status: 'pending', description: 'one' }],
  });
  expect(await project.json(['deps', 'task_002', '--add', 'task_001'])).toMatchObject({ already: true });
  await project.json(['deps', 'task_003', '--add', 'task_002']);
  expect((await project.json(['deps', 'task_001', '--dependents'])).dependents).toEqual([
    { id: 'task_002', status: 'blocked', description: 'two' },
  ]);
  const ring = await project.fails(['deps', 'task_001', '--add', 'task_003'], 'dependency_cycle', 4);
  expect(ring.data.path).toEqual(['task_001', 'task_003', 'task_002', 'task_001']);
  await project.json(['create', 'part', '--parent', 'task_001']);
  const above = await project.fails(['deps', 'task_001_01', '--add', 'task_001'], 'dependency_cycle', 4);
  expect(above.data.path).toEqual(['task_001_01', 'task_001', 'task_001_01']);
  await project.fails(['deps', 'task_001', '--add', 'task_002'], 'dependency_cycle', 4);
  await project.fails(['deps', 'task_001', '--add', 'task_009'], 'dependency_not_found', 3);
  await project.fails(['deps', 'task_001', '--add', 'task_001'], 'dependency_cycle', 4);
  const tree = await project.run(['deps', 'task_003', '--tree']);
  expect(tree.stdout.split('\n').map((line) => /task_\d+/.exec(line)?.[0])).toEqual([
    'task_003',
    'task_002',
    'task_001',
    undefined,
  ]);
  expect((await project.json(['deps', 'task_003', '--remove', 'task_002'])).dependencies).toEqual([]);
  expect((await project.json(['show', 'task_003'])).task.status).toBe('pending');
});
