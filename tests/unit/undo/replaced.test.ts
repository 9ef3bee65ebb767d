import { expect, test } from 'vitest';
import type { Change, Entry } from '../../../src/core/record/change.ts';
import { replacedSince } from '../../../src/core/record/replaced.ts';
import { taskOf } from '../../helpers/store-moves.ts';

/** The entries of a log, the newest first, of the changes of each, the oldest first. */
const logOf = (...steps: readonly (readonly Change[])[]): readonly Entry[] =>
  steps
    .map((changes, i) => ({
      generation: i,
      tx: `tx-${i}`,
      at: '2026-02-01T00:00:00.000Z',
      agent: 'ann',
      command: 'test',
      changes,
    }))
    .reverse();

const task = taskOf('task_001');
const other = taskOf('task_001', { created_by: 'bob' });
const to = { created_by: 'bob' };
const replacing: Change = { op: 'task.update', id: 'task_001', from: { created_by: 'ann' }, to };

test('an id under which another task was put since is told, one replaced before is not', () => {
  expect([...replacedSince(logOf([], [replacing]), 'tx-0')]).toEqual(['task_001']);
  expect([...replacedSince(logOf([replacing], []), 'tx-0')]).toEqual([]);
});

test('a task that went and came back is the same, another in its place is not', () => {
  const gone: Change = { op: 'task.delete', task };
  expect([...replacedSince(logOf([], [gone], [{ op: 'task.create', task }]), 'tx-0')]).toEqual([]);
  const next: Change = { op: 'task.create', task: other };
  expect([...replacedSince(logOf([], [gone], [next]), 'tx-0')]).toEqual(['task_001']);
});
