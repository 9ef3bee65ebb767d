import { expect, test } from 'vitest';
import { codeProject, SHOP } from '../helpers/shop.ts';

test('--plan prints the whole tree and creates nothing; --dry-run is the same', async () => {
  const project = await codeProject(SHOP);
  const planned = await project.json(['system-check', '--plan']);
  expect(planned.plan.parts.map(({ module, dependencies }: never) => [module, dependencies])).toEqual([
    ['user', []],
    ['money', ['user']],
    ['cart', ['money']],
    ['api', ['cart']],
  ]);
  expect(planned.cut).toEqual([{ from: 'user', to: 'money' }]);
  expect(await project.json(['system-check', '--apply', '--dry-run'])).toEqual(planned);
  expect((await project.json(['list'])).total).toBe(0);
  const text = await project.run(['system-check', '--plan']);
  expect(text.stdout).toContain('user imports money, which closes a ring');
  expect(text.stderr).toBe('next: lra system-check --apply\n');
});

test('--apply creates a parent and a task for each module in one transaction, ready to be claimed', async () => {
  const project = await codeProject(SHOP);
  const { parent, created, cut } = await project.json(['system-check', '--apply']);
  expect(parent).toMatchObject({ id: 'task_001', parent_id: null, labels: ['takeover'] });
  expect(created).toMatchObject([
    { id: 'task_001_01', parent_id: 'task_001', module: 'user', status: 'pending', dependencies: [] },
    { id: 'task_001_02', module: 'money', status: 'blocked', dependencies: ['task_001_01'] },
    { id: 'task_001_03', module: 'cart', dependencies: ['task_001_02'] },
    { id: 'task_001_04', module: 'api', dependencies: ['task_001_03'] },
  ]);
  expect(cut).toHaveLength(1);
  expect((await project.json(['log', '--limit', '0'])).entries).toHaveLength(1);
  expect((await project.json(['list', '--limit', '0'])).total).toBe(5);
  expect((await project.json(['claim', '--next'])).task.id).toBe('task_001_01');
  expect((await project.json(['doctor'])).findings).toEqual([]);
});

test('a second --apply finds the first, until that is finished', async () => {
  const project = await codeProject({
    'src/a/README.md': '# a\n',
    'src/a/a.ts': '/** A. */\nexport function a() {}\n',
  });
  await project.json(['system-check', '--apply']);
  const again = await project.json(['system-check', '--apply']);
  expect(again).toMatchObject({ already: true, parent: { id: 'task_001' }, created: [] });
  expect((await project.json(['list', '--limit', '0'])).total).toBe(2);

  for (const id of ['task_001_01', 'task_001']) {
    await project.json(['set', id, 'in_progress']);
    await project.json(['set', id, 'completed']);
  }
  expect((await project.json(['system-check', '--apply'])).parent.id).toBe('task_002');
});

test("a label that somebody gave a task of their own is no tree of --apply's", async () => {
  const project = await codeProject({
    'src/a/README.md': '# a\n',
    'src/a/a.ts': '/** A. */\nexport function a() {}\n',
  });
  await project.json(['create', 'Take over the shop', '--label', 'takeover']);
  const applied = await project.json(['system-check', '--apply']);
  expect(applied).toMatchObject({
    parent: { id: 'task_002', variables: { made_by: 'system-check' } },
    created: [{ id: 'task_002_01' }],
  });
  expect(await project.json(['system-check', '--apply'])).toMatchObject({
    already: true,
    parent: { id: 'task_002' },
  });
});

test('in incremental mode both are refused, and without code there is nothing to plan', async () => {
  const bare = await codeProject({ 'src/a/a.py': 'def f():\n    return 1\n' }, ['wip']);
  for (const flag of ['--plan', '--apply']) {
    const error = await bare.fails(['system-check', flag], 'incremental_mode', 4);
    expect(error.hint).toContain('--module <name>');
  }
  const empty = await codeProject({}, []);
  await empty.fails(['system-check', '--apply'], 'module_not_found', 3);
  for (const project of [bare, empty]) expect((await project.json(['list'])).total).toBe(0);
});
