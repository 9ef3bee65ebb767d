import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { type CliProject, newProject } from '../helpers/cli-project.ts';
import { temporaryFolder } from '../helpers/run-lra.ts';
import { git } from '../helpers/temp-folder.ts';

let project: CliProject;

beforeEach(async () => {
  project = await newProject();
});

/** 120 tasks, the last ten of them finished. */
async function many(): Promise<void> {
  const lines = Array.from({ length: 120 }, (_, i) => ({
    id: `bd-${i}`,
    title: `item ${i}`,
    status: i < 110 ? 'open' : 'closed',
    priority: i % 4,
    issue_type: 'task',
  }));
  const stdin = lines.map((line) => JSON.stringify(line)).join('\n');
  await project.json(['import', '-', '--from', 'beads'], { stdin });
}

/** The ids of tasks in JSON. */
function ids(tasks: readonly { readonly id: string }[]): readonly string[] {
  return tasks.map(({ id }) => id);
}

test('list: a cut one says so, the order is numeric, the filters hold', async () => {
  await many();
  const cut = await project.json(['list']);
  expect(cut).toMatchObject({ total: 120, returned: 50, truncated: true });
  expect(Object.keys(cut)).toEqual(['tasks', 'total', 'returned', 'truncated']);
  expect((await project.run(['list'])).stdout).toMatch(/1 to 50 of 120.*--limit 0/);
  const all = await project.json(['list', '--limit', '0']);
  expect(all).toMatchObject({ total: 120, returned: 120, truncated: false });
  expect(ids(all.tasks).slice(98, 101)).toEqual(['task_099', 'task_100', 'task_101']);
  const page = await project.json(['list', '--offset', '118', '--limit', '5']);
  expect(page).toMatchObject({ returned: 2, total: 120 });
  const some = await project.json([
    'list',
    '--status',
    'completed',
    '--status',
    'blocked',
    '--priority',
    'P3',
  ]);
  expect(ids(some.tasks)).toEqual(['task_112', 'task_116', 'task_120']);
  const compact = await project.json(['list', '--compact', '--limit', '1']);
  expect(Object.keys(compact.tasks[0])).toEqual(['id', 'status', 'priority', 'output_req', 'description']);
});

test('list --ready, --mine, --parent, --label, --template; search', async () => {
  await project.json(['create', 'Write the Parser', '--label', 'l']);
  await project.json(['create', 'test it', '--dependencies', 'task_001', '--template', 'code-module']);
  await project.json(['create', 'part', '--parent', 'task_001', '--priority', 'P3']);
  const found = async (...args: string[]) => ids((await project.json(args)).tasks);
  expect(await found('list', '--ready')).toEqual(['task_001_01']);
  expect(await found('list', '--parent', 'task_001')).toEqual(['task_001_01']);
  expect(await found('list', '--label', 'l')).toEqual(['task_001']);
  expect(await found('list', '--template', 'code-module')).toEqual(['task_002']);
  expect(await found('list', '--mine')).toEqual([]);
  await project.json(['claim', 'task_001_01']);
  expect(await found('list', '--mine')).toEqual(['task_001_01']);
  expect(await found('list', '--ready')).toEqual([]);
  expect(await found('search', 'pARSER')).toEqual(['task_001']);
  expect(await found('search', 'TASK_001')).toEqual(expect.arrayContaining(['task_001', 'task_001_01']));
  expect(await found('search', 'parser', '--status', 'blocked')).toEqual([]);
  writeFileSync(
    join(project.folder, '.long-run-agent/tasks/task_002.md'),
    '# task_002\n\nNEEDLE in a brief\n',
  );
  expect(await found('search', 'needle')).toEqual(['task_002']);
  expect(await project.json(['search', 'nothing of the sort'])).toMatchObject({
    total: 0,
    returned: 0,
    truncated: false,
  });
  await project.fails(['list', '--template', 'nope'], 'template_not_found', 3);
  await project.fails(['list', '--parent', 'task_009'], 'not_found', 3);
});

test('why, context and claim agree', async () => {
  await project.json(['create', 'one']);
  await project.json(['create', 'two', '--dependencies', 'task_001', '--priority', 'P0']);
  await project.json(['create', 'below', '--parent', 'task_002']);
  expect(await project.json(['why', 'task_001'])).toEqual({ task_id: 'task_001', ready: true, reasons: [] });
  await project.as('bob').json(['claim', 'task_001']);
  const codes = async (id: string) => {
    const { ready, reasons } = await project.json(['why', id]);
    expect(ready).toBe(false);
    return reasons.map(({ code }: { code: string }) => code);
  };
  expect(await codes('task_001')).toEqual(['already_claimed']);
  expect(await codes('task_002')).toEqual(['task_blocked', 'children_unfinished']);
  expect(await codes('task_002_01')).toEqual(['task_blocked']);
  const [reason] = (await project.json(['why', 'task_002'])).reasons;
  expect(reason.waiting_for).toMatchObject([{ id: 'task_001', status: 'in_progress', holder: 'bob' }]);
  const text = (await project.run(['why', 'task_002_01'])).stdout;
  expect(text).toContain('task_002');
  await project.fails(['why', 'task_009'], 'not_found', 3);
});

