import { expect, test } from 'vitest';
import { claimTask } from '../../../src/app/claim-task.ts';
import { type CreateTaskRequest, createTask } from '../../../src/app/create-task.ts';
import type { Deps } from '../../../src/app/deps.ts';
import { importTasks } from '../../../src/app/import-tasks.ts';
import { showTask } from '../../../src/app/show-task.ts';
import { splitTask } from '../../../src/app/split-task.ts';
import { undoLast } from '../../../src/app/undo-last.ts';
import { err, ok } from '../../../src/core/result.ts';
import { memoryApp } from '../../helpers/memory-app.ts';
import { value } from '../lease/support.ts';
import { add, refused, set, stateOf, statusOf } from '../task/support.ts';
import { checkedApp, links } from './support.ts';

const create = async (deps: Deps, description: string, more: Partial<CreateTaskRequest> = {}) =>
  value(await createTask(deps, { description, ...more }));

test('a task that concerns a module brings its documentation task, in one transaction', async () => {
  const app = memoryApp();
  const { task, doc_task } = await create(app, '支付模块开发', { priority: 'P0' });
  expect(task).toMatchObject({ id: 'task_001', module: '支付', priority: 'P0', status: 'pending' });
  expect(doc_task).toMatchObject({
    id: 'doc_update_001',
    description: expect.stringMatching(/^更新支付模块 README \+ 接口文档/),
    template: 'doc-update',
    module: '支付',
    priority: 'P0',
    status: 'blocked',
    parent_id: null,
    dependencies: ['task_001'],
    variables: {
      module: '支付',
      update_scope: expect.stringContaining('接口文档'),
      user_demand: '支付模块开发',
      documents: { existing: [], missing: ['docs/支付.md'] },
    },
  });
  expect((await stateOf(app)).generation).toBe(1);
});

test('what it is about is said by --module, by a module of the report, or by "the … module"', async () => {
  const app = checkedApp();
  expect((await create(app, 'Refunds', { module: 'payments' })).task.module).toBe('payments');
  expect((await create(app, 'Refund Orders')).task.module).toBe('orders');
  expect((await create(app, 'Write the search module')).task.module).toBe('search');
  expect(await create(app, 'Write it')).toMatchObject({ task: { module: null }, doc_task: null });
  expect(await links(app)).toMatchObject({
    doc_update_001: ['task_001'],
    doc_update_002: ['task_002'],
    doc_update_003: ['task_003'],
  });
});

test('the brief lists the documents that are there and those that are missing', async () => {
  const documents = ['src/pay/README.md', 'README.md', 'docs/orders.md', 'docs/payroll.md'];
  const modules = [
    { name: 'pay', path: 'src/pay' },
    { name: 'tax', path: 'src/tax.ts' },
    { name: '@shop/root', path: '.' },
    'orders',
  ];
  const app = checkedApp(modules, { deps: { documents: { near: () => documents } } });
  const about = async (module: string) =>
    (await create(app, 'do it', { module })).doc_task?.variables.documents;
  expect(await about('pay')).toEqual({ existing: ['src/pay/README.md'], missing: ['docs/pay.md'] });
  expect(await about('orders')).toEqual({
    existing: ['docs/orders.md'],
    missing: ['src/orders/README.md'],
  });
  expect(await about('tax')).toEqual({ existing: [], missing: ['docs/tax.md'] });
  expect(await about('Payroll')).toEqual({ existing: ['docs/payroll.md'], missing: [] });
  expect(await about('@shop/root')).toEqual({ existing: ['README.md'], missing: ['docs/@shop/root.md'] });
});

test('the next task of the module is added to the documentation task that nobody has begun', async () => {
  const app = checkedApp();
  await create(app, 'Add refunds to payments', { priority: 'P2' });
  const second = await create(app, 'Fix payments', { priority: 'P0' });
  expect(second.doc_task).toMatchObject({
    id: 'doc_update_001',
    dependencies: ['task_001', 'task_002'],
    priority: 'P0',
    description: expect.stringMatching(/ for: Add refunds to payments; Fix payments$/),
    variables: { user_demand: 'Add refunds to payments\nFix payments' },
  });
  expect((await create(app, 'Fix orders')).doc_task?.id).toBe('doc_update_002');
  const shown = value(await showTask(app, { id: 'doc_update_001', records: true }));
  expect(JSON.stringify(shown)).toContain('documents task_002 as well: Fix payments');
});

test('one that could have begun is blocked again by a further task', async () => {
  const app = checkedApp();
  await create(app, 'Fix payments');
  await set(app, 'task_001', 'in_progress', 'completed');
  expect(await statusOf(app, 'doc_update_001')).toBe('pending');
  await create(app, 'Fix payments more');
  expect(await statusOf(app, 'doc_update_001')).toBe('blocked');
});

test('one that was started, is held or was split is left alone: there is a new one', async () => {
  const app = checkedApp(['a', 'b', 'c']);
  for (const module of ['a', 'b', 'c']) await add(app, { module });
  await set(app, 'task_001', 'in_progress', 'completed');
  value(await claimTask(app, { id: 'doc_update_001' }));
  expect((await create(app, 'do it', { module: 'a' })).doc_task?.id).toBe('doc_update_004');
  await set(app, 'task_002', 'in_progress', 'completed');
  await set(app, 'doc_update_002', 'in_progress', 'completed');
  expect((await create(app, 'do it', { module: 'b' })).doc_task?.id).toBe('doc_update_005');
  value(await splitTask(app, { id: 'doc_update_003', plan: [{ desc: 'README' }] }));
  expect((await create(app, 'do it', { module: 'c' })).doc_task?.id).toBe('doc_update_006');
});

