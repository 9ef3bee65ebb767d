import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
import type { Task } from '../../../src/core/task/task.ts';
import { briefVariables } from '../../../src/core/template/brief.ts';
import type { Template } from '../../../src/core/template/template.ts';
import { createJinjaRenderer } from '../../../src/host/jinja/index.ts';
import { inspectTemplate } from '../../../src/host/templates/inspect.ts';
import { builtinFiles } from '../../helpers/template-folder.ts';

const LIFECYCLES: { [name: string]: { claim: string | null; transitions: { [state: string]: string[] } } } = {
  task: {
    claim: 'in_progress',
    transitions: { pending: ['in_progress'], in_progress: ['completed'], completed: [] },
  },
  'doc-update': {
    claim: 'in_progress',
    transitions: { pending: ['in_progress'], in_progress: ['completed'], completed: [] },
  },
  'novel-chapter': {
    claim: null,
    transitions: { drafting: ['revising'], revising: ['drafting', 'finalized'], finalized: [] },
  },
  'code-module': {
    claim: 'in_progress',
    transitions: {
      pending: ['in_progress'],
      in_progress: ['pending_test'],
      pending_test: ['test_failed', 'completed'],
      test_failed: ['in_progress'],
      completed: [],
    },
  },
  'data-pipeline': {
    claim: 'running',
    transitions: { pending: ['running'], running: ['failed', 'success'], failed: ['running'], success: [] },
  },
};

const FOLDER = join(import.meta.dirname, '../../../templates');
const LANGUAGES = ['en', 'zh'] as const;
const ALL = LANGUAGES.flatMap((lang) => Object.keys(LIFECYCLES).map((name) => [lang, name] as const));

const shipped = (): { [lang: string]: { [name: string]: Template } } =>
  JSON.parse(readFileSync(builtinFiles().parsed, 'utf8'));

test.each(LANGUAGES)('these templates ship in %s, and no others', (lang) => {
  expect(readdirSync(join(FOLDER, lang)).sort()).toEqual(
    Object.keys(LIFECYCLES)
      .map((name) => `${name}.yaml`)
      .sort(),
  );
});

describe.each(ALL)('%s/%s', (lang, name) => {
  const text = readFileSync(join(FOLDER, lang, `${name}.yaml`), 'utf8');

  test('is sound, and ships as a run of lra would read it', async () => {
    const { template, findings } = await inspectTemplate(name, text, async () => createJinjaRenderer());
    expect(findings).toEqual([]);
    expect(shipped()[lang]![name]).toEqual(template);
  });

  test('has the lifecycle that was promised', () => {
    const { claim, transitions } = LIFECYCLES[name]!;
    expect(shipped()[lang]![name]).toMatchObject({
      states: Object.keys(transitions),
      transitions,
      claim_state: claim,
      failure_states: [],
    });
  });
});

const TASK: Task = {
  id: 'task_001_02',
  description: 'Add the login page',
  template: 'task',
  priority: 'P1',
  status: 'pending',
  parent_id: 'task_001',
  output_req: '8k',
  dependencies: ['task_002', 'task_003'],
  dependency_type: 'all',
  deadline: '2026-02-01T00:00:00.000Z',
  module: 'shop',
  labels: [],
  variables: {},
  source: null,
  task_file: 'tasks/task_001_02.md',
  created_at: '2026-01-01T00:00:00.000Z',
  updated_at: '2026-01-01T00:00:00.000Z',
  finished_at: null,
  created_by: 'ann',
  version: 1,
};

const BARE: Partial<Task> = { parent_id: null, dependencies: [], deadline: null, module: null };

const FILLED: JsonObject = {
  background: 'It was asked for twice.',
  output: 'src/login.ts',
  update_scope: 'README and API',
  user_demand: '支付模块开发',
  language: 'TypeScript',
  source: 'src/',
  tests: 'tests/',
  interface: 'login(name)',
  test_command: 'npm test',
  input: 'a.csv',
  steps: ['clean', 'join'],
  command: 'make',
  checks: ['1,000 rows'],
  chapter: 3,
  outline: 'They meet.',
  characters: ['Ann', 'Bob'],
  style: 'dry',
  words: 1200,
};

const LONG = 'A long word on what is to be done, and why it has to be done before the week is over. '
  .repeat(2)
  .trim();

const CASES: [what: string, task: Task][] = [
  ['a task with everything', { ...TASK, variables: FILLED }],
  ['a bare task', { ...TASK, ...BARE }],
  ['a description of several lines', { ...TASK, ...BARE, description: 'First\nsecond {{ id }}\n\nthird' }],
  ['a long description', { ...TASK, description: LONG }],
  [
    'lists that were given as one text',
    { ...TASK, variables: { steps: 'one', checks: 'two', characters: 'three' } },
  ],
];

/** What Jinja2 itself makes of each source and its variables; null where it is not installed. */
function renderWithPython(jobs: readonly { source: string; variables: JsonObject }[]): string[] | null {
  const program = `import json, sys
from jinja2 import Environment
jobs = json.load(sys.stdin)
print(json.dumps([Environment().from_string(job["source"]).render(job["variables"]) for job in jobs]))`;
  const run = spawnSync('python3', ['-c', program], {
    input: JSON.stringify(jobs),
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  if (run.status === 0) return JSON.parse(run.stdout);
  if (run.error || run.stderr.includes('No module named')) return null;
  throw new Error(run.stderr);
}

test('every brief reads as Jinja2 prints it, and says where, what and when it is accepted', (context) => {
  const templates = shipped();
  const jobs = ALL.flatMap(([lang, name]) =>
    CASES.map(([what, task]) => {
      const template = templates[lang]![name]!;
      const variables = briefVariables({ ...task, template: name }, template, { project: 'demo' });
      return { what: `${lang}/${name}, ${what}`, template, source: template.structure, variables };
    }),
  );
  const expected = renderWithPython(jobs);
  const renderer = createJinjaRenderer();
  for (const [i, { what, template, source, variables }] of jobs.entries()) {
    const rendered = renderer.render(source, variables);
    const text = rendered.ok ? rendered.value : `${rendered.failure.line}: ${rendered.failure.reason}`;
    if (expected) expect(text, what).toBe(expected[i]);
    expect(text, what).toContain('demo');
    expect(text, what).toContain(`.long-run-agent/${String(variables.task_file)}`);
    for (const item of template.acceptance) expect(text, what).toContain(`- [ ] ${item}`);
    const ends = template.states.filter((state) => template.transitions[state]!.length === 0);
    for (const state of ends) expect(text, what).toContain(`lra set task_001_02 ${state}`);
    expect(text, what).not.toMatch(/undefined|None|null|\n{3}|[ \t]\n/);
    expect(text.split('\n')[0]!.length, what).toBeLessThan(130);
  }
  if (!expected) context.skip('python3-jinja2 is not installed');
});
