import { expect, test } from 'vitest';
import { TaskGraph } from '../../../src/core/graph/graph.ts';
import { followTasks, strayLeases } from '../../../src/core/lease/follow.ts';
import { Draft } from '../../../src/core/record/draft.ts';
import { emptyRecord } from '../../../src/core/record/record.ts';
import type { Task } from '../../../src/core/task/task.ts';
import { leaseOf, taskOf } from '../../helpers/store-moves.ts';
import { lifecycles } from '../../helpers/store-state.ts';

const AT = { at: '2026-02-01T00:00:00.000Z', generation: 7 };
const listOf = (tasks: readonly Task[]) => new Map(tasks.map((task) => [task.id, task]));
const of = (who: string, n: number, more: Partial<Task> = {}) =>
  taskOf(`task_00${n}`, { created_by: who, ...more });

/** Who holds what when a list takes the place of another in which these tasks were leased, each to who made it. */
function after(before: readonly Task[], now: readonly Task[]): readonly string[] {
  const leases = before.map(({ id, created_by }) => leaseOf(id, created_by, AT));
  const draft = new Draft(
    TaskGraph.of(now, lifecycles),
    AT.generation,
    AT.at,
    (id) => listOf(now).get(id),
    emptyRecord,
  );
  for (const lease of leases) draft.graph.apply({ op: 'lease', id: lease.task_id, from: null, to: lease });
  followTasks(draft, strayLeases(draft, listOf(before), listOf(now)), listOf(before), listOf(now));
  return [...draft.graph.leases].map(
    ([id, { agent, task_id, token }]) => `${id} ${task_id} ${agent} ${token}`,
  );
}

test('a lease stays with a task that keeps its id', () => {
  expect(after([of('ann', 1)], [of('ann', 1, { description: 'edited' })])).toEqual([
    'task_001 task_001 ann 7',
  ]);
});

test('a lease follows its task to another id, with its token', () => {
  const now = [of('ann', 1), of('bob', 2)];
  expect(after([of('bob', 1)], now)).toEqual(['task_002 task_002 bob 7']);
});

test('the leases of two tasks that changed places change places', () => {
  const now = [of('bob', 1), of('ann', 2)];
  expect([...after([of('ann', 1), of('bob', 2)], now)].sort()).toEqual([
    'task_001 task_001 bob 7',
    'task_002 task_002 ann 7',
  ]);
});

test('the lease of a task that is not there, or finished, ends', () => {
  expect(after([of('bob', 1)], [of('ann', 1)])).toEqual([]);
  expect(after([of('bob', 1)], [of('ann', 1), of('bob', 2, { status: 'completed' })])).toEqual([]);
});
