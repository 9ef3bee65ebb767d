import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { examineProject, initProject, openProject, type Project } from '../../src/index.ts';
import { CliProject } from '../helpers/cli-project.ts';
import { temporaryFolder } from '../helpers/run-lra.ts';
import { SHOP } from '../helpers/shop.ts';
import { writeFiles } from '../helpers/temp-folder.ts';

const PLAN = JSON.stringify([
  { desc: 'First', key: 'a' },
  { desc: 'Second', dependencies: ['a'] },
]);
const BEADS = '{"id":"bd-1","title":"Theirs","status":"open"}\nnot JSON\n';
const UNSOUND = 'name: wrong\nstates: [open]\n';

/** What speaks line by line or measures anew, and what the harness does: those have tests of their own. */
const BACKGROUND = [
  ...['startJob', 'listJobs', 'showJob', 'readJobLog', 'waitForJobs', 'killJob', 'notifications'],
  'acknowledge',
];
const NOT_COMPARED = ['events', 'orient', 'verify', 'handoff', ...BACKGROUND];

type Method = Exclude<keyof Project, 'info' | 'settings' | 'warnings' | 'close' | 'export'>;
type Step = readonly [method: Method, line: string, call: (ann: Project) => Promise<unknown>];

/** Every method, and the command line that asks for the same; the steps build on each other. */
const STEPS: readonly Step[] = [
  ['systemCheck', 'system-check', (ann) => ann.systemCheck()],
  ['planTakeover', 'system-check --plan', (ann) => ann.planTakeover()],
  ['analyzeModule', 'analyze-module cart', (ann) => ann.analyzeModule({ name: 'cart' })],
  ['create', 'create One', (ann) => ann.create({ description: 'One' })],
  ['create', 'create bug --label b', (ann) => ann.create({ description: 'bug', labels: ['b'] })],
  [
    'create',
    'create Late --deadline 2020-01-01 --dependencies task_001',
    (ann) => ann.create({ description: 'Late', deadline: '2020-01-01', dependencies: ['task_001'] }),
  ],
  ['edit', 'edit task_001 --add-label a', (ann) => ann.edit({ id: 'task_001', add_labels: ['a'] })],
  ['edit', 'edit task_001 --add-label a', (ann) => ann.edit({ id: 'task_001', add_labels: ['a'] })],
  ['setPriority', 'set-priority task_001 P0', (ann) => ann.setPriority({ id: 'task_001', priority: 'P0' })],
  ['setPriority', 'set-priority task_001 P0', (ann) => ann.setPriority({ id: 'task_001', priority: 'P0' })],
  ['splitGuide', 'split task_001', (ann) => ann.splitGuide('task_001')],
  ['split', `split task_001 --plan ${PLAN}`, (ann) => ann.split({ id: 'task_001', plan: JSON.parse(PLAN) })],
  ['context', 'context', (ann) => ann.context()],
  ['list', 'list', (ann) => ann.list()],
  ['search', 'search late', (ann) => ann.search({ text: 'late' })],
  ['show', 'show task_003 --include-records', (ann) => ann.show({ id: 'task_003', records: true })],
  ['why', 'why task_003', (ann) => ann.why({ id: 'task_003' })],
  ['status', 'status', (ann) => ann.status()],
  ['graph', 'graph', (ann) => ann.graph()],
  ['dependencies', 'deps task_003', (ann) => ann.dependencies({ id: 'task_003' })],
  ['dependencies', 'deps task_003 --tree', (ann) => ann.dependencies({ id: 'task_003', tree: true })],
  [
    'editDependencies',
    'deps task_003 --add task_002',
    (ann) => ann.editDependencies({ id: 'task_003', add: ['task_002'] }),
  ],
  ['checkBlocked', 'check-blocked', (ann) => ann.checkBlocked()],
  ['claim', 'claim task_001', (ann) => ann.claim({ id: 'task_001' })],
  ['claim', 'claim task_001', (ann) => ann.claim({ id: 'task_001' })],
  ['publish', 'publish task_001', (ann) => ann.publish({ id: 'task_001' })],
  ['publish', 'publish task_001', (ann) => ann.publish({ id: 'task_001' })],
  ['checkpoint', 'checkpoint task_001 --note n', (ann) => ann.checkpoint({ id: 'task_001', note: 'n' })],
  ['heartbeat', 'heartbeat task_001', (ann) => ann.heartbeat({ id: 'task_001' })],
  [
    'progress',
    'progress task_001 1/4 first --cost 0.5',
    (ann) => ann.progress({ id: 'task_001', step: 1, total: 4, description: 'first', cost: 0.5 }),
  ],
  ['show', 'show task_001', (ann) => ann.show({ id: 'task_001' })],
  ['status', 'status', (ann) => ann.status()],
  ['resources', 'resources', (ann) => ann.resources()],
  ['stop', 'stop', (ann) => ann.stop()],
  ['stop', 'stop', (ann) => ann.stop()],
  ['clearStop', 'stop --clear', (ann) => ann.clearStop()],
  ['clearStop', 'stop --clear', (ann) => ann.clearStop()],
  ['pause', 'pause task_001', (ann) => ann.pause({ id: 'task_001' })],
  ['resume', 'resume task_001', (ann) => ann.resume({ id: 'task_001' })],
  ['resumeAndClaim', 'resume task_001 --claim', (ann) => ann.resumeAndClaim({ id: 'task_001' })],
  ['release', 'release task_001', (ann) => ann.release({ id: 'task_001' })],
  ['claimNext', 'claim --next', (ann) => ann.claimNext()],
  ['set', 'set task_001_01 in_progress', (ann) => ann.set({ id: 'task_001_01', status: 'in_progress' })],
  ['set', 'set task_001_01 completed', (ann) => ann.set({ id: 'task_001_01', status: 'completed' })],
  ['record', 'record task_001 --desc d', (ann) => ann.record({ id: 'task_001', desc: 'd' })],
  [
    'batchSet',
    'batch set completed task_001_02 task_099',
    (ann) => ann.batchSet({ ids: ['task_001_02', 'task_099'], status: 'completed' }),
  ],
  ['batchClaim', 'batch claim task_002', (ann) => ann.batchClaim({ ids: ['task_002'] })],
  ['batchDelete', 'batch delete task_001', (ann) => ann.batchDelete({ ids: ['task_001'] })],
  ['delete', 'delete task_003', (ann) => ann.delete({ id: 'task_003' })],
  ['undo', 'undo', (ann) => ann.undo()],
  ['log', 'log', (ann) => ann.log()],
  ['createTemplate', 'template create own', (ann) => ann.createTemplate({ name: 'own' })],
  ['listTemplates', 'template list', (ann) => ann.listTemplates()],
  ['showTemplate', 'template show own', (ann) => ann.showTemplate('own')],
  ['deleteTemplate', 'template delete own', (ann) => ann.deleteTemplate('own')],
  ['validateTemplates', 'template validate task', (ann) => ann.validateTemplates('task')],
  ['validateTemplates', 'template validate', (ann) => ann.validateTemplates()],
  ['import', 'import beads.jsonl --from beads', (ann) => ann.import({ text: BEADS, from: 'beads' })],
  ['takeOver', 'system-check --apply', (ann) => ann.takeOver()],
];

