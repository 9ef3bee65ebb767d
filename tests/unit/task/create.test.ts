import { describe, expect, test } from 'vitest';
import { claimTask } from '../../../src/app/claim-task.ts';
import { createTask } from '../../../src/app/create-task.ts';
import { heartbeatTask } from '../../../src/app/heartbeat-task.ts';
import { publishTask } from '../../../src/app/publish-task.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { memoryApp } from '../../helpers/memory-app.ts';
import { LONG } from '../lease/support.ts';
import { add, cpuSince, refused, set, stateOf, value } from './support.ts';

describe('a new task', () => {
  test('has every field of the contract', async () => {
    const app = memoryApp();
    const answer = value(await createTask(app, { description: '  Write the parser\n' }));
    expect(answer).toEqual({
      task: {
        id: 'task_001',
        description: 'Write the parser',
        template: 'task',
        priority: 'P1',
        status: 'pending',
        parent_id: null,
        output_req: '8k',
        dependencies: [],
        dependency_type: 'all',
        deadline: null,
        module: null,
        labels: [],
        variables: {},
        source: null,
        task_file: 'tasks/task_001.md',
        created_at: '2026-01-01T00:00:00.000Z',
        updated_at: '2026-01-01T00:00:00.000Z',
        finished_at: null,
        created_by: 'ann',
        version: 1,
        lease: null,
        locked_by: null,
      },
      ready: true,
      doc_task: null,
      suggestion: null,
      warnings: [],
    });
  });

  test('keeps all it is given', async () => {
    const app = memoryApp();
    const first = await add(app);
    const { task } = value(
      await createTask(app, {
        description: 'x',
        template: 'data-pipeline',
        priority: 'P3',
        output_req: '16K',
        dependencies: [first, ` ${first} `, ''],
        dependency_type: 'any',
        deadline: '2026-02-01T01:00:00+01:00',
        module: ' core ',
        labels: [' a ', 'b', 'a'],
        variables: { deep: { list: [1, null, true] } },
      }),
    );
    expect(task).toMatchObject({
      template: 'data-pipeline',
      priority: 'P3',
      status: 'blocked',
      output_req: '16k',
      dependencies: [first],
      dependency_type: 'any',
      deadline: '2026-02-01T00:00:00.000Z',
      module: 'core',
      labels: ['a', 'b'],
      variables: { deep: { list: [1, null, true] } },
    });
  });

  test('takes its defaults from the settings', async () => {
    const tasks = {
      default_template: 'novel-chapter',
      default_priority: 'P2',
      default_output_req: '32k',
    } as const;
    const app = memoryApp({ settings: { ...DEFAULT_SETTINGS, tasks } });
    expect(value(await createTask(app, { description: 'x' })).task).toMatchObject({
      template: 'novel-chapter',
      status: 'drafting',
      priority: 'P2',
      output_req: '32k',
    });
  });

  test('is one transaction, and its number is never drawn again', async () => {
    const app = memoryApp();
    await add(app);
    const { generation, nodes } = await stateOf(app);
    expect(generation).toBe(1);
    expect(nodes[0]!.record.entries).toMatchObject([{ command: 'create', agent: 'ann' }]);
    expect([await add(app), await add(app)]).toEqual(['task_002', 'task_003']);
  });

  test.each([
    ['newlines and emoji', 'one\ntwo 🚀\u0007\u001b[31mred'],
    ['the name of a prototype', '__proto__'],
    ['a megabyte', 'x'.repeat(1 << 20)],
    ['half of a surrogate pair', 'a\ud83d'],
  ])('is described by %s', async (_, description) => {
    const app = memoryApp();
    expect(value(await createTask(app, { description })).task.description).toBe(description);
  });
});

