import { execFile } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { initProject } from '../../../src/app/init-project.ts';
import { readProject } from '../../../src/host/project-info.ts';
import { readSettings } from '../../../src/host/settings.ts';
import { initDeps } from '../../../src/wire.ts';
import { git, repository, tempFolder, writeFiles } from '../../helpers/temp-folder.ts';

async function init(startDir: string, request: { name?: string; lang?: string } = {}) {
  const deps = await initDeps(startDir);
  return deps.ok ? initProject(deps.value, request) : deps;
}

/** Every file below a folder, with its text. */
function filesIn(folder: string): { [path: string]: string } {
  const files: { [path: string]: string } = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) files[path.slice(folder.length + 1)] = readFileSync(path, 'utf8');
  }
  return files;
}

test('init makes a whole project, named after its folder', async () => {
  const folder = join(tempFolder(), 'shop');
  mkdirSync(folder);
  const done = await init(folder);
  const path = join(folder, '.long-run-agent');
  expect(done).toMatchObject({
    ok: true,
    value: { created: true, path, warnings: [], project: 'shop' },
  });
  expect(readProject(path)).toMatchObject({
    ok: true,
    value: { name: 'shop', project_id: done.ok && done.value.project_id },
  });
  expect(await readSettings(path)).toMatchObject({ value: { settings: { lang: 'en' }, warnings: [] } });
  expect(readdirSync(path).sort()).toEqual(
    [
      '.gitignore',
      'config.json',
      'config.yaml',
      'journal',
      'records',
      'task_list.json',
      'tasks',
      'templates',
    ].sort(),
  );
  expect(readFileSync(join(path, '.gitignore'), 'utf8').split('\n')).toContain('*.orig');
  expect(readFileSync(join(path, 'task_list.json'), 'utf8')).toBe(
    '{"schema_version":1,"counters":{},"tasks":[\n]}\n',
  );
});

test('a name and a language can be chosen', async () => {
  const folder = tempFolder();
  expect(await init(folder, { name: '书店 🏪', lang: 'zh' })).toMatchObject({
    value: { project: '书店 🏪' },
  });
  expect(await readSettings(join(folder, '.long-run-agent'))).toMatchObject({
    value: { settings: { lang: 'zh' } },
  });
});

test('a second init finds the project and changes nothing', async () => {
  const folder = tempFolder();
  const first = await init(folder, { name: 'one' });
  const before = filesIn(folder);
  const second = await init(folder, { name: 'two', lang: 'zh' });
  expect(second).toMatchObject({ ok: true, value: { created: false, already: true, project: 'one' } });
  expect(second.ok && second.value.project_id).toBe(first.ok && first.value.project_id);
  expect(filesIn(folder)).toEqual(before);
});

test.each([[''], ['  '], ['a\nb'], ['\u001b[31mred'], ['a\u0000'], ['\u202eevil'], ['x'.repeat(201)]])(
  'the name %j is refused, and leaves nothing behind',
  async (name) => {
    const folder = tempFolder();
    expect(await init(folder, { name })).toMatchObject({ failure: { code: 'usage' } });
    expect(readdirSync(folder)).toEqual([]);
  },
);

test('an unknown language is refused, and leaves nothing behind', async () => {
  const folder = tempFolder();
  const refused = await init(folder, { lang: 'fr' });
  expect(refused).toMatchObject({
    failure: { code: 'usage', message: 'the language is one of en, zh, not "fr"' },
  });
  expect(readdirSync(folder)).toEqual([]);
});

test('the name of an odd folder is made fit', async () => {
  const folder = join(tempFolder(), 'a\nb\u001b');
  mkdirSync(folder);
  expect(await init(folder)).toMatchObject({ value: { project: 'a_b_' } });
});

test('an init that was interrupted after any of its steps is completed by the next, which keeps what is there', async () => {
  const whole = tempFolder();
  await init(whole);
  const steps = Object.entries(filesIn(whole)).filter(([path]) => !path.endsWith('config.json'));
  for (let made = 0; made <= steps.length; made++) {
    const folder = tempFolder();
    mkdirSync(join(folder, '.long-run-agent'));
    writeFiles(
      folder,
      Object.fromEntries(steps.slice(0, made).map(([path, text]) => [path, `${text}# mine\n`])),
    );
    expect(await init(folder)).toMatchObject({ ok: true, value: { created: true } });
    const files = filesIn(folder);
    expect(Object.keys(files).sort()).toEqual(Object.keys(filesIn(whole)).sort());
    for (const [path, text] of steps.slice(0, made)) expect(files[path]).toBe(`${text}# mine\n`);
  }
});

