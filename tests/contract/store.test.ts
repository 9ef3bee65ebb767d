import { appendFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fail } from '../../src/core/failure.ts';
import type { Draft } from '../../src/core/record/draft.ts';
import { err, ok } from '../../src/core/result.ts';
import type { Store, View } from '../../src/ports/store.ts';
import { briefAt, expectFilesToShow } from '../helpers/store-folder.ts';
import { expectStateOfHistory } from '../helpers/store-history.ts';
import { type Bench, STORES } from '../helpers/store-kinds.ts';
import { add, checkpoint, claim, finish, leaseOf, taskOf } from '../helpers/store-moves.ts';
import { head, run } from '../helpers/store-scenarios.ts';
import { stateOf } from '../helpers/store-state.ts';

const PROJECT = { kind: 'project' } as const;

describe.each(Object.entries(STORES))('the %s store', (_name, make) => {
  let bench: Bench;
  let store: Store;
  beforeEach(() => {
    bench = make();
    store = bench.open();
  });
  afterEach(() => bench.close());

  const change = <T>(step: (draft: Draft) => T) => run(store, step, head('test'));

  async function ask<T>(question: (view: View) => T): Promise<T> {
    const read = await bench.open().read(PROJECT, question);
    if (!read.ok) throw new Error(read.failure.message);
    return read.value;
  }

  test('is empty at first', async () => {
    expect(await stateOf(store)).toMatchObject({ tasks: [], leases: [], nextRoot: 1, entries: [] });
    expect(await ask((view) => [view.task('task_001'), view.brief('task_001')])).toEqual([undefined, null]);
    expect(await ask((view) => view.record('task_001').entries)).toEqual([]);
  });

  test('shows every later reader what it acknowledged', async () => {
    for (let n = 1; n <= 5; n++) {
      const id = await change((draft) => add(draft));
      expect(await ask((view) => [view.task(id)?.id, view.brief(id), view.graph.size])).toEqual([
        id,
        `# ${id}\n\nWhat it is about.\n`,
        n,
      ]);
    }
  });

  test('leaves nothing of a decision that failed, nor of one that threw', async () => {
    await change((draft) => {
      add(draft);
      claim(draft, add(draft), 'bob');
    });
    const before = await stateOf(store);
    const attempt = (draft: Draft) => {
      finish(draft, 'task_001');
      draft.remove('task_002');
      claim(draft, add(draft, { dependencies: ['task_001'] }), 'cid');
      checkpoint(draft, 'task_001', 1);
    };
    const refused = await store.transact(head('test'), PROJECT, ({ draft }) => {
      attempt(draft);
      return err(fail('busy', 'no'));
    });
    expect(refused).toMatchObject({ ok: false, failure: { code: 'busy' } });
    expect(await stateOf(store)).toEqual(before);
    const thrown = store.transact(head('test'), PROJECT, ({ draft }) => {
      attempt(draft);
      throw new Error('a bug');
    });
    await expect(thrown).rejects.toThrow('a bug');
    expect(await stateOf(store)).toEqual(before);
    expect(await stateOf(bench.open())).toEqual(before);
    await change((draft) => finish(draft, 'task_001'));
    await expectStateOfHistory(store);
  });

  test('takes back half a transaction and keeps the rest', async () => {
    await change((draft) => {
      add(draft);
      const mark = draft.mark();
      draft.update('task_001', { status: 'in_progress' });
      add(draft, { parent_id: 'task_001' });
      draft.rollback(mark);
      draft.update('task_001', { priority: 'P0' });
    });
    const { tasks, briefs } = await expectStateOfHistory(store);
    expect(tasks).toEqual([taskOf('task_001', { priority: 'P0' })]);
    expect(Object.keys(briefs)).toEqual(['task_001']);
  });

  test('makes no transaction of a decision that changes nothing', async () => {
    await change((draft) => add(draft));
    const before = await stateOf(store);
    expect(await change((draft) => draft.update('task_001', { priority: 'P1' }))).toBeUndefined();
    expect(await stateOf(store)).toEqual(before);
  });

  test('shows a transaction its own changes', async () => {
    await change((draft) => add(draft));
    await store.transact(head('test'), PROJECT, (tx) => {
      tx.draft.update('task_001', { priority: 'P3' });
      expect(tx.task('task_001')).toMatchObject({ priority: 'P3', version: 2 });
      expect(tx.graph.find('task_001')?.priority).toBe(3);
      tx.draft.remove('task_001');
      expect(tx.task('task_001')).toBeUndefined();
      return ok(null);
    });
  });

  test('never draws an id twice', async () => {
    const drawn: string[] = [];
    for (let n = 0; n < 6; n++) {
      drawn.push(await change((draft) => add(draft)));
      const child = await change((draft) => add(draft, { parent_id: drawn.at(-1)! }));
      drawn.push(child);
      await change((draft) => {
        draft.remove(child);
        if (n % 2 === 0) draft.remove(drawn.at(-2)!);
      });
      drawn.push(...(n % 2 ? [await change((draft) => add(draft, { parent_id: drawn.at(-2)! }))] : []));
    }
    expect(new Set(drawn).size).toBe(drawn.length);
    expect(await ask((view) => view.graph.lastNumber('task'))).toBe(6);
    await expectStateOfHistory(store);
  });

  test('keeps leases, and forgets the lease of a task that is gone', async () => {
    await change((draft) => add(draft));
    await change((draft) => claim(draft, 'task_001', 'bob'));
    const token = await ask((view) => view.graph.find('task_001')!.lease!.token);
    await change((draft) => claim(draft, 'task_001', 'cid'));
    expect(await ask((view) => view.graph.leases.get('task_001'))).toMatchObject({
      agent: 'cid',
      token: token + 1,
    });
    await change((draft) => draft.remove('task_001'));
    expect((await expectStateOfHistory(store)).leases).toEqual([]);
  });

  test('never writes a brief again, and brings it back with its task', async () => {
    await change((draft) => add(draft));
    await change((draft) => draft.addBrief('task_001', 'another'));
    const brief = () => ask((view) => view.brief('task_001'));
    expect(await brief()).toContain('What it is');
    await change((draft) => draft.remove('task_001'));
    expect(await brief()).toBeNull();
    await run(store, (draft) => draft.create(taskOf('task_001')), head('undo', { undoes: 'x' }));
    expect(await brief()).toContain('What it is');
  });

  test('leaves a brief to those who write on in it', async () => {
    const own = make({ tail: 2 });
    const later = own.open();
    const id = await run(later, (draft) => add(draft), head('test'));
    if (own.dir) appendFileSync(briefAt(own.dir, id), 'by hand');
    for (let n = 0; n < 4; n++) await run(later, (draft) => draft.addBrief(id, 'again'), head('test'));
    const read = await later.read(PROJECT, (view) => view.brief(id));
    expect(read).toEqual(ok(`# ${id}\n\nWhat it is about.\n${own.dir ? 'by hand' : ''}`));
    await own.close();
  });

  test('writes each transaction into a record once and keeps the newest five checkpoints', async () => {
    await change((draft) => add(draft));
    for (let n = 1; n <= 7; n++) await change((draft) => checkpoint(draft, 'task_001', n));
    await change((draft) => draft.setLease('task_001', leaseOf('task_001', 'bob', draft)));
    const lease = await ask((view) => view.graph.leases.get('task_001')!);
    await change((draft) =>
      draft.setLease('task_001', { ...lease, last_heartbeat: draft.at, expires_at: '2027-01-01' }),
    );
    const { records, entries } = await expectStateOfHistory(bench.open());
    expect(records.task_001!.entries.map((line) => line.checkpoint?.sequence)).toEqual([
      undefined,
      undefined,
      undefined,
      ...[3, 4, 5, 6, 7],
      undefined,
    ]);
    expect(entries).toHaveLength(10);
  });

  test('keeps more than 200 transactions, the newest first', async () => {
    await change((draft) => add(draft));
    for (let n = 0; n < 230; n++) {
      await change((draft) => draft.update('task_001', { description: `change ${n}` }));
      if (n % 50 === 7) await change((draft) => add(draft));
    }
    const { entries, records } = await expectStateOfHistory(bench.open());
    expect(entries).toHaveLength(236);
    expect(records.task_001!.entries).toHaveLength(231);
    const first = await ask((view) => {
      for (const entry of view.entries()) return entry.changes;
      return null;
    });
    expect(first).toMatchObject([{ op: 'task.update', to: { description: 'change 229' } }]);
  });

  test('serves two store objects on one project, turn by turn and at once', async () => {
    const other = bench.open();
    const add2 = (which: Store) => run(which, (draft) => add(draft), head('test'));
    for (let n = 0; n < 4; n++) {
      expect(await add2(n % 2 ? other : store)).toBe(`task_00${n + 1}`);
      expect(await stateOf(store)).toEqual(await stateOf(other));
    }
    const ids = await Promise.all(Array.from({ length: 20 }, (_, n) => add2(n % 3 ? store : other)));
    expect(new Set(ids).size).toBe(20);
    expect((await expectStateOfHistory(store)).tasks).toHaveLength(24);
  });

  test('keeps a megabyte of text, any characters, and names that JavaScript holds dear', async () => {
    const description = 'ä\u2028\n"\\ 😀 \u001b[31m'.repeat(80_000);
    const variables = JSON.parse('{"__proto__": {"x": 1}, "constructor": "c", "名": [null, {"": 0}]}');
    await change((draft) => add(draft));
    const id = await change((draft) => add(draft, { description, variables }));
    await change((draft) => add(draft, { description: '' }));
    await change((draft) => draft.update('task_001', { labels: ['__proto__', '标签'] }));
    const task = await ask((view) => view.task(id)!);
    expect(task.description).toBe(description);
    expect(JSON.stringify(task.variables)).toBe(JSON.stringify(variables));
    const state = await expectStateOfHistory(bench.open());
    if (bench.dir) expectFilesToShow(bench.dir, state);
  });

  test('holds more than 10,000 tasks, made at once', async () => {
    const many = (draft: Draft) => {
      for (let n = 0; n < 10_050; n++) draft.create(taskOf(draft.nextId('task', null)));
    };
    await run(store, many, head('import'));
    await change((draft) => finish(draft, 'task_10050'));
    const late = await change((draft) => add(draft, { dependencies: ['task_001'] }));
    await change((draft) => draft.remove('task_002'));
    expect(
      await ask((view) => [view.task('task_10050')?.status, view.task('task_002'), view.graph.size]),
    ).toEqual(['completed', undefined, 10_050]);
    expect(await ask((view) => [view.task(late)?.status, view.graph.lastNumber('task')])).toEqual([
      'blocked',
      10_051,
    ]);
  });
});