describe('a new task with dependencies', () => {
  test.each([
    ['all', ['pending', 'pending'], 'blocked'],
    ['all', ['completed', 'pending'], 'blocked'],
    ['all', ['completed', 'completed'], 'pending'],
    ['any', ['pending', 'pending'], 'blocked'],
    ['any', ['completed', 'pending'], 'pending'],
  ])('of which %s count and which are %j is %s', async (dependency_type, statuses, status) => {
    const app = memoryApp();
    const dependencies: string[] = [];
    for (const one of statuses) {
      dependencies.push(await add(app));
      if (one === 'completed') await set(app, dependencies.at(-1)!, 'in_progress', 'completed');
    }
    const { task } = value(await createTask(app, { description: 'x', dependencies, dependency_type }));
    expect(task).toMatchObject({ status, version: 1 });
  });

  test('waits for what failed', async () => {
    const app = memoryApp();
    const dead = await add(app, { template: 'fragile' });
    await set(app, dead, 'working', 'dead');
    expect(value(await createTask(app, { description: 'x', dependencies: [dead] })).task.status).toBe(
      'blocked',
    );
  });

  test('names those that are not there', async () => {
    const app = memoryApp();
    const known = await add(app);
    const dependencies = ['task_404', known, '../etc', 'task_404'];
    const found = await refused(app, 'dependency_not_found', () =>
      createTask(app, { description: 'x', dependencies }),
    );
    expect(found.data).toEqual({ missing: ['task_404', '../etc'], count: 2 });
    expect(found.hint).toContain('task_001');
  });

  test('takes a million of them without a hitch, there or not', async () => {
    const app = memoryApp();
    const known = await add(app);
    const start = process.cpuUsage();
    const unknown = Array.from({ length: 1_000_000 }, (_, n) => `task_${n + 1000}`);
    const found = await refused(app, 'dependency_not_found', () =>
      createTask(app, { description: 'x', dependencies: unknown }),
    );
    expect(found.data).toMatchObject({ count: 1_000_000 });
    expect(found.data!.missing).toHaveLength(50);
    const same = Array.from({ length: 1_000_000 }, () => known);
    expect(value(await createTask(app, { description: 'x', dependencies: same })).task.dependencies).toEqual([
      known,
    ]);
    expect(cpuSince(start)).toBeLessThan(10_000);
  });

  test('may wait for a sister, but not for what waits for its parent', async () => {
    const app = memoryApp();
    const parent = await add(app);
    const sister = await add(app, { parent_id: parent });
    expect(await add(app, { parent_id: parent, dependencies: [sister] })).toBe('task_001_02');
    const after = await add(app, { dependencies: [parent] });
    const found = await refused(app, 'dependency_cycle', () =>
      createTask(app, { description: 'x', parent_id: parent, dependencies: [after] }),
    );
    expect(found.data!.path).toEqual(['task_001_03', 'task_002', 'task_001', 'task_001_03']);
    const own = await refused(app, 'dependency_cycle', () =>
      createTask(app, { description: 'x', parent_id: sister, dependencies: [parent] }),
    );
    expect(own.data!.path).toEqual(['task_001_01_01', 'task_001', 'task_001_01', 'task_001_01_01']);
  });
});

describe('a child', () => {
  test('inherits template and priority, and has the next number below its parent', async () => {
    const app = memoryApp();
    const parent = await add(app, { template: 'code-module', priority: 'P0', output_req: '64k' });
    const { task } = value(await createTask(app, { description: 'x', parent_id: parent }));
    expect(task).toMatchObject({
      id: 'task_001_01',
      parent_id: parent,
      template: 'code-module',
      priority: 'P0',
      output_req: '8k',
    });
    expect(await add(app, { parent_id: parent, template: 'task', priority: 'P2' })).toBe('task_001_02');
    expect(await add(app, { parent_id: 'task_001_01' })).toBe('task_001_01_01');
  });

  test.each(['task_404', '../task', '__proto__', 'nonsense'])('has no parent %s', async (parent_id) => {
    const app = memoryApp();
    await add(app);
    await refused(app, 'not_found', () => createTask(app, { description: 'x', parent_id }));
  });

  test('is not put below a finished task, nor below one that failed', async () => {
    const app = memoryApp();
    const done = await add(app);
    await set(app, done, 'in_progress', 'completed');
    const dead = await add(app, { template: 'fragile' });
    await set(app, dead, 'working', 'dead');
    for (const parent_id of [done, dead]) {
      await refused(app, 'task_finished', () => createTask(app, { description: 'x', parent_id }));
    }
  });

  test('is not put where another agent holds the subtree for itself', async () => {
    const app = memoryApp();
    const parent = await add(app);
    const child = await add(app, { parent_id: parent });
    const bob = app.as('bob');
    value(await claimTask(bob, { id: parent }));
    for (const parent_id of [parent, child]) {
      const found = await refused(app, 'not_lease_holder', () =>
        createTask(app, { description: 'x', parent_id }),
      );
      expect(found.data).toMatchObject({ held: parent, holder: 'bob' });
    }
    expect(await add(bob, { parent_id: child })).toBe('task_001_01_01');
    value(await publishTask(bob, { id: parent }));
    expect(await add(app, { parent_id: parent })).toBe('task_001_02');
  });

  test('is put below a claim of its own that stands below one of another', async () => {
    const app = memoryApp();
    const parent = await add(app);
    const child = await add(app, { parent_id: parent });
    const bob = app.as('bob');
    value(await claimTask(bob, { id: parent }));
    value(await publishTask(bob, { id: parent }));
    value(await claimTask(app, { id: child }));
    expect(await add(app, { parent_id: child })).toBe('task_001_01_01');
  });

  test('is put below a claim of its own, also when a lapsed one above it came to life again', async () => {
    const app = memoryApp();
    const parent = await add(app);
    const child = await add(app, { parent_id: parent });
    const bob = app.as('bob');
    value(await claimTask(bob, { id: parent }));
    app.advance(LONG);
    value(await claimTask(app, { id: child }));
    value(await heartbeatTask(bob, { id: parent }));
    expect(await add(app, { parent_id: child })).toBe('task_001_01_01');
    await refused(app, 'not_lease_holder', () => createTask(app, { description: 'x', parent_id: parent }));
  });

  test('is refused where ids would grow too long', async () => {
    const app = memoryApp();
    let deepest = await add(app);
    while (deepest.length + 3 <= 200) deepest = await add(app, { parent_id: deepest });
    await refused(app, 'usage', () => createTask(app, { description: 'x', parent_id: deepest }));
  });
});

