import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMIT_TYPES } from '../../src/core/codebase/conventional.ts';
import { describeProcess } from '../../src/host/processes.ts';
import type { openProject, Project } from '../../src/index.ts';
import { SHOP } from './shop.ts';
import { writeFiles } from './temp-folder.ts';

export interface Tour {
  readonly dir: string;
  /** As the library has it; the tests look at what its methods answer. */
  open(options: Parameters<typeof openProject>[0]): Promise<Project>;
}

const LONG_AGO = '2020-01-01T00:00:00.000Z';

/** A worker of this host that is not there any more: no system gives such a number. */
const GONE = { ...describeProcess(), pid: 2 ** 30 };

const FRAGILE = `name: fragile
description: 'One that can fail'
version: '1'
states: [open, dead, done]
transitions: {open: [dead, done], dead: [], done: []}
failure_states: [dead]
gates: [{run: 'true'}]
template_engine: jinja2
structure: '# {{ title }}'
acceptance: [It holds.]
`;

const GATES = "gates: [{run: 'echo no; exit 1'}, {run: sleep 9, name: slow, timeout_seconds: 0.2}]\n";

/** Calls every method of a project, so that between them the answers hold everything that the library declares. */
export async function tour({ dir, open }: Tour): Promise<void> {
  makeRepository(dir);
  writeTemplate(dir, 'fragile', FRAGILE);
  writeTemplate(dir, 'gone', FRAGILE.replaceAll('fragile', 'gone'));
  writeTemplate(dir, 'gated', FRAGILE.replaceAll('fragile', 'gated').replace(/^gates:.*\n/m, GATES));
  const ann = await open({ dir, agent: 'ann' });
  const bob = await open({ dir, agent: 'bob' });
  await ann.context();
  await plan(ann);
  await share(ann, bob);
  await look(ann, dir);
  await fail(ann);
  await history(ann, bob);
  await several(ann);
  await templates(ann, dir);
  await background(ann);
  await code(ann, dir);
  const cid = await open({ dir, agent: 'cid' });
  await cid.why({ id: 'task_006' });
  await transfer(cid);
  await cid.set({ id: 'task_005', status: 'completed', force: true });
  await handOver(ann, bob, dir);
  await cid.close();
  writeTemplate(dir, 'gone', FRAGILE.replaceAll('fragile', 'gone'));
  await suggest(dir, open);
  const dan = await open({ dir, agent: 'dan' });
  await dan.checkBlocked();
  await dan.close();
  await ann.close();
  await bob.close();
}

/** task_001 is a chain's end, task_002 waits for it, task_003 is split, task_004 waits for many. */
async function plan(ann: Project): Promise<void> {
  await ann.create({
    description: 'Fix the bug in the API: write a module',
    deadline: LONG_AGO,
    labels: ['a'],
  });
  await ann.create({ description: 'Waits', dependencies: ['task_001'], variables: { n: 1 }, module: 'm' });
  await ann.create({ description: 'Large', output_req: '32k', priority: 'P0' });
  await ann.splitGuide('task_003');
  await ann.split({
    id: 'task_003',
    plan: [
      { desc: 'First', key: 'first' },
      { desc: 'Second', dependencies: ['first'] },
    ],
  });
  await ann.splitGuide('task_003');
  await ann.context();
  await ann.show({ id: 'task_003' });
  await ann.show({ id: 'task_002' });
  const many = ['task_001', 'task_002', 'task_003', 'task_003_01', 'task_003_02'];
  await ann.create({ description: 'Any', dependencies: many, dependency_type: 'any' });
  await ann.create({ description: 'Below', parent_id: 'task_004' });
  await ann.edit({ id: 'task_001', add_labels: ['b'], deadline: LONG_AGO });
  await ann.editDependencies({ id: 'task_002', add: ['task_003'] });
  await ann.setPriority({ id: 'task_001', priority: 'P0' });
}