test('context: its keys, its offer and its bound', async () => {
  await many();
  await project.json(['create', 'huge', '--output-req', '64k', '--priority', 'P0']);
  const context = await project.json(['context', '--output-limit', '16k', '--budget', '600']);
  expect(Object.keys(context)).toEqual([
    ...['project', 'output_limit', 'stats', 'mine', 'can_take', 'needs_split', 'in_progress', 'blocked'],
    ...['resumable', 'notifications', 'next', 'omitted', 'tokens'],
  ]);
  expect(context).toMatchObject({ project: 'shop', output_limit: '16k', stats: { total: 121 } });
  expect(context.needs_split).toMatchObject([{ id: 'task_121', output_req: '64k' }]);
  expect(context.next.task_id).toBe(context.can_take[0].id);
  expect(context.omitted.can_take).toBe(110 - context.can_take.length);
  expect(context.tokens).toBeLessThanOrEqual(600);
  expect((await project.run(['context', '--budget', '300'])).stdout).toMatch(/^next: lra claim task_001$/m);
  await project.fails(['context', '--budget', '299'], 'usage', 2);
  await project.fails(['context', '--output-limit', 'much'], 'usage', 2);
});

test('status and graph', async () => {
  await project.json(['create', 'one']);
  await project.json([
    'create',
    'two "quoted" <b>',
    '--dependencies',
    'task_001',
    '--deadline',
    '2020-01-01',
  ]);
  await project.json(['create', 'part', '--parent', 'task_001']);
  await project.json(['claim', 'task_001_01']);
  const status = await project.json(['status']);
  expect(status).toMatchObject({ project: 'shop', stats: { total: 3 }, late: [{ id: 'task_002' }] });
  expect((await project.run(['status'])).stdout).toMatch(/task_001_01.*ann/);
  expect(await project.json(['graph'])).toMatchObject({
    edges: expect.arrayContaining([
      { from: 'task_001', to: 'task_002', type: 'dependency' },
      { from: 'task_001', to: 'task_001_01', type: 'parent' },
    ]),
  });
  expect((await project.run(['graph'])).stdout).toMatch(/^task_001 .*\n└─ task_001_01 .*\ntask_002 /);
  const mermaid = (await project.run(['graph', 'task_001', '--format', 'mermaid'])).stdout;
  expect(mermaid).toMatch(/^flowchart /);
  expect(mermaid).not.toContain('<b>');
  const dot = (await project.run(['graph', '--format', 'dot'])).stdout;
  expect(dot).toMatch(/^digraph tasks \{\n/);
  expect(dot).toContain('two \\"quoted\\"');
  await project.fails(['graph', '--format', 'svg'], 'usage', 2);
  await project.fails(['graph', 'task_009'], 'not_found', 3);
});

test('what only looks changes nothing', async () => {
  await project.json(['create', 'one']);
  await project.json(['create', 'two', '--dependencies', 'task_001']);
  await project.json(['claim', 'task_001']);
  const before = project.files();
  const looks = [
    ...['context', 'list', 'status', 'log', 'graph', 'doctor', 'export', 'split task_001'],
    ...['show task_001 --include-records', 'search one', 'why task_002', 'deps task_002 --tree'],
    ...['resume task_001', 'template list', 'template show task', 'template validate', 'claim task_002'],
  ];
  for (const look of looks) await project.run([...look.split(' '), '--json']);
  expect(project.files()).toEqual(before);
});

describe('the root', () => {
  test('is found from a folder below, from a linked worktree, and where LRA_DIR says', async () => {
    const { folder } = project;
    git(folder, 'init', '--quiet', '--initial-branch', 'main');
    git(folder, 'add', '--all');
    git(folder, 'commit', '--quiet', '--message', 'one');
    await project.json(['create', 'one']);
    mkdirSync(join(folder, 'src/deep'), { recursive: true });
    const below = await project.json(['list'], { cwd: join(folder, 'src/deep') });
    expect(below.total).toBe(1);

    const tree = join(temporaryFolder(), 'tree');
    git(folder, 'worktree', 'add', '--quiet', tree);
    await project.as('bob').json(['claim', 'task_001'], { cwd: tree });
    await project.fails(['claim', 'task_001'], 'already_claimed', 4);
    expect(execFileSync('git', ['status', '--porcelain'], { cwd: tree, encoding: 'utf8' })).toBe('');

    const elsewhere = temporaryFolder();
    expect((await project.json(['list'], { cwd: elsewhere, env: { LRA_DIR: folder } })).total).toBe(1);
    await project.fails(['list'], 'not_initialized', 3, { cwd: elsewhere });
    await project.fails(['list', '-C', join(elsewhere, 'gone')], 'not_initialized', 3);
  });
});