describe('templates', () => {
  test('that are not there are refused', async () => {
    const app = memoryApp();
    for (const template of ['nope', '../task']) {
      await refused(app, 'template_not_found', () => createTask(app, { description: 'x', template }));
    }
  });

  test('are suggested by the words of a description, unless one was chosen', async () => {
    const plain = memoryApp();
    const keywords: { [name: string]: string[] } = {
      'novel-chapter': ['chapter', 'novel'],
      task: ['chapter'],
    };
    const get = async (name: string) => {
      const found = await plain.templates.get(name);
      if (name === 'fragile')
        return { ok: false as const, failure: { code: 'invalid_template' as const, message: '' } };
      return found.ok ? { ...found, value: { ...found.value, keywords: keywords[name] ?? [] } } : found;
    };
    const app = memoryApp({ templates: { ...plain.templates, get } });
    const description = 'Write CHAPTER two';
    const suggestion = { template: 'novel-chapter', keyword: 'chapter' };
    expect(value(await createTask(app, { description }))).toMatchObject({ suggestion });
    expect(value(await createTask(app, { description, template: 'task' })).suggestion).toBeNull();
    expect(value(await createTask(app, { description: 'Write' })).suggestion).toBeNull();
  });
});

describe('the brief', () => {
  test('is made with the task', async () => {
    const app = memoryApp();
    await add(app, { description: 'Write the parser' });
    expect((await stateOf(app)).nodes[0]!.brief).toBe('# Write the parser\n');
  });

  test('that cannot be rendered fails the whole', async () => {
    const fault = { line: 3, reason: 'no filter named sparkle' };
    const renderer = async () => ({
      check: () => ({ ok: true as const, value: undefined }),
      render: () => ({ ok: false as const, failure: fault }),
    });
    const app = memoryApp({ renderer });
    const found = await refused(app, 'invalid_template', () => createTask(app, { description: 'x' }));
    expect(found.data).toEqual({ template: 'task', ...fault });
    expect(found.message).toContain('line 3');
    const broken = await refused({ ...app, renderer }, 'invalid_template', () =>
      createTask(app, { description: 'x', template: 'novel-chapter' }),
    );
    expect(broken.data).toMatchObject({ template: 'novel-chapter' });
  });
});

test('a deadline that has passed is taken, with a warning', async () => {
  const app = memoryApp();
  const past = value(await createTask(app, { description: 'x', deadline: '2025-01-01T00:00:00Z' }));
  expect(past.task.deadline).toBe('2025-01-01T00:00:00.000Z');
  expect(past.warnings).toEqual(['the deadline 2025-01-01T00:00:00.000Z has passed already']);
  expect(value(await createTask(app, { description: 'x', deadline: '2027-01-01' })).warnings).toEqual([]);
});
