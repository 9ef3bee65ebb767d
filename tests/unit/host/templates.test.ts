import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { templateFolder, templatesIn, templateText } from '../../helpers/template-folder.ts';

const BUILTINS = ['code-module', 'data-pipeline', 'doc-update', 'novel-chapter', 'task'];

const bugFile = (dir: string) => join(dir, 'templates/bug.yaml');

describe('reading', () => {
  test('the built-in templates are there, in the language of the project', async () => {
    const english = await templatesIn(templateFolder());
    const chinese = await templatesIn(templateFolder(), 'zh');
    expect(english.names()).toEqual(BUILTINS);
    expect(await english.get('task')).toMatchObject({
      ok: true,
      value: { description: 'A piece of work of any kind' },
    });
    expect(await chinese.get('task')).toMatchObject({
      ok: true,
      value: { description: '任意类型的一项工作' },
    });
    expect(await chinese.source('task')).toMatchObject({
      value: { text: expect.stringContaining('验收'), path: null },
    });
    expect(await english.validate('task')).toEqual({ ok: true, value: { path: null, findings: [] } });
    expect(english.lifecycles('code-module')?.claim_state).toBe('in_progress');
    expect(english.lifecycles('nothing')).toBeUndefined();
  });

  test('a project without a templates folder has the built-in ones', async () => {
    const dir = templateFolder();
    rmSync(join(dir, 'templates'), { recursive: true });
    expect((await templatesIn(dir)).names()).toEqual(BUILTINS);
  });

  test("the project's own come first, and hide built-in ones of the same name", async () => {
    const dir = templateFolder({ bug: templateText('bug'), task: templateText('task') });
    const templates = await templatesIn(dir);
    expect(templates.names()).toEqual(['bug', ...BUILTINS].sort());
    expect(templates.lifecycles('task')?.states).toEqual(['open', 'busy', 'done']);
    expect(await templates.get('task')).toMatchObject({ value: { description: 'A kind of its own' } });
    const list = await templates.list();
    const infos = list.ok ? list.value : [];
    expect(infos.find(({ name }) => name === 'task')).toEqual({
      name: 'task',
      description: 'A kind of its own',
      version: '1.10',
      origin: 'project',
      valid: true,
      states: ['open', 'busy', 'done'],
    });
    expect(infos.filter(({ origin }) => origin === 'project').map(({ name }) => name)).toEqual([
      'bug',
      'task',
    ]);
    expect(await templates.source('bug')).toEqual({
      ok: true,
      value: { text: templateText('bug'), path: bugFile(dir) },
    });
  });

  test('a byte order mark is no part of a template', async () => {
    const templates = await templatesIn(templateFolder({ bug: `\ufeff${templateText('bug')}` }));
    expect(await templates.get('bug')).toMatchObject({ ok: true });
  });

  test.each([
    '../secret',
    '..',
    'a/b',
    '/etc/passwd',
    'Task',
    'a.b',
    '',
    'x'.repeat(65),
    '-x',
    'a\nb',
    '__proto__',
  ])('%j names no template, whatever is there', async (name) => {
    const dir = templateFolder();
    writeFileSync(join(dir, 'secret.yaml'), templateText('secret'));
    const templates = await templatesIn(dir);
    expect(templates.lifecycles(name)).toBeUndefined();
    for (const answer of [
      await templates.get(name),
      await templates.source(name),
      await templates.remove(name),
      await templates.validate(name),
      await templates.create('copy', name),
    ]) {
      expect(answer).toMatchObject({ failure: { code: 'template_not_found' } });
    }
    expect(existsSync(join(dir, 'secret.yaml'))).toBe(true);
  });

  test('an unknown name brings the nearest ones, and all there are', async () => {
    const templates = await templatesIn(templateFolder({ bug: templateText('bug') }));
    expect(await templates.get('code-moduel')).toEqual({
      ok: false,
      failure: {
        code: 'template_not_found',
        message: 'there is no template "code-moduel"',
        hint: 'did you mean code-module?',
        data: { name: 'code-moduel', nearest: ['code-module'], available: ['bug', ...BUILTINS].sort() },
      },
    });
    expect(await templates.get('zzzzzzzz')).toMatchObject({
      failure: { hint: 'see them all: lra template list' },
    });
  });
});

describe('a wrong file', () => {
  test('is invalid_template with file, line and reason; others work on', async () => {
    const dir = templateFolder({
      bug: templateText('bug').replace('    - done\n', '    - gone\n'),
      ant: templateText('ant'),
    });
    const templates = await templatesIn(dir);
    const reason = 'busy leads to "gone", which is not in states';
    const finding = { severity: 'error', message: reason, line: 18 };
    expect(await templates.get('bug')).toEqual({
      ok: false,
      failure: {
        code: 'invalid_template',
        message: `${bugFile(dir)}:18: ${reason}`,
        hint: 'see everything that is wrong with it: lra template validate bug',
        data: { name: 'bug', file: bugFile(dir), line: 18, reason, findings: [finding] },
      },
    });
    expect(await templates.validate('bug')).toEqual({
      ok: true,
      value: { path: bugFile(dir), findings: [finding] },
    });
    expect(templates.lifecycles('bug')).toBeUndefined();
    expect(templates.lifecycles('ant')).toBeDefined();
    const list = await templates.list();
    expect(list.ok && list.value.find(({ name }) => name === 'bug')).toMatchObject({
      valid: false,
      origin: 'project',
    });
  });

  test('hides the built-in one of its name: nothing quietly takes its place', async () => {
    const templates = await templatesIn(templateFolder({ task: 'name: task\n' }));
    expect(templates.lifecycles('task')).toBeUndefined();
    expect(await templates.get('task')).toMatchObject({ failure: { code: 'invalid_template' } });
  });

  test('whose brief alone is wrong makes no briefs, but its tasks can be finished', async () => {
    const dir = templateFolder({ bug: templateText('bug').replace('{{ title }}', '{{ title | }}') });
    for (const templates of [await templatesIn(dir), await templatesIn(dir)]) {
      expect(await templates.get('bug')).toMatchObject({
        failure: { code: 'invalid_template', data: { line: 6 } },
      });
      expect(templates.lifecycles('bug')?.states).toEqual(['open', 'busy', 'done']);
      const list = await templates.list();
      expect(list.ok && list.value.find(({ name }) => name === 'bug')).toMatchObject({ valid: false });
    }
  });

  test('with a warning only is used', async () => {
    const templates = await templatesIn(templateFolder({ bug: `${templateText('bug')}hooks: []\n` }));
    expect(await templates.get('bug')).toMatchObject({ ok: true });
    expect(await templates.validate('bug')).toMatchObject({
      value: { findings: [{ severity: 'warning', message: 'unknown key "hooks"', line: 23 }] },
    });
  });

  test('that is a link, or a folder, is io_error', async () => {
    const outside = templateFolder({ bug: templateText('bug') });
    const dir = templateFolder();
    symlinkSync(bugFile(outside), bugFile(dir));
    mkdirSync(join(dir, 'templates/task.yaml'));
    const templates = await templatesIn(dir);
    for (const name of ['bug', 'task']) {
      expect(templates.lifecycles(name)).toBeUndefined();
      expect(await templates.get(name)).toMatchObject({
        failure: { code: 'io_error', data: { path: join(dir, `templates/${name}.yaml`) } },
      });
    }
  });
});
