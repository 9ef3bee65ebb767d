import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  CheckpointError,
  CheckpointManager,
  createWorker,
  FatalError,
  MaxRetriesExceededError,
  RecoveryStrategy,
  Scheduler,
  StateManager,
  TransientError,
} from '../../src/index.ts';
import { tempFolder } from '../helpers/temp-folder.ts';
import { workProject } from '../helpers/work-project.ts';

const quick = { firstWait: 1, longestWait: 2 };

test('the last checkpoints are kept, and a damaged one is skipped for the one before', () => {
  const folder = join(tempFolder(), 'checkpoints');
  const manager = new CheckpointManager<{ step: number }>({ folder });
  expect(manager.restore()).toBe(null);
  for (let step = 1; step <= 7; step++) manager.save({ step });
  expect(manager.list().map(({ sequence }) => sequence)).toEqual([7, 6, 5, 4, 3]);
  expect(readdirSync(folder)).toHaveLength(5);
  writeFileSync(join(folder, 'checkpoint-00000007.json'), 'abc\n{"sequence":7}\n');
  expect(manager.restore()).toMatchObject({ sequence: 6, state: { step: 6 } });
  expect(manager.save({ step: 8 }).sequence).toBe(8);
  expect(manager.prune(1)).toBe(4);
  expect(manager.restore()?.state).toEqual({ step: 8 });
});

test('a state is kept whole, and a damaged file is told', () => {
  const file = join(tempFolder(), 'deep', 'state.json');
  const states = new StateManager<{ n: number }>({ file });
  expect(states.load()).toBe(null);
  expect(states.update((before) => ({ n: (before?.n ?? 0) + 1 }))).toEqual({ n: 1 });
  expect(new StateManager({ file }).load()).toEqual({ n: 1 });
  writeFileSync(file, '{"n":2}');
  expect(() => states.load()).toThrow(CheckpointError);
});

test('what may pass is repeated, what is fatal is not, and the causes are kept', async () => {
  const recovery = new RecoveryStrategy({ ...quick, retries: 2 });
  let calls = 0;
  const twice = () => {
    if (++calls < 3) throw new TransientError('not yet');
    return 'done';
  };
  expect(await recovery.executeWithRecovery(twice)).toBe('done');
  const never = recovery.executeWithRecovery(() => Promise.reject(new Error('never')));
  await expect(never).rejects.toBeInstanceOf(MaxRetriesExceededError);
  await expect(never).rejects.toMatchObject({ causes: [{ message: 'never' }, {}, {}] });
  let tries = 0;
  const fatal = recovery.executeWithRecovery(() => {
    tries++;
    throw new FatalError('no key');
  });
  await expect(fatal).rejects.toBeInstanceOf(FatalError);
  expect(tries).toBe(1);
});

test('a checkpoint that cannot be used gives way to the one before', async () => {
  const recovery = new RecoveryStrategy(quick);
  const seen: unknown[] = [];
  const restores = [3, 2, 1].map((n) => () => n);
  const use = (good: number) => (state: number | undefined) => {
    seen.push(state);
    if (state !== good) throw new CheckpointError('damaged');
    return state;
  };
  expect(await recovery.executeWithRecovery(use(2), restores)).toBe(2);
  expect(seen).toEqual([3, 2]);
  await expect(recovery.executeWithRecovery(use(0), restores)).rejects.toBeInstanceOf(FatalError);
});

test('the scheduler begins the most urgent first, so many at a time', async () => {
  const scheduler = new Scheduler({ maxParallel: 2 });
  const order: string[] = [];
  let most = 0;
  const job = (name: string) => async () => {
    order.push(name);
    most = Math.max(most, scheduler.running);
    await new Promise((go) => setTimeout(go, 5));
  };
  for (const [name, priority] of [
    ['c', 2],
    ['a', 0],
    ['b', 1],
    ['a2', 0],
  ] as const)
    void scheduler.schedule(job(name), priority);
  const failing = scheduler.schedule(() => {
    throw new Error('no');
  }, 3);
  await expect(failing).rejects.toThrow('no');
  await scheduler.idle();
  expect(order).toEqual(['a', 'a2', 'b', 'c']);
  expect([most, scheduler.running, scheduler.waiting]).toEqual([2, 0, 0]);
  expect(() => new Scheduler({ maxParallel: 0 })).toThrow(RangeError);
});

test('a worker can be run by a program, and stopped', async () => {
  const project = await workProject('one', 'two');
  const types: string[] = [];
  const dir = project.folder;
  const worker = await createWorker({
    dir,
    agent: 'ann',
    exec: 'true',
    onEvent: ({ type }) => types.push(type),
  });
  expect(await worker.run()).toMatchObject({ stopped: 'done', finished: ['task_001', 'task_002'] });
  expect(types.filter((type) => type === 'task_finished')).toHaveLength(2);
  await project.cli.json(['create', 'three']);
  const slow = await createWorker({ dir, agent: 'ann', exec: 'sleep 60' });
  const running = slow.run();
  setTimeout(() => slow.stop(), 500);
  expect(await running).toMatchObject({ stopped: 'signal', paused: ['task_003'] });
  await expect(createWorker({ dir })).rejects.toMatchObject({ code: 'usage' });
  await expect(createWorker({ dir, exec: 'true', concurrency: 0 })).rejects.toMatchObject({ code: 'usage' });
});
