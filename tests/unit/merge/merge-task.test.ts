import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type MergeJudge, mergeTask } from '../../../src/core/merge/merge-task.ts';
import type { Task } from '../../../src/core/task/task.ts';
import { taskOf } from '../../helpers/store-moves.ts';
import { lifecycles } from '../../helpers/store-state.ts';

/** Each side's fields changed when its task did. */
const judge: MergeJudge = { lifecycles, changedAt: (_, task) => task.updated_at };

const base = taskOf('task_001', { labels: ['a', 'b'], dependencies: ['task_002'] });
const at = (day: number) => ({ updated_at: `2026-02-0${day}T00:00:00.000Z`, version: 2 });

test('edits of different fields merge, and neither is told', () => {
  const ours = { ...base, ...at(1), priority: 'P0' } as const;
  const theirs = { ...base, ...at(2), description: 'better', labels: ['b', 'c'] };
  const { task, dropped } = mergeTask(base, ours, theirs, judge);
  expect(task).toEqual({ ...theirs, priority: 'P0', version: 3 });
  expect(dropped).toEqual([]);
});

test('of one field that both changed the later stays, and what gave way is told', () => {
  const ours = { ...base, ...at(2), priority: 'P0' } as const;
  const theirs = { ...base, ...at(1), priority: 'P3' } as const;
  const { task, dropped } = mergeTask(base, ours, theirs, judge);
  expect(task).toEqual(ours);
  expect(dropped).toEqual([{ field: 'priority', kept: 'P0', dropped: 'P3' }]);
});

test('labels and dependencies merge as sets', () => {
  const ours = { ...base, ...at(1), labels: ['a', 'b', 'x'], dependencies: [] };
  const theirs = { ...base, ...at(2), labels: ['b', 'y'], dependencies: ['task_002', 'task_003'] };
  const { task, dropped } = mergeTask(base, ours, theirs, judge);
  expect(task).toMatchObject({ labels: ['b', 'x', 'y'], dependencies: ['task_003'] });
  expect(dropped).toEqual([]);
});

test.each([
  ['completed', 'in_progress', 'completed', true],
  ['in_progress', 'pending', 'in_progress', false],
  ['blocked', 'in_progress', 'in_progress', false],
])('of the statuses %s and %s stays %s', (mine, its, stays, isTold) => {
  const end = mine === 'completed' ? at(1).updated_at : null;
  const ours = { ...base, ...at(1), status: mine, finished_at: end };
  const theirs = { ...base, ...at(2), status: its };
  const { task, dropped } = mergeTask(base, ours, theirs, judge);
  expect(task).toMatchObject({ status: stays, finished_at: end });
  expect(dropped).toHaveLength(isTold ? 1 : 0);
});

test('a task that one side opened again is open', () => {
  const done = { ...base, status: 'completed', finished_at: base.updated_at };
  const ours = { ...done, ...at(1), status: 'in_progress', finished_at: null };
  const theirs = { ...done, ...at(2), priority: 'P0' } as const;
  const { task } = mergeTask(done, ours, theirs, judge);
  expect(task).toMatchObject({ status: 'in_progress', finished_at: null, priority: 'P0' });
});

test('keys of others are merged like fields, also one that was taken away', () => {
  const with_ = (more: object) => ({ ...base, ...more }) as Task;
  const ours = with_({ ...at(1), 'x-one': 1 });
  const theirs = with_({ ...at(2), 'x-two': 2, 'x-three': 3 });
  const { task } = mergeTask(with_({ 'x-one': 1, 'x-three': 3 }), ours, theirs, judge);
  expect(task).toMatchObject({ 'x-two': 2 });
  expect(task).not.toHaveProperty('x-one');
  expect(task).not.toHaveProperty('x-three');
});

test('without the text from before, every difference is a choice, and what only one has in a set stays', () => {
  const ours = { ...base, ...at(1), priority: 'P0', labels: ['a'] } as const;
  const theirs = { ...base, ...at(2), labels: ['b'] };
  const { task, dropped } = mergeTask(undefined, ours, theirs, judge);
  expect(task).toMatchObject({ priority: 'P1', labels: ['a', 'b'] });
  expect(dropped).toEqual([{ field: 'priority', kept: 'P1', dropped: 'P0' }]);
});

const words = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 3 });
const edits = fc
  .record(
    {
      priority: fc.constantFrom('P0', 'P1', 'P2'),
      description: fc.constantFrom('one', 'two'),
      status: fc.constantFrom('pending', 'in_progress', 'completed', 'blocked'),
      labels: words,
      dependencies: words,
      deadline: fc.constantFrom(null, '2026-03-01T00:00:00.000Z'),
      version: fc.integer({ min: 2, max: 4 }),
      updated_at: fc.constantFrom(at(1).updated_at, at(2).updated_at),
    },
    { requiredKeys: ['version', 'updated_at'] },
  )
  .map((patch) => ({ ...base, ...patch }) as Task);

test('who merges makes no difference', () => {
  fc.assert(
    fc.property(fc.option(fc.constant(base), { nil: undefined }), edits, edits, (before, a, b) => {
      const [one, other] = [mergeTask(before, a, b, judge), mergeTask(before, b, a, judge)];
      expect(other).toEqual(one);
    }),
  );
});

test('merging with itself changes nothing, and merging what only one side changed takes that side', () => {
  fc.assert(
    fc.property(edits, (a) => {
      expect(mergeTask(base, a, a, judge)).toEqual({ task: a, dropped: [] });
      expect(mergeTask(base, base, a, judge)).toEqual({ task: a, dropped: [] });
      expect(mergeTask(base, a, base, judge)).toEqual({ task: a, dropped: [] });
    }),
  );
});

test('merging the outcome again with either side keeps it', () => {
  fc.assert(
    fc.property(edits, edits, (a, b) => {
      const { task } = mergeTask(base, a, b, judge);
      expect(mergeTask(b, task, b, judge).task).toEqual(task);
    }),
  );
});
