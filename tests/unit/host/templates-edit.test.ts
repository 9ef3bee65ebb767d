import { existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { templateFolder, templatesIn, templateText } from '../../helpers/template-folder.ts';

const BUILTINS = ['code-module', 'data-pipeline', 'doc-update', 'novel-chapter', 'task'];

const bugFile = (dir: string) => join(dir, 'templates/bug.yaml');

test('a copy has the new name, and all else of its source, comments and line ends included', async () => {
  const source = `# mine\r\n${templateText('bug').replace('name: bug', "name: 'bug'   # so be it").replaceAll('\n', '\r\n')}`;
  const dir = templateFolder({ bug: source });
  const templates = await templatesIn(dir);
  const path = join(dir, 'templates/null.yaml');
  expect(await templates.create('null', 'bug')).toEqual({ ok: true, value: { path } });
  expect(readFileSync(path, 'utf8')).toBe(source.replace("'bug'", '"null"'));
  expect(await templates.get('null')).toMatchObject({ ok: true, value: { name: 'null' } });
  expect(templates.lifecycles('null')).toBeDefined();
});

test.each(BUILTINS)('%s can be copied in both languages', async (name) => {
  for (const lang of ['en', 'zh'] as const) {
    const templates = await templatesIn(templateFolder(), lang);
    expect(await templates.create('copy', name)).toMatchObject({ ok: true });
    expect(await templates.validate('copy')).toMatchObject({ value: { findings: [] } });
    expect((await templates.get('copy')).ok).toBe(true);
  }
});

test('nothing is written over another template, its own or a built-in one', async () => {
  const dir = templateFolder({ bug: 'mine' });
  const templates = await templatesIn(dir);
  for (const name of ['bug', 'task']) {
    expect(await templates.create(name, 'task')).toMatchObject({ failure: { code: 'template_exists' } });
  }
  expect(readFileSync(bugFile(dir), 'utf8')).toBe('mine');
  expect(existsSync(join(dir, 'templates/task.yaml'))).toBe(false);
});

test.each(['../x', 'Bug', 'a b', '', 'x'.repeat(65), 'a/b'])('%j is no name for one: usage', async (name) => {
  const dir = templateFolder();
  expect(await (await templatesIn(dir)).create(name, 'task')).toMatchObject({
    failure: { code: 'usage' },
  });
  expect(existsSync(join(dir, 'x.yaml'))).toBe(false);
});

test('what cannot be used cannot be copied', async () => {
  const templates = await templatesIn(templateFolder({ bug: 'name: bug\n' }));
  expect(await templates.create('copy', 'bug')).toMatchObject({ failure: { code: 'invalid_template' } });
  expect(await templates.create('copy', 'taks')).toMatchObject({ failure: { code: 'template_not_found' } });
});

test('only files of the project are deleted; a hidden built-in one is back then', async () => {
  const dir = templateFolder({ task: templateText('task'), bug: 'broken' });
  const templates = await templatesIn(dir);
  expect(await templates.remove('bug')).toEqual({ ok: true, value: { path: bugFile(dir) } });
  expect(await templates.remove('task')).toMatchObject({ ok: true });
  expect(templates.lifecycles('task')?.states).toEqual(['pending', 'in_progress', 'completed']);
  expect(await templates.remove('task')).toMatchObject({ failure: { code: 'usage' } });
  expect(await templates.remove('bug')).toMatchObject({ failure: { code: 'template_not_found' } });
});

test('where the folder was replaced by a link, nothing is written or deleted', async () => {
  const outside = templateFolder({ bug: templateText('bug') });
  const dir = templateFolder();
  rmSync(join(dir, 'templates'), { recursive: true });
  symlinkSync(join(outside, 'templates'), join(dir, 'templates'));
  const templates = await templatesIn(dir);
  expect(await templates.create('copy', 'task')).toMatchObject({ failure: { code: 'io_error' } });
  expect(await templates.remove('bug')).toMatchObject({ failure: { code: 'io_error' } });
  expect(existsSync(bugFile(outside))).toBe(true);
  expect(existsSync(join(outside, 'templates/copy.yaml'))).toBe(false);
});

test('a folder that was never made is made', async () => {
  const dir = templateFolder();
  renameSync(join(dir, 'templates'), join(dir, 'elsewhere'));
  expect(await (await templatesIn(dir)).create('copy', 'task')).toMatchObject({ ok: true });
});
