import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type CliProject, newProject } from '../helpers/cli-project.ts';
import { writeFiles } from '../helpers/temp-folder.ts';

function write(project: CliProject, path: string, text: string): void {
  writeFiles(project.folder, { [path]: text });
}

/** Code that nobody could take over whole: no function of it is documented, nor is a module. */
function writeCode(project: CliProject): void {
  for (const module of ['payments', 'orders']) {
    write(project, `src/${module}/main.py`, 'def run():\n    return 1\n');
  }
}

test('a task on a module comes with its documentation task, which waits for it like any other', async () => {
  const project = await newProject();
  const ran = await project.run(['create', '支付模块开发', '--priority', 'P0']);
  expect(ran.code).toBe(0);
  expect(ran.stdout).toMatch(
    /^task_001 created .*\ndoc_update_001 documents it.*更新支付模块 README \+ 接口文档/,
  );
  expect(ran.stderr).toMatch(/^checked the code before the first task: 0 source files, full mode$/m);
  const { tasks } = await project.json(['list', '--status', 'blocked']);
  expect(tasks).toMatchObject([{ id: 'doc_update_001', priority: 'P0', dependencies: ['task_001'] }]);
  await project.json(['set', 'task_001', 'in_progress']);
  const { unblocked } = await project.json(['set', 'task_001', 'completed']);
  expect(unblocked).toEqual(['doc_update_001']);
  expect((await project.json(['context'])).can_take).toMatchObject([{ id: 'doc_update_001' }]);
  expect(await project.json(['status'])).toMatchObject({
    done: false,
    documentation: [{ id: 'doc_update_001' }],
  });
  await project.fails(['delete', 'doc_update_001'], 'invalid_transition', 4);
  expect((await project.json(['claim', '--next'])).task.id).toBe('doc_update_001');
  await project.json(['set', 'doc_update_001', 'completed']);
  expect((await project.json(['status'])).done).toBe(true);
});

test('its brief lists the documents of the module that are there and those that are missing', async () => {
  const project = await newProject();
  writeCode(project);
  write(project, 'docs/payments.md', '# Payments\n');
  await project.json(['create', 'Add refunds', '--module', 'payments']);
  const brief = readFileSync(join(project.folder, '.long-run-agent/tasks/doc_update_001.md'), 'utf8');
  expect(brief).toMatch(/are there:\n- docs\/payments\.md\n\n.*missing:\n- src\/payments\/README\.md\n/);
});

test('the first task has the code checked; in incremental mode a task concerns a module', async () => {
  const project = await newProject();
  writeCode(project);
  const first = await project.run(['create', 'Improve the paymants']);
  expect(first.code).toBe(4);
  expect(first.stderr).toMatch(/^checked the code .*: 2 source files in 2 modules, incremental mode \(/m);
  expect(first.stderr).toMatch(/did you mean payments/);
  const { data } = await project.fails(['create', 'Improve it'], 'incremental_mode', 4);
  expect(data.modules.toSorted()).toEqual(['orders', 'payments']);
  await project.json(['create', 'Improve the payments']);
  await project.json(['create', 'Part of it', '--parent', 'task_001']);
  const { task } = await project.json(['create', 'Improve it', '--force']);
  const { entries } = await project.json(['log', task.id]);
  expect(entries).toMatchObject([{ command: 'create', forced: true }]);
  const near = await project.run(['create', 'Improve it', '--module', 'order']);
  expect(near.stderr).toMatch(/^warning: .*did you mean orders\?/m);
});

test('soft enforcement suggests on stderr, and creates nothing', async () => {
  const project = await newProject();
  write(project, '.long-run-agent/config.yaml', 'system_check:\n  doc_enforcement: soft\n');
  const { stdout, stderr } = await project.run(['create', 'Write the search module']);
  expect(stdout).not.toContain('doc_update');
  expect(stderr).toMatch(/^hint: .*--template doc-update --module "search"/m);
  const { suggestion, doc_task } = await project.json(['create', 'Fix the search module']);
  expect(doc_task).toBeNull();
  expect(suggestion).toMatchObject({ kind: 'documentation', template: 'doc-update', module: 'search' });
  await project.json(['delete', 'task_001']);
});

test('that the report of the first check cannot be kept is told, and the task is created', async () => {
  const project = await newProject();
  write(project, '.long-run-agent/reports', 'no folder');
  const { code, stderr } = await project.run(['create', 'do it']);
  expect(code).toBe(0);
  expect(stderr).toMatch(/^warning: the report was not kept, so it decides no mode: cannot make /m);
  expect(stderr).toMatch(/^checked the code before the first task: /m);
});

test('a wrong value of doc_enforcement is a fault of the settings', async () => {
  const project = await newProject();
  write(project, '.long-run-agent/config.yaml', 'system_check:\n  doc_enforcement: stern\n');
  const { message } = await project.fails(['create', 'do it'], 'invalid_config', 2);
  expect(message).toContain('doc_enforcement');
});
