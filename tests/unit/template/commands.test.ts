import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Deps } from '../../../src/app/deps.ts';
import type { Input } from '../../../src/cli/command.ts';
import { command } from '../../../src/cli/commands/template.ts';
import { styleFor } from '../../../src/cli/render/ansi.ts';
import { ok } from '../../../src/core/result.ts';
import type { Task } from '../../../src/core/task/task.ts';
import { randomIds } from '../../../src/host/ids.ts';
import { MemoryStore } from '../../../src/store/memory/memory-store.ts';
import { memoryApp } from '../../helpers/memory-app.ts';
import { templateFolder, templatesIn, templateText } from '../../helpers/template-folder.ts';

const plain = styleFor(false, Number.POSITIVE_INFINITY);

/** Runs `lra template <verb>` and shows its document and its text. */
async function run(deps: Deps, verb: string, args: Input['args'] = {}, options: Input['options'] = {}) {
  const context = { project: async () => deps } as never;
  const done = await command.subcommands![verb]!.run!(context, { args, options });
  if (!done.ok) return { failure: done.failure };
  const { json, text, failure } = done.value!;
  return { json, lines: text(plain).split('\n'), failure };
}

async function project(files: { readonly [name: string]: string } = {}) {
  const dir = templateFolder(files);
  const templates = await templatesIn(dir);
  const deps = memoryApp({ templates, store: new MemoryStore(templates.lifecycles, randomIds) });
  const file = (name: string) => join(dir, 'templates', `${name}.yaml`);
  return { deps, file };
}

/** Adds a task of a template, in a status. */
async function addTask(deps: Deps, id: string, template: string, status: string): Promise<void> {
  const at = new Date(0).toISOString();
  const head = { at, agent: 'ann', command: 'test' };
  const rest = { parent_id: null, dependencies: [], dependency_type: 'all', deadline: null, module: null };
  const task = {
    id,
    template,
    status,
    description: id,
    priority: 'P1',
    output_req: '8k',
    labels: [],
    version: 1,
  };
  await deps.store.transact(head, { kind: 'project' }, (tx) => {
    tx.draft.create({ ...rest, ...task, variables: {}, created_at: at, updated_at: at } as unknown as Task);
    return ok(null);
  });
}

test('list has a line for each template, also for one that cannot be used', async () => {
  const { deps } = await project({ bug: templateText('bug'), ant: 'name: ant\n' });
  const { json, lines } = await run(deps, 'list');
  expect((json!.templates as { name: string }[]).map(({ name }) => name)).toEqual(deps.templates.names());
  expect(lines).toContain('bug            project  open, busy, done  A kind of its own');
  expect(lines).toContain('ant            project  cannot be used');
  expect(lines).toContain(
    'task           builtin  pending, in_progress, completed  A piece of work of any kind',
  );
});

test('show gives the parsed template, its text, and where it is', async () => {
  const { deps, file } = await project({ bug: templateText('bug') });
  const { json, lines } = await run(deps, 'show', { name: 'bug' });
  expect(json).toMatchObject({
    template: { name: 'bug', version: '1.10', states: ['open', 'busy', 'done'], source: templateText('bug') },
    path: file('bug'),
  });
  expect(lines!.slice(0, 5)).toEqual([
    'bug 1.10  A kind of its own',
    file('bug'),
    '  open → busy',
    '  busy (when claimed) → open, done',
    '  done → finished',
  ]);
  expect(lines!.slice(6).join('\n')).toBe(templateText('bug').trimEnd());
  expect((await run(deps, 'show', { name: 'task' })).json).toMatchObject({ path: null });
  expect((await run(deps, 'show', { name: 'bugg' })).failure).toMatchObject({ code: 'template_not_found' });
});

test('what a template says never reaches a terminal raw', async () => {
  const hostile = templateText('bug').replace('A kind of its own', '"a \\e[31m kind"');
  const { deps } = await project({ bug: hostile });
  for (const verb of ['list', 'show']) {
    expect((await run(deps, verb, { name: 'bug' })).lines!.join('\n')).not.toContain('\u001b');
  }
});

test('create copies task, or what --from names', async () => {
  const { deps, file } = await project();
  expect((await run(deps, 'create', { name: 'bug' })).json).toMatchObject({
    template: { name: 'bug', states: ['pending', 'in_progress', 'completed'] },
    path: file('bug'),
  });
  const { json } = await run(deps, 'create', { name: 'etl' }, { from: 'data-pipeline' });
  expect(json).toMatchObject({ template: { name: 'etl', claim_state: 'running' } });
  expect((await run(deps, 'create', { name: 'etl' })).failure).toMatchObject({ code: 'template_exists' });
  expect((await run(deps, 'create', { name: '../x' })).failure).toMatchObject({ code: 'usage' });
});

test('delete takes a file away, unless a task uses it: only its template says that a task is finished', async () => {
  const { deps, file } = await project({ bug: templateText('bug'), free: templateText('free') });
  await addTask(deps, 'task_001', 'bug', 'open');
  await addTask(deps, 'task_002', 'bug', 'done');
  expect(await run(deps, 'delete', { name: 'bug' })).toEqual({
    failure: {
      code: 'has_dependents',
      message: '2 tasks use the template bug, 1 of them unfinished',
      hint: 'see them: lra list --template bug --limit 0',
      data: { name: 'bug', count: 2, unfinished: 1, tasks: ['task_001', 'task_002'] },
    },
  });
  expect(existsSync(file('bug'))).toBe(true);
  expect(await run(deps, 'delete', { name: 'free' })).toEqual({
    json: { template: 'free', path: file('free') },
    lines: ['free is deleted'],
    failure: undefined,
  });
  expect(existsSync(file('free'))).toBe(false);
  expect((await run(deps, 'delete', { name: 'free' })).failure).toMatchObject({ code: 'template_not_found' });
  await addTask(deps, 'task_003', 'task', 'pending');
  expect((await run(deps, 'delete', { name: 'task' })).failure).toMatchObject({ code: 'usage' });
});

test('validate lists what is wrong by file and line, and fails when anything is', async () => {
  const { deps, file } = await project({
    ant: templateText('ant'),
    bee: `${templateText('bee')}hooks: []\n`,
  });
  const sound = await run(deps, 'validate');
  expect(sound.failure).toBeUndefined();
  expect(sound.lines).toEqual(['ant: sound', `${file('bee')}:23: warning: unknown key "hooks"`]);
  writeFileSync(file('bug'), templateText('bug').replace('open: [busy]', 'open: [busy, gone]'));
  const wrong = await run(deps, 'validate');
  expect(wrong.failure).toMatchObject({
    code: 'invalid_template',
    message: 'bug cannot be used as it is',
    hint: 'correct the lines that are named',
    data: { names: ['bug'] },
  });
  expect(wrong.json).toMatchObject({
    templates: [
      { name: 'ant', findings: [] },
      { name: 'bee', findings: [{ severity: 'warning', line: 23 }] },
      { name: 'bug', path: file('bug'), findings: [{ severity: 'error', line: 15 }] },
    ],
  });
  expect((await run(deps, 'validate', { name: 'ant' })).lines).toEqual(['ant: sound']);
  expect((await run(deps, 'validate', { name: 'task' })).lines).toEqual(['task: sound']);
  expect((await run(deps, 'validate', { name: 'cow' })).failure).toMatchObject({
    code: 'template_not_found',
  });
  expect((await run((await project()).deps, 'validate')).lines).toEqual([
    'the project has no templates of its own',
  ]);
});