async function share(ann: Project, bob: Project): Promise<void> {
  await ann.claim({ id: 'task_003' });
  await bob.why({ id: 'task_003' });
  await bob.why({ id: 'task_003_01' });
  await bob.show({ id: 'task_003_01' });
  await ann.publish({ id: 'task_003' });
  await bob.claim({ id: 'task_003_01' });
  await ann.why({ id: 'task_003' });
  await ann.checkpoint({
    id: 'task_003',
    note: 'so far',
    completed: ['a'],
    remaining: ['b'],
    files: ['c'],
    state: { line: 1 },
  });
  await ann.heartbeat({ id: 'task_003' });
  await ann.progress({ id: 'task_003', step: 1, total: 4, description: 'first', cost: 0.1 });
  await ann.progress({ id: 'task_003', step: 2, total: 4 });
  await ann.show({ id: 'task_003' });
  await ann.status();
  await ann.events({ since: 0 }, () => {});
  await ann.resources({ pids: [process.pid] });
  await ann.stop();
  await ann.stop({ now: false });
  await ann.clearStop();
  await ann.clearStop();
  await ann.context();
  await bob.context();
  await ann.pause({ id: 'task_003', note: 'later' });
  await ann.why({ id: 'task_003' });
  await ann.resume({ id: 'task_003' });
  await ann.context();
  await ann.status();
  await ann.resumeAndClaim({ id: 'task_003' });
  await ann.set({ id: 'task_003', status: 'in_progress', force: true });
  await ann.release({ id: 'task_003' });
}

async function look(ann: Project, dir: string): Promise<void> {
  await ann.create({ description: 'Left behind' });
  await ann.claim({ id: 'task_005', worker: GONE });
  await ann.why({ id: 'task_005' });
  await ann.context();
  await ann.status();
  await ann.list({ limit: 0 });
  await ann.search({ text: 'waits' });
  await ann.graph();
  await ann.dependencies({ id: 'task_002', tree: true });
  await ann.dependencies({ id: 'task_001', dependents: true, tree: true });
  await ann.record({ id: 'task_001', desc: 'measured', auto: true });
  await ann.create({ description: 'Nobody knows its states', template: 'gone', dependencies: ['task_005'] });
  rmSync(join(dir, '.long-run-agent/templates/gone.yaml'));
}

async function fail(ann: Project): Promise<void> {
  await ann.create({ description: 'Fails', template: 'fragile' });
  await ann.create({ description: 'Waits for ever', dependencies: ['task_007'] });
  await ann.set({ id: 'task_007', status: 'dead', note: 'no way' });
  await ann.why({ id: 'task_007' });
  await ann.why({ id: 'task_008' });
  await ann.why({ id: 'task_002' });
  await ann.why({ id: 'task_004_01' });
  await ann.status();
}

async function history(ann: Project, bob: Project): Promise<void> {
  await ann.create({ description: 'Comes and goes' });
  await ann.claim({ id: 'task_009' });
  await bob.release({ id: 'task_009', force: true });
  await ann.delete({ id: 'task_009', force: true });
  await ann.undo();
  await ann.edit({ id: 'task_009', description: 'Came back' });
  await ann.undo();
  await ann.checkpoint({ id: 'task_009', note: 'here' });
  await ann.set({ id: 'task_001', status: 'in_progress', note: 'begun' });
  await ann.set({ id: 'task_001', status: 'completed' });
  await ann.why({ id: 'task_001' });
  await ann.record({ id: 'task_009', desc: 'seen' });
  await ann.resume({ id: 'task_009' });
  await ann.show({ id: 'task_001', records: true });
  await ann.show({ id: 'task_009', records: true });
  await ann.log({ limit: 0 });
}

async function several(ann: Project): Promise<void> {
  await ann.claimNext({});
  await ann.batchClaim({ ids: ['task_009'] });
  await ann.batchSet({ ids: ['task_009', 'task_099'], status: 'completed', keepGoing: true });
  await ann.batchDelete({ ids: ['task_099'] });
  await ann.create({ description: 'Held up' });
  await ann.create({ description: 'Holds up' });
  await ann.editDependencies({ id: 'task_010', add: ['task_011'] });
  await ann.delete({ id: 'task_011', force: true });
  await ann.create({ description: 'Done below', output_req: '64k' });
  await ann.context();
  await ann.create({ description: 'The only part', parent_id: 'task_012' });
  await ann.set({ id: 'task_012_01', status: 'in_progress' });
  await ann.set({ id: 'task_012_01', status: 'completed' });
  await ann.context({ outputLimit: '64k' });
}

async function templates(ann: Project, dir: string): Promise<void> {
  await ann.createTemplate({ name: 'own', from: 'code-module' });
  await ann.listTemplates();
  await ann.showTemplate('own');
  await ann.showTemplate('fragile');
  writeTemplate(dir, 'wrong', 'name: wrong\nstates: [open]\n');
  await ann.validateTemplates();
  await ann.deleteTemplate('own');
}

