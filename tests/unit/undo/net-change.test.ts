import { describe, expect, test } from 'vitest';
import type { Change } from '../../../src/core/record/change.ts';
import { isRestorable, netChanges } from '../../../src/core/record/net-change.ts';
import type { TaskPatch } from '../../../src/core/task/task.ts';
import { lease, task } from '../query/world.ts';

const A = 'task_001';

function update(from: TaskPatch, to: TaskPatch): Change {
  const at = { version: 1, updated_at: 'before' };
  return { op: 'task.update', id: A, from: { ...from, ...at }, to: { ...to, version: 2, updated_at: 'now' } };
}

const block = update({ status: 'pending' }, { status: 'blocked' });
const unblock = update({ status: 'blocked' }, { status: 'pending' });
const start = update({ status: 'pending' }, { status: 'in_progress' });
const rename = update({ description: 'a', labels: [] }, { description: 'b', labels: ['x'] });
const renameAgain = update({ description: 'b' }, { description: 'c' });

describe('what a transaction did to a task, all in all', () => {
  test.each<[string, readonly Change[], unknown]>([
    [
      'two changes of one field',
      [rename, renameAgain],
      {
        op: 'updated',
        from: { description: 'a', labels: [] },
        to: { description: 'c', labels: ['x'] },
        followed: false,
      },
    ],
    ['being blocked', [block], { op: 'updated', from: {}, to: {}, followed: true }],
    [
      'being freed and started',
      [unblock, start],
      { op: 'updated', from: { status: 'pending' }, to: { status: 'in_progress' }, followed: true },
    ],
    [
      'being made and changed',
      [{ op: 'task.create', task: task(A) }, block],
      { op: 'created', task: task(A, { status: 'blocked', version: 2, updated_at: 'now' }) },
    ],
    [
      'being changed and deleted',
      [rename, { op: 'task.delete', task: task(A, { description: 'b', labels: ['x'] }) }],
      { op: 'deleted', task: task(A, { description: 'a', labels: [] }) },
    ],
  ])('%s', (_, changes, net) => {
    expect(netChanges({ changes })).toEqual([{ id: A, ...(net as object) }]);
  });

  test('is nothing when it was made and deleted, or only held, noted or counted', () => {
    const born = [
      { op: 'task.create', task: task(A) },
      { op: 'task.delete', task: task(A) },
    ] as const;
    expect(netChanges({ changes: born })).toEqual([]);
    const beside: readonly Change[] = [
      { op: 'lease', id: A, from: null, to: lease(A) },
      { op: 'record', id: A, record: {} },
      { op: 'brief', id: A, text: '' },
      { op: 'counter', key: 'task', from: 0, to: 1 },
    ];
    expect(netChanges({ changes: beside })).toEqual([]);
    expect(isRestorable({ changes: beside })).toBe(false);
  });
});

test.each<[string, Change, boolean]>([
  ['blocking', block, false],
  ['unblocking', unblock, false],
  ['starting', start, true],
  ['a change of fields', rename, true],
  ['creating', { op: 'task.create', task: task(A) }, true],
  ['deleting', { op: 'task.delete', task: task(A) }, true],
])('%s can be restored or not', (_, change, expected) => {
  expect(isRestorable({ changes: [change] })).toBe(expected);
});
