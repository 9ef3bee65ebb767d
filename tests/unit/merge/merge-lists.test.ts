import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ListJudge, mergeLists } from '../../../src/core/merge/merge-lists.ts';
import type { Task } from '../../../src/core/task/task.ts';
import { taskOf } from '../../helpers/store-moves.ts';
import { lifecycles } from '../../helpers/store-state.ts';

const judge: ListJudge = {
  lifecycles,
  changedAt: (_, task) => task.updated_at,
  before: () => undefined,
  isAtHome: () => false,
};

const listOf = (...tasks: readonly Task[]) => new Map(tasks.map((task) => [task.id, task]));
const made = (id: string, who: string, more: Partial<Task> = {}) =>
  taskOf(id, { description: who, created_by: who, ...more });

/** Merges, and tells `id: descriptions` of each id, and which are the same: `id is id`. */
function merged(base: readonly Task[] | null, ours: readonly Task[], theirs: readonly Task[]) {
  const sides = {
    base: base && listOf(...base),
    ours: listOf(...ours),
    theirs: listOf(...theirs),
    areWhole: true,
  };
  const { groups, aliases, dropped } = mergeLists(sides, judge);
  const names = [...groups].map(([id, tasks]) => `${id}: ${tasks.map(({ description }) => description)}`);
  const same = [...aliases].map(([alias, real]) => `${alias.id} is ${real.id}`);
  return {
    names,
    same,
    dropped: dropped.map(({ task, value }) => `${task.id} ${value?.field ?? 'deleted'}`),
  };
}

const [ann, bob] = [made('task_001', 'ann'), made('task_001', 'bob')];
const moved = made('task_002', 'bob');
const edited = { version: 2, updated_at: '2026-02-01T00:00:00.000Z' };

test('two tasks that drew one id are both there, who stands here first', () => {
  expect(merged([], [ann], [bob])).toEqual({ names: ['task_001: ann,bob'], same: [], dropped: [] });
});

test('a task that one side gave a new id is one task, under the new id', () => {
  const again = { ...bob, ...edited, priority: 'P0' } as const;
  const there = { names: ['task_001: ann', 'task_002: bob'], same: ['task_001 is task_002'], dropped: [] };
  expect(merged([bob], [ann, moved], [again])).toEqual(there);
  expect(merged([bob], [bob], [ann, moved])).toMatchObject({ same: ['task_001 is task_002'] });
});

test('where both sides gave new ids crosswise, the ids here stay', () => {
  const [here, there] = [
    [ann, moved],
    [bob, made('task_002', 'ann')],
  ];
  for (const base of [[], [ann], [bob], null]) {
    const { names, same } = merged(base, here, there);
    expect(names).toEqual(['task_001: ann', 'task_002: bob']);
    expect(same.sort()).toEqual(['task_001 is task_002', 'task_002 is task_001']);
  }
});

test('what one command made is told apart by what it says', () => {
  const parts = ['one', 'two'].map((description, i) => made(`task_00${i + 1}`, 'bob', { description }));
  const later = parts.map((task, i) => ({ ...task, id: `task_00${i + 3}` }));
  expect(merged(parts, [ann, made('task_002', 'eve'), ...later], parts).same).toEqual([
    'task_001 is task_003',
    'task_002 is task_004',
  ]);
});

test('two tasks of one making, each deleted on one side, are not taken for one', () => {
  expect(merged([bob, moved], [bob], [moved])).toEqual({ names: [], same: [], dropped: [] });
});

test('a deleted task goes, also under its new id, unless it was changed', () => {
  expect(merged([bob], [bob], []).names).toEqual([]);
  expect(merged([bob], [ann, moved], []).names).toEqual(['task_001: ann']);
  const changed = merged([bob], [], [{ ...bob, ...edited }]);
  expect(changed).toEqual({ names: ['task_001: bob'], same: [], dropped: ['task_001 deleted'] });
});

test('without a list from before nothing is taken for deleted', () => {
  expect(merged(null, [ann], [moved]).names).toEqual(['task_001: ann', 'task_002: bob']);
});

/** Lists of a few tasks of few makings, so that many are the same under one id or under two. */
const lists = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }), fc.boolean()), {
    selector: ([n]) => n,
  })
  .map((drawn) =>
    drawn.map(([n, day, isEdited]) => {
      const created_at = `2026-01-0${day}T00:00:00.000Z`;
      return made(`task_00${n}`, `of day ${day}`, { created_at, ...(isEdited ? edited : {}) });
    }),
  );

test('merging a list with itself changes nothing', () => {
  fc.assert(
    fc.property(fc.option(lists), lists, (base, list) => {
      const { names, same, dropped } = merged(base, list, list);
      expect([names, same, dropped]).toEqual([list.map((t) => `${t.id}: ${t.description}`), [], []]);
    }),
  );
});

test('who merges makes no difference to which tasks there are', () => {
  fc.assert(
    fc.property(fc.option(lists), lists, lists, (base, a, b) => {
      const there = (one: readonly Task[], other: readonly Task[]) =>
        merged(base, one, other)
          .names.flatMap((name) => name.replace(/.*: /, '').split(','))
          .sort();
      expect(there(a, b)).toEqual(there(b, a));
    }),
  );
});

test('a task that both sides have, under whatever ids, is there once', () => {
  const once = (list: readonly Task[]) => new Set(list.map((t) => t.description)).size === list.length;
  const plain = lists.filter(once);
  fc.assert(
    fc.property(plain, plain, (a, b) => {
      const found = merged(null, a, b).names.flatMap((name) => name.replace(/.*: /, '').split(','));
      expect(found.sort()).toEqual([...new Set([...a, ...b].map((t) => t.description))].sort());
    }),
  );
});
