import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runLra, temporaryFolder } from '../helpers/run-lra.ts';

/** A project with two tasks, and a way to run lra in it. */
async function project() {
  const cwd = temporaryFolder();
  const lra = (...args: string[]) => runLra(args, { cwd });
  for (const args of [['init'], ['create', 'one'], ['create', 'two', '--dependencies', 'task_001']]) {
    expect((await lra(...args)).code).toBe(0);
  }
  const path = (name: string) => join(cwd, '.long-run-agent', name);
  const edit = (name: string, by: (text: string) => string) =>
    writeFileSync(path(name), by(readFileSync(path(name), 'utf8')));
  return { lra, path, edit };
}

test('a healthy project: no findings, a friendly word, exit 0', async () => {
  const { lra } = await project();
  const said = await lra('doctor');
  expect([said.code, said.stdout]).toEqual([0, 'everything is in order\n']);
  expect((await lra('doctor', '--json')).json).toEqual({ ok: true, findings: [] });
  expect((await lra('doctor', '--fix', '--json')).json).toEqual({
    ok: true,
    findings: [],
    fixed: [],
    repairs: [],
  });
});

test('a broken list: exit 5 with file and line; mended with --fix, the original beside it', async () => {
  const { lra, path, edit } = await project();
  edit('task_list.json', (text) => text.slice(0, -60));
  const broken = readFileSync(path('task_list.json'), 'utf8');
  const found = await lra('doctor', '--json');
  expect(found.code).toBe(5);
  expect(found.json).toMatchObject({
    ok: false,
    error: { code: 'corrupt_state', hint: expect.stringContaining('lra doctor --fix') },
    findings: [
      { code: 'unreadable_file', severity: 'error', file: path('task_list.json'), line: 3, fixable: true },
    ],
  });
  expect((await lra('context', '--json')).json.error).toMatchObject({ code: 'corrupt_state' });
  const fixed = await lra('doctor', '--fix', '--json');
  expect(fixed.code).toBe(0);
  expect(fixed.json).toMatchObject({ ok: true, findings: [], fixed: [{ code: 'unreadable_file' }] });
  expect(readFileSync(fixed.json.repairs[0].original, 'utf8')).toBe(broken);
  expect(readdirSync(path('.'))).toContainEqual(expect.stringMatching(/^task_list\.json\..*\.orig$/));
  expect((await lra('context', '--json')).json.stats.total).toBe(2);
});

test.each([
  ['config.json', '{"name": "x",\n oops', 'invalid_project', 2],
  ['config.json', '', 'invalid_project', 1],
  ['config.yaml', 'locks:\n  heartbeat_minutes: never\n', 'invalid_settings', 2],
  ['templates/odd.yaml', 'name: odd\nstates: [', 'invalid_template', 2],
])('a broken %s does not keep the doctor from working', async (name, text, code, line) => {
  const { lra, path } = await project();
  writeFileSync(path(name), text);
  const { code: exit, json } = await lra('doctor', '--json');
  expect(exit).toBe(5);
  expect(json.findings).toContainEqual(
    expect.objectContaining({ code, severity: 'error', file: path(name), line, fixable: false }),
  );
  const fix = await lra('doctor', '--fix', '--json');
  expect(fix.code).toBe(5);
  expect(readFileSync(path(name), 'utf8')).toBe(text);
});

test.each([
  ['is not there', 'gone', ''],
  ['is damaged', 'odd', 'name: odd\nstates: ['],
])('a default template that %s is found', async (_, name, text) => {
  const { lra, path } = await project();
  writeFileSync(path('config.yaml'), `tasks:\n  default_template: ${name}\n`);
  if (text) writeFileSync(path(`templates/${name}.yaml`), text);
  const { code, json } = await lra('doctor', '--json');
  expect(code).toBe(5);
  const message = expect.stringContaining('default_template');
  expect(json.findings).toContainEqual(
    expect.objectContaining({
      code: 'invalid_settings',
      severity: 'error',
      message,
      file: path('config.yaml'),
    }),
  );
});

test('settings with both sides of a merge in them are told once', async () => {
  const { lra, path } = await project();
  writeFileSync(path('config.yaml'), '<<<<<<< HEAD\nlang: en\n=======\nlang: zh\n>>>>>>> b\n');
  const { json } = await lra('doctor', '--json');
  expect(json.findings).toMatchObject([{ code: 'merge_conflict', file: path('config.yaml'), line: 1 }]);
});

test('two tasks under one id: what cannot be decided is told in the answer, and warns only', async () => {
  const { lra, edit } = await project();
  edit('task_list.json', (text) => {
    const [, first] = /^(\{"id":"task_001".*),$/m.exec(text)!;
    return text.replace(first!, `${first},\n${first!.replace('"one"', '"another"')}`);
  });
  const { code, json } = await lra('doctor', '--fix', '--json');
  expect(code).toBe(0);
  expect(json.repairs).toContainEqual(
    expect.objectContaining({ message: 'the second task_001 is task_003 now' }),
  );
  const message = expect.stringContaining('task_001 or task_003');
  expect(json.findings).toContainEqual(
    expect.objectContaining({ code: 'ambiguous_id', severity: 'warning', message, fixable: false }),
  );
});

test('warnings alone are no failure', async () => {
  const { lra, path } = await project();
  writeFileSync(path('config.yaml'), 'lang: en\nlanguage: en\n');
  const { code, json } = await lra('doctor', '--json');
  expect(code).toBe(0);
  expect(json).toMatchObject({ ok: true, findings: [{ code: 'invalid_settings', severity: 'warning' }] });
});

test('for people: each finding on a line, the error and what to do on stderr', async () => {
  const { lra, edit } = await project();
  edit('task_list.json', (text) => text.replace('"pending"', '"doing\\u001b[31m"'));
  const { code, stdout, stderr } = await lra('doctor');
  expect(code).toBe(5);
  expect(stdout).toMatch(
    /^error {4}.*task_list\.json:2: task_001: the template task has no status .* \(can be mended\)\n$/,
  );
  expect(stdout).not.toContain('\u001b');
  expect(stderr).toContain('error: 1 error found');
});

test('outside of a project: not_initialized', async () => {
  const { code, json } = await runLra(['doctor', '--json'], { cwd: temporaryFolder() });
  expect([code, json.error.code]).toEqual([3, 'not_initialized']);
});