test('a damaged config.json is an error, never replaced', async () => {
  const folder = tempFolder();
  writeFiles(folder, { '.long-run-agent/config.json': '{"name": "mine"' });
  expect(await init(folder)).toMatchObject({ failure: { code: 'corrupt_state', data: { line: 1 } } });
  expect(filesIn(folder)).toEqual({ '.long-run-agent/config.json': '{"name": "mine"' });
});

test('what cannot be written is io_error with the path, and no draft stays behind', async () => {
  const blocked = tempFolder();
  writeFileSync(join(blocked, '.long-run-agent'), 'a file');
  expect(await init(blocked)).toMatchObject({
    failure: {
      code: 'io_error',
      data: { path: join(blocked, '.long-run-agent/config.json'), reason: 'ENOTDIR' },
    },
  });
  const linked = tempFolder();
  writeFiles(linked, { '.long-run-agent/x': '' });
  symlinkSync('/etc/hostname', join(linked, '.long-run-agent/config.json'));
  expect(await init(linked)).toMatchObject({ failure: { code: 'io_error' } });
  expect(Object.keys(filesIn(linked))).toEqual(['.long-run-agent/x']);
});

test.skipIf(process.getuid?.() === 0)('a read-only folder is io_error', async () => {
  const folder = tempFolder();
  chmodSync(folder, 0o500);
  expect(await init(folder)).toMatchObject({ failure: { code: 'io_error' } });
});

test('git keeps what belongs to the repository, and not what belongs to the clone', async () => {
  const folder = repository();
  await init(folder);
  const local = [
    'locks.json',
    'journal/000.json',
    'reports/r.json',
    'jobs/j.json',
    'events.jsonl',
    'x.json.tmp',
  ];
  const shared = ['tasks/task_001.md', 'records/task_001.json', 'templates/bug.yaml', 'task_list.json'];
  for (const path of [...local, ...shared]) writeFiles(folder, { [`.long-run-agent/${path}`]: 'x' });
  git(folder, 'add', '--all');
  const tracked = git(folder, 'ls-files', '.long-run-agent').trim().split('\n').sort();
  const expected = ['.gitignore', 'config.json', 'config.yaml', ...shared];
  expect(tracked).toEqual(expected.map((path) => `.long-run-agent/${path}`).sort());
});

test('in a linked worktree the project is made in the main one, and the answer says so', async () => {
  const main = repository();
  const linked = join(tempFolder(), 'linked');
  git(main, 'worktree', 'add', '--quiet', linked, '-b', 'other');
  expect(await init(linked)).toMatchObject({
    value: {
      created: true,
      path: join(main, '.long-run-agent'),
      warnings: [`this is a linked git worktree; the project is in the main one, ${main}`],
    },
  });
  expect(existsSync(join(linked, '.long-run-agent'))).toBe(false);
});

test('a project inside another one is made, and the answer says that it hides the outer', async () => {
  const folder = tempFolder();
  await init(folder);
  mkdirSync(join(folder, 'sub'));
  const done = await init(join(folder, 'sub'));
  expect(done).toMatchObject({ value: { created: true, path: join(folder, 'sub/.long-run-agent') } });
  expect(done.ok && done.value.warnings.join()).toContain(join(folder, '.long-run-agent'));
});

test('inside of a project folder nothing is made: the project around it is found', async () => {
  const folder = tempFolder();
  const path = join(folder, '.long-run-agent');
  await init(folder);
  for (const inside of [path, join(path, 'templates')])
    expect(await init(inside)).toMatchObject({ value: { created: false, already: true, path } });
});

test('of many processes that init at once, one makes the project and all agree on it', async () => {
  const scripts = tempFolder();
  const script = join(scripts, 'init.mjs');
  const entry = `
    import { initProject } from './src/app/init-project.ts';
    import { initDeps } from './src/wire.ts';
    const [folder, at] = process.argv.slice(2);
    while (Date.now() < Number(at));
    const deps = await initDeps(folder);
    const done = await initProject(deps.value, { name: 'p' + process.pid });
    console.log(JSON.stringify(done));`;
  await build({
    stdin: { contents: entry, resolveDir: process.cwd(), loader: 'ts' },
    outfile: script,
    bundle: true,
    format: 'esm',
    platform: 'node',
    external: ['yaml', 'nunjucks', 'simple-git', 'proper-lockfile'],
  });
  for (let round = 0; round < 3; round++) {
    const folder = tempFolder();
    const at = String(Date.now() + 700);
    const runs = Array.from({ length: 8 }, () => promisify(execFile)(process.execPath, [script, folder, at]));
    const answers = (await Promise.all(runs)).map(({ stdout }) => JSON.parse(stdout));
    expect(answers.filter(({ value }) => value.created)).toHaveLength(1);
    expect(new Set(answers.map(({ value }) => value.project_id)).size).toBe(1);
    expect(readdirSync(join(folder, '.long-run-agent')).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    rmSync(folder, { recursive: true });
  }
});