test('a task that itself waits for the documentation is documented by another one', async () => {
  const app = checkedApp();
  await create(app, 'Fix payments');
  await create(app, 'Announce payments', { dependencies: ['doc_update_001'] });
  expect(await links(app)).toMatchObject({
    doc_update_001: ['task_001'],
    doc_update_002: ['task_002'],
  });
});

test('children, split, import and documentation tasks bring none', async () => {
  const app = checkedApp();
  await add(app);
  await add(app, { parent_id: 'task_001', description: 'Fix payments', module: 'payments' });
  value(await splitTask(app, { id: 'task_001', plan: [{ desc: 'Fix the payments module' }] }));
  value(await importTasks(app, { text: '{"id":"bd-1","title":"Fix payments"}', from: 'beads' }));
  await add(app, { template: 'doc-update', description: 'Rewrite the docs of payments' });
  await add(app, { template: 'doc-update', module: 'payments' });
  expect(Object.keys(await links(app)).filter((id) => id.startsWith('doc'))).toEqual([]);
});

test('undo takes back the task and its documentation task; an undo of that restores both', async () => {
  const app = checkedApp();
  await create(app, 'Fix payments');
  value(await undoLast(app));
  expect(await links(app)).toEqual({});
  value(await undoLast(app));
  expect(await links(app)).toEqual({ task_001: [], doc_update_001: ['task_001'] });
  value(await undoLast(app));
  expect((await create(app, 'Fix payments')).doc_task?.id).toBe('doc_update_002');
});

test('a task whose documentation task waits for another one since cannot be undone', async () => {
  const app = checkedApp();
  await create(app, 'Fix payments');
  await create(app.as('bob'), 'Add refunds to payments');
  const { data } = await refused(app, 'undo_conflict', () => undoLast(app));
  expect(data).toMatchObject({ id: 'doc_update_001' });
});

test('undo takes back the link that was added', async () => {
  const app = checkedApp();
  await create(app, 'Fix payments');
  await create(app, 'Add refunds to payments');
  value(await undoLast(app));
  expect(await links(app)).toEqual({ task_001: [], doc_update_001: ['task_001'] });
});

test('soft enforcement suggests, and goes before the suggestion of a template', async () => {
  const plain = memoryApp();
  const get = async (name: string) => {
    const read = await plain.templates.get(name);
    return read.ok && name === 'novel-chapter' ? ok({ ...read.value, keywords: ['chapter'] }) : read;
  };
  const app = checkedApp(['payments'], {
    check: { doc_enforcement: 'soft' },
    deps: { templates: { ...plain.templates, get } },
  });
  const { task, doc_task, suggestion } = await create(app, 'A chapter on payments');
  expect({ module: task.module, doc_task, suggestion }).toEqual({
    module: 'payments',
    doc_task: null,
    suggestion: {
      kind: 'documentation',
      description: expect.stringContaining('A chapter on payments'),
      template: 'doc-update',
      module: 'payments',
    },
  });
  const other = await create(app, 'A chapter');
  expect(other.suggestion).toEqual({ kind: 'template', template: 'novel-chapter', keyword: 'chapter' });
  expect(Object.keys(await links(app))).toEqual(['task_001', 'task_002']);
});

test('disabled enforcement does nothing', async () => {
  const app = checkedApp(['payments'], { check: { doc_enforcement: 'disabled' } });
  expect(await create(app, 'Fix payments')).toMatchObject({
    task: { module: 'payments' },
    doc_task: null,
    suggestion: null,
  });
});

test('with a documentation template that cannot be used nothing is created, unless nothing is enforced', async () => {
  const plain = memoryApp();
  const broken = err({ code: 'invalid_template' as const, message: 'no' });
  const get: Deps['templates']['get'] = async (name) =>
    name === 'doc-update' ? broken : plain.templates.get(name);
  const templates = { ...plain.templates, get };
  const app = checkedApp(['payments'], { deps: { templates } });
  await refused(app, 'invalid_template', () => createTask(app, { description: 'Fix payments' }));
  await create(app, 'Fix it');
});

test('a demand that is a whole document is quoted in part', async () => {
  const app = checkedApp();
  const { doc_task } = await create(app, `Fix payments ${'x'.repeat(100_000)}`);
  expect(JSON.stringify(doc_task).length).toBeLessThan(5000);
});

test('a module of the report is spelled as it is there, also for a child and for a documentation task', async () => {
  const app = checkedApp();
  await create(app, 'Refunds', { module: 'payments' });
  const { task, doc_task, warnings } = await create(app, 'Refunds', { module: 'PAYMENTS' });
  expect({ module: task.module, doc: doc_task?.id, warnings }).toEqual({
    module: 'payments',
    doc: 'doc_update_001',
    warnings: [],
  });
  const more = { module: 'Orders' };
  expect((await create(app, 'a part', { ...more, parent_id: 'task_001' })).task.module).toBe('orders');
  expect((await create(app, 'docs', { ...more, template: 'doc-update' })).task.module).toBe('orders');
});
