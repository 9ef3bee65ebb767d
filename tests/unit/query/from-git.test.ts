import { expect, test } from 'vitest';
import type { Entry } from '../../../src/core/record/change.ts';
import { recordedTasks } from '../../../src/core/record/record.ts';
import { logLineOf } from '../../../src/core/record/summary.ts';

const entry: Entry = {
  generation: 2,
  tx: 'tx2',
  at: '2026-01-01T00:00:00.000Z',
  agent: 'other-hands',
  command: 'adopt',
  changes: [{ op: 'task.update', id: 'task_001', from: { status: 'completed' }, to: { status: 'pending' } }],
};

test('what other hands did stands in the record; what git brought does not, for the record came along', () => {
  expect([...recordedTasks(entry)]).toEqual(['task_001']);
  expect([...recordedTasks({ ...entry, fromGit: true })]).toEqual([]);
});

test('the log shows both', () => {
  const line = { command: 'adopt', tasks: ['task_001'], summary: 'task_001 completed → pending' };
  expect(logLineOf(entry)).toMatchObject(line);
  expect(logLineOf({ ...entry, fromGit: true })).toMatchObject(line);
});
