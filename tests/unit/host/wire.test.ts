import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { initProject } from '../../../src/app/init-project.ts';
import type { Asker } from '../../../src/core/lease/lease.ts';
import { initDeps, openDeps } from '../../../src/wire.ts';
import { git, repository, tempFolder, writeFiles } from '../../helpers/temp-folder.ts';
import { buildTemplates, templateText } from '../../helpers/template-folder.ts';

const shipped = vi.hoisted(() => ({ root: '' }));
vi.mock('../../../src/host/package-root.ts', () => ({ packageRoot: () => shipped.root }));

const asker: Asker = { agent: 'ann', isFallback: false, session: null, token: null };

/** A project in a folder, and a package as a build leaves it, so that these tests need none. */
async function initialized(folder = tempFolder(), lang = 'en'): Promise<string> {
  shipped.root = tempFolder();
  mkdirSync(join(shipped.root, 'dist'));
  buildTemplates(join(shipped.root, 'dist/templates.json'));
  const deps = await initDeps(folder);
  if (!deps.ok) throw new Error(deps.failure.message);
  const done = await initProject(deps.value, { name: 'demo', lang });
  if (!done.ok) throw new Error(done.failure.message);
  return folder;
}

async function opened(startDir: string) {
  const open = await openDeps({ startDir, asker });
  if (!open.ok) throw new Error(open.failure.message);
  return open.value;
}

test('an open project has everything that a use-case needs', async () => {
  const folder = await initialized();
  mkdirSync(join(folder, 'src'));
  const { deps, warnings } = await opened(join(folder, 'src'));
  expect(warnings).toEqual([]);
  expect(deps).toMatchObject({ project: { name: 'demo' }, settings: { lang: 'en' }, asker });
  expect(await deps.store.read({ kind: 'project' }, (view) => view.graph.size)).toEqual({
    ok: true,
    value: 0,
  });
  expect((await deps.templates.get('task')).ok).toBe(true);
  expect((await deps.renderer()).render('{{ 1 + 1 }}', {})).toEqual({ ok: true, value: '2' });
  expect(deps.git.head()).toBeNull();
  expect(deps.clock.now()).toBeGreaterThan(Date.parse('2026-01-01'));
  await deps.store.close();
});

test('the settings decide the language; odd ones come as warnings', async () => {
  const folder = await initialized(undefined, 'zh');
  const { deps } = await opened(folder);
  expect(await deps.templates.get('task')).toMatchObject({ value: { description: '任意类型的一项工作' } });
  writeFileSync(join(folder, '.long-run-agent/config.yaml'), 'langs: zh\n');
  const { warnings } = await opened(folder);
  expect(warnings).toEqual([expect.stringContaining('unknown setting "langs"')]);
});

test.each([
  ['config.yaml', 'lang: fr\n', 'invalid_config'],
  ['config.json', '{', 'corrupt_state'],
  ['config.json', '{"schema_version": 9}', 'corrupt_state'],
])('a wrong %s (%j) is %s', async (file, text, code) => {
  const folder = await initialized();
  writeFileSync(join(folder, '.long-run-agent', file), text);
  expect(await openDeps({ startDir: folder, asker })).toMatchObject({ ok: false, failure: { code } });
});

test('a project that init did not finish is not_initialized', async () => {
  const folder = await initialized();
  rmSync(join(folder, '.long-run-agent/config.json'));
  expect(await openDeps({ startDir: folder, asker })).toMatchObject({
    failure: { code: 'not_initialized', hint: expect.stringMatching(/branch.*lra init/) },
  });
});

test('a wrong template hinders no command that does not use it', async () => {
  const folder = await initialized();
  writeFiles(folder, { '.long-run-agent/templates/bug.yaml': templateText('ant') });
  const { deps } = await opened(folder);
  expect((await deps.templates.get('task')).ok).toBe(true);
  expect(await deps.templates.get('bug')).toMatchObject({ failure: { code: 'invalid_template' } });
});

test('agents in several worktrees share one project, each with the head of its own', async () => {
  const main = await initialized(repository());
  const linked = join(tempFolder(), 'linked');
  git(main, 'worktree', 'add', '--quiet', linked, '-b', 'other');
  git(linked, 'commit', '--quiet', '--allow-empty', '--message', 'two');
  const [here, there] = [await opened(main), await opened(linked)];
  expect(there.deps.project).toEqual(here.deps.project);
  expect(there.deps.git.head()).not.toBe(here.deps.git.head());
});
