import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { newProject } from '../helpers/cli-project.ts';

const BEADS = fileURLToPath(new URL('../../../shared/data/beads-export.jsonl', import.meta.url));

test('import: each line kept, left out or refused, in one transaction', async () => {
  const project = await newProject();
  const lines = [
    '{"id":"bd-1","title":"one","status":"open","priority":4,"issue_type":"task"}',
    '{"id":"bd-2","title":"two","status":"closed","priority":0,"dependencies":[{"issue_id":"bd-2","depends_on_id":"bd-404","type":"blocks"}]}',
    'not json',
    '{"id":"bd-3","title":"three","status":"hooked","dependencies":[{"issue_id":"bd-3","depends_on_id":"bd-1","type":"parent-child"}]}',
  ].join('\n');
  await project.json(['create', 'here before']);
  const before = project.files();
  const dry = await project.json(['import', '-', '--from', 'beads', '--dry-run'], { stdin: lines });
  expect(Object.keys(dry)).toEqual(['imported', 'skipped', 'ids', 'missing_templates']);
  expect(project.files()).toEqual(before);
  const done = await project.json(['import', '-', '--from', 'beads'], { stdin: lines });
  expect(done).toEqual(dry);
  expect(done).toMatchObject({
    imported: 3,
    ids: { 'bd-1': 'task_002', 'bd-2': 'task_003', 'bd-3': 'task_002_01' },
  });
  expect(done.skipped.map(({ line }: { line: number }) => line)).toEqual([2, 3]);
  const tasks = (await project.json(['list', '--limit', '0'])).tasks;
  expect(tasks).toMatchObject([
    { id: 'task_001' },
    { id: 'task_002', priority: 'P3', status: 'pending', source: 'beads:bd-1' },
    { id: 'task_002_01', status: 'in_progress', parent_id: 'task_002' },
    { id: 'task_003', priority: 'P0', status: 'completed', dependencies: [] },
  ]);
  expect((await project.json(['import', '-', '--from', 'beads'], { stdin: lines })).imported).toBe(0);
  await project.fails(['import', '-', '--from', 'jira'], 'usage', 2, { stdin: '' });
  expect((await project.json(['show', 'task_002'])).task.brief).toMatch(/^# task_002: one/);
});

describe.runIf(existsSync(BEADS))('a real project of 704 items', () => {
  test('imports, can be worked on, and comes back from its export', async () => {
    const project = await newProject();
    const { imported, ids } = await project.json(['import', BEADS, '--from', 'beads']);
    expect(imported).toBe(704);
    expect(Object.keys(ids)).toHaveLength(704);
    const { total, tasks } = await project.json(['list', '--limit', '0']);
    expect(total).toBe(704);
    const links = tasks.reduce(
      (sum: number, task: { dependencies: string[] }) => sum + task.dependencies.length,
      0,
    );
    const children = tasks.filter((task: { parent_id: string | null }) => task.parent_id !== null).length;
    expect({ links, children }).toEqual({ links: 356, children: 354 });

    const context = await project.json(['context']);
    expect(context.tokens).toBeLessThanOrEqual(2_000);
    const { task } = await project.json(['claim', '--next']);
    expect(context.next.task_id).toBe(task.id);
    expect((await project.json(['set', task.id, 'completed'])).task.status).toBe('completed');
    expect((await project.json(['graph'])).nodes).toHaveLength(704);
    for (const format of ['text', 'mermaid', 'dot']) {
      expect((await project.run(['graph', '--format', format])).stdout).toContain(task.id);
    }

    const exported = (await project.run(['export'])).stdout;
    const copy = await newProject();
    await copy.json(['import', '-'], { stdin: exported });
    expect(withoutIdentity((await copy.run(['export'])).stdout)).toEqual(withoutIdentity(exported));
    expect(
      (await copy.json(['doctor'])).findings.filter(
        ({ severity }: { severity: string }) => severity === 'error',
      ),
    ).toEqual([]);
  });
});

test('a template that is not here is named on both sides of the answer', async () => {
  const project = await newProject();
  await project.json(['template', 'create', 'own-kind']);
  await project.json(['create', 'one', '--template', 'own-kind']);
  const exported = (await project.run(['export'])).stdout;
  const copy = await newProject();
  const { stdout, stderr } = await copy.run(['import', '-'], { stdin: exported });
  expect(stdout).toContain('template missing: own-kind');
  expect(stderr).toContain('the template own-kind is not here');
  const again = await project.run(['import', '-'], { stdin: exported });
  expect(again.stdout + again.stderr).not.toContain('template');
});

test('export and import keep ids, counters, briefs and records', async () => {
  const project = await newProject();
  for (const description of ['one', 'two', 'gone']) await project.json(['create', description]);
  await project.json(['deps', 'task_002', '--add', 'task_001']);
  await project.json(['create', 'part', '--parent', 'task_001']);
  await project.json(['delete', 'task_003']);
  await project.json(['claim', 'task_001_01']);
  const exported = (await project.run(['export'])).stdout;
  for (const line of exported.trimEnd().split('\n')) expect(JSON.parse(line)).toBeTypeOf('object');
  expect(exported).not.toContain('"lease":{"task_id"');
  const copy = await newProject();
  const { imported } = await copy.json(['import', '-'], { stdin: exported });
  expect(imported).toBe(3);
  expect(withoutIdentity((await copy.run(['export'])).stdout)).toEqual(withoutIdentity(exported));
  expect((await copy.json(['create', 'next'])).task.id).toBe('task_004');
  expect((await copy.json(['show', 'task_001_01'])).task.lease).toBeNull();
});

/** The lines of an export but the first, which names the project. */
function withoutIdentity(exported: string): readonly string[] {
  return exported.trimEnd().split('\n').slice(1);
}