test('every method answers with the fields that --json prints', async () => {
  const [library, commands] = [temporaryFolder(), new CliProject(temporaryFolder())];
  const printed = async (line: string) => (await commands.run([...line.split(' '), '--json'])).json;
  const compare = (step: string, answer: unknown, document: unknown) =>
    expect([step, shapeOf(answer)]).toEqual([step, shapeOf(document)]);
  for (const _ of ['made', 'found'])
    compare('init', withOk(saidBy(await initProject({ dir: library }))), await printed('init'));
  for (const dir of [library, commands.folder]) {
    writeFiles(dir, SHOP);
    writeFileSync(join(dir, 'beads.jsonl'), BEADS);
    writeFileSync(join(dir, '.long-run-agent/templates/wrong.yaml'), UNSOUND);
  }
  const ann = await openProject({ dir: library, agent: 'ann' });
  for (const [method, line, call] of STEPS)
    compare(`${method}: lra ${line}`, withOk(standing(method, saidBy(await call(ann)))), await printed(line));
  const lines: unknown[] = [];
  await ann.export((one) => lines.push(one));
  const exported = (await commands.run(['export'])).stdout.trimEnd().split('\n');
  compare(
    'export',
    lines,
    exported.map((one) => JSON.parse(one)),
  );
  for (const fix of [false, true]) {
    const { fixed, repairs, ...found } = await examineProject({ dir: library, agent: 'ann', fix });
    const answer = saidBy(fix ? { ...found, fixed, repairs } : found);
    compare(`doctor, fix ${fix}`, withOk(answer), await printed(fix ? 'doctor --fix' : 'doctor'));
  }
  const untried = Object.entries(ann).filter(([, member]) => typeof member === 'function');
  const tried = new Set<string>(['close', 'export', ...NOT_COMPARED, ...STEPS.map(([method]) => method)]);
  expect(untried.map(([name]) => name).filter((name) => !tried.has(name))).toEqual([]);
}, 120_000);

type Fields = { readonly [field: string]: unknown };

/** An answer without what docs/library.md says the command line leaves out, or says on stderr. */
function saidBy(answer: unknown): Fields {
  const { warnings: _, ...said } = answer as Fields;
  const isLeftOut = ([field, value]: [string, unknown]) =>
    field === 'already' ? value === false : ['suggestion', 'error'].includes(field) && value === null;
  return Object.fromEntries(Object.entries(said).filter((entry) => !isLeftOut(entry)));
}

/** An answer where docs/library.md says that the command line has it. */
function standing(method: Method, answer: Fields): Fields {
  const { ready: _, ...created } = answer;
  const { document, task, details } = answer as { [field: string]: object };
  switch (method) {
    case 'create':
      return created;
    case 'context':
      return document as Fields;
    case 'show':
      return { task: { ...task, ...details } };
    case 'systemCheck':
      return { report: answer };
    case 'analyzeModule':
      return { module: answer };
    default:
      return answer;
  }
}

function withOk(answer: Fields): Fields {
  return { ok: !('error' in answer), ...answer };
}

/** What a document is made of: keys and kinds of values. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return [...new Set(value.map((item) => JSON.stringify(shapeOf(item))))];
  if (typeof value !== 'object' || value === null) return value === null ? null : typeof value;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(
    fields.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, field]) => [key, shapeOf(field)]),
  );
}
