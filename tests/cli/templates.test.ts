import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newProject } from '../helpers/cli-project.ts';

test('the built-in ones, one of the project, and what is wrong with it by file and line', async () => {
  const project = await newProject();
  const { templates } = await project.json(['template', 'list']);
  const byName = Object.fromEntries(templates.map((each: { name: string }) => [each.name, each]));
  expect(byName).toMatchObject({
    'code-module': { states: ['pending', 'in_progress', 'pending_test', 'test_failed', 'completed'] },
    'data-pipeline': { states: ['pending', 'running', 'failed', 'success'] },
    'doc-update': { states: ['pending', 'in_progress', 'completed'] },
    'novel-chapter': { states: ['drafting', 'revising', 'finalized'] },
    task: { states: ['pending', 'in_progress', 'completed'] },
  });

  const made = await project.json(['template', 'create', 'bug-fix', '--from', 'task']);
  expect(made.path).toMatch(/templates\/bug-fix\.yaml$/);
  await project.fails(['template', 'create', 'bug-fix'], 'template_exists', 4);
  await project.fails(['template', 'create', 'other', '--from', 'nope'], 'template_not_found', 3);
  expect((await project.json(['template', 'show', 'bug-fix'])).template).toBeDefined();
  expect((await project.json(['create', 'x', '--template', 'bug-fix'])).task.template).toBe('bug-fix');
  expect((await project.json(['template', 'validate'])).templates).toHaveLength(1);

  const path = join(project.folder, '.long-run-agent/templates/bug-fix.yaml');
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replace('in_progress: [completed]', 'in_progress: [done]'));
  const line = text.split('\n').findIndex((each) => each.includes('in_progress: [completed]')) + 1;
  const before = project.files();
  const error = await project.fails(['create', 'y', '--template', 'bug-fix'], 'invalid_template', 5);
  expect(JSON.stringify(error)).toMatch(new RegExp(`bug-fix.yaml.*${line}`));
  expect((await project.run(['template', 'validate', 'bug-fix'])).code).toBe(5);
  const { files } = { files: project.files() };
  expect(files).toEqual(before);
  writeFileSync(path, text);
  await project.json(['delete', 'task_001']);
  await project.json(['template', 'delete', 'bug-fix']);
  await project.fails(['template', 'show', 'bug-fix'], 'template_not_found', 3);
  await project.fails(['template', 'delete', 'task'], 'usage', 2);
});

test('a Chinese project: templates, settings and briefs', async () => {
  const project = await newProject('--lang', 'zh');
  await project.json(['create', '写第一章', '--template', 'novel-chapter']);
  await project.json(['create', '写解析器']);
  const { task } = await project.json(['show', 'task_002']);
  expect(task.brief).toMatch(/^# task_002：写解析器\n/);
  expect(task.brief).toMatch(/## \p{Script=Han}/u);
  expect((await project.json(['claim', 'task_001'])).task.status).toBe('drafting');
  expect((await project.json(['context'])).mine).toMatchObject([{ description: '写第一章' }]);
  expect((await project.json(['template', 'list'])).templates[0].description).toMatch(/\p{Script=Han}/u);
});

test('settings: an unknown key is a warning, a wrong value invalid_config with its place', async () => {
  const project = await newProject();
  const path = join(project.folder, '.long-run-agent/config.yaml');
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, `${text}\nshiny: true\n`);
  expect((await project.run(['list'])).stderr).toMatch(/^warning: .*shiny/);
  writeFileSync(path, text.replace(/default_priority: P1/, 'default_priority: high'));
  const error = await project.fails(['create', 'x'], 'invalid_config', 2);
  const line = text.split('\n').findIndex((each) => each.includes('default_priority:')) + 1;
  expect(`${error.message} ${JSON.stringify(error.data)}`).toMatch(new RegExp(`config.yaml.*${line}`));
  writeFileSync(path, text.replace(/default_priority: P1/, 'default_priority: P3'));
  expect((await project.json(['create', 'x'])).task.priority).toBe('P3');
});