/** Takes a small code base over, and looks at one module of it, whole and with next to nothing left. */
async function code(ann: Project, dir: string): Promise<void> {
  writeFiles(dir, SHOP);
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], {
      cwd: dir,
      stdio: 'ignore',
    });
  git('add', 'src');
  for (const type of [...COMMIT_TYPES.map((one) => `${one}: so`), 'just so'])
    git('commit', '--no-gpg-sign', '--allow-empty', `--message=${type}`);
  await ann.systemCheck({ full: true });
  await ann.planTakeover();
  await ann.takeOver();
  await ann.create({ description: 'Round it', module: 'cart' });
  await ann.analyzeModule({ name: 'cart', depth: 2 });
  await ann.analyzeModule({ name: 'cart', write: ({ missing }) => 'long '.repeat(1e5 * missing.length) });
  const bare = Array.from({ length: 50 }, (_, i) => `def f${i}():\n    return 1\n`);
  writeFiles(dir, { 'src/bare.py': bare.join('') });
  await ann.systemCheck({ full: true });
}

/** Jobs that fail, that are ended, and that are told of. */
async function background(ann: Project): Promise<void> {
  const { job } = await ann.startJob({
    command: ['echo said; exit 3'],
    shell: true,
    task_id: 'task_001',
    name: 'fails',
  });
  await ann.waitForJobs({ ids: [job.id] });
  await ann.showJob({ id: job.id });
  await ann.killJob({ id: job.id });
  await ann.readJobLog({ id: job.id }, () => {});
  await ann.listJobs();
  await ann.context();
  const { task } = await ann.create({ description: 'Waits for a job' });
  await ann.claim({ id: task.id });
  await ann.heartbeat({ id: task.id });
  await ann.release({ id: task.id });
  const { notifications } = await ann.notifications();
  await ann.acknowledge({ ids: notifications.map(({ id }) => id) });
}

/** Exports all there is, and imports it without its briefs, as another project's. */
async function transfer(cid: Project): Promise<void> {
  const lines: string[] = [];
  await cid.export((line) => {
    const task = line.type === 'task' ? line.task : null;
    lines.push(JSON.stringify(task ? { type: 'task', task: { ...task, created_by: 'eve' } } : line));
  });
  const theirs = lines.join('\n').replace(cid.info.project_id, 'another');
  const { ids } = await cid.import({ text: `${theirs}\nnot JSON` });
  await cid.show({ id: ids.task_006! });
  await cid.list({ limit: 0 });
}

/** One hands a task over to the other, whose gate fails. */
async function handOver(ann: Project, bob: Project, dir: string): Promise<void> {
  const { task } = await ann.create({ description: 'Passed on', template: 'gated', force: true });
  await ann.claim({ id: task.id });
  await ann.handoff({ id: task.id, to: 'bob', note: 'yours', completed: ['a'], remaining: ['b'] });
  await ann.handoff({ id: task.id, to: 'bob' });
  await bob.verify({ id: task.id });
  writeFileSync(join(dir, 'b.txt'), 'b\n');
  const { job } = await bob.startJob({ command: ['sleep', '60'], name: 'nap', task_id: task.id });
  await bob.orient({ budget: 8000 });
  await bob.killJob({ id: job.id });
  await bob.waitForJobs({ ids: [job.id] });
  await bob.set({ id: task.id, status: 'dead', note: 'no way' });
  await bob.orient({ budget: 500 });
}

/** Where documentation is not enforced, it is suggested. */
async function suggest(dir: string, open: Tour['open']): Promise<void> {
  const settings = join(dir, '.long-run-agent/config.yaml');
  const before = readFileSync(settings, 'utf8');
  writeFileSync(settings, "system_check:\n  doc_enforcement: soft\ngates: [{run: 'true'}]\n");
  const eve = await open({ dir, agent: 'eve' });
  await eve.create({ description: 'Write the search module' });
  await eve.close();
  writeFileSync(settings, before);
}

function writeTemplate(dir: string, name: string, text: string): void {
  const folder = join(dir, '.long-run-agent/templates');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.yaml`), text);
}

function makeRepository(dir: string): void {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], {
      cwd: dir,
      stdio: 'ignore',
    });
  git('init', '--initial-branch=main');
  writeFileSync(join(dir, 'a.txt'), 'a\n');
  git('add', 'a.txt');
  git('commit', '--no-gpg-sign', '--message=begin');
}
