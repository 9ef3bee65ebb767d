import { expect, test } from 'vitest';
import type { Task } from '../../../src/core/task/task.ts';
import { renumber } from '../../../src/store/file/renumber.ts';
import { Side, type Witness } from '../../../src/store/file/witness.ts';
import { taskOf } from '../../helpers/store-moves.ts';

const day = (n: number) => `2026-01-0${n}T00:00:00.000Z`;
const [ann, bob] = ['ann', 'bob'].map((who, i) =>
  taskOf('task_001', { description: who, created_at: day(i + 1) }),
);
const late = { created_at: day(5), updated_at: day(5) };
const child = taskOf('task_001_01', { ...late, parent_id: 'task_001' });
const after = taskOf('task_002', { ...late, dependencies: ['task_001'] });

/** Gives ids to the two tasks and these others, and tells `id: description, dependencies` of each. */
function given(others: readonly Task[], witnesses: readonly Witness[] = []) {
  const groups = new Map<string, Task[]>([['task_001', [ann!, bob!]]]);
  for (const task of others) groups.set(task.id, [...(groups.get(task.id) ?? []), task]);
  const { tasks, moves, doubts } = renumber(
    { tasks: groups, aliases: new Map() },
    witnesses,
    new Map([['task', 2]]),
  );
  return {
    tasks: Object.fromEntries([...tasks].map(([id, task]) => [id, task.dependencies])),
    names: Object.fromEntries([...tasks].map(([id, task]) => [id, task.description])),
    moves: moves.map(({ from, to, keeper }) => `${from} ${to}${keeper ? ' kept' : ''}`),
    doubts,
    all: [...tasks.values()],
  };
}

test('what was on the side of the second goes with it', () => {
  const sides = [Side.of([ann!]), Side.of([bob!, child, after])];
  const { tasks, moves, doubts, all } = given([child, after], [[], sides]);
  expect(tasks).toEqual({ task_001: [], task_002: ['task_003'], task_003: [], task_003_01: [] });
  expect(all.at(-1)).toMatchObject({ parent_id: 'task_003', task_file: 'tasks/task_003_01.md' });
  expect([moves, doubts]).toEqual([['task_001 task_003 kept', 'task_001_01 task_003_01'], []]);
});

test('the first witness that knows decides', () => {
  const first = [Side.of([ann!, after]), Side.of([bob!])];
  const second = [Side.of([ann!]), Side.of([bob!, after])];
  expect(given([after], [first, second]).tasks.task_002).toEqual(['task_001']);
  expect(given([after], [second, first]).tasks.task_002).toEqual(['task_003']);
});

test('a dependency that both sides had is one on both tasks', () => {
  const sides = [Side.of([ann!, after]), Side.of([bob!, after])];
  expect(given([after], [sides]).tasks.task_002).toEqual(['task_001', 'task_003']);
});

test('what is older than the second belongs to the first', () => {
  const old = [child, after].map((task) => ({ ...task, created_at: day(1), updated_at: day(1) }));
  expect(given(old)).toMatchObject({ moves: ['task_001 task_003 kept'], doubts: [] });
});

test('what nobody knows stays with the first, and is told', () => {
  const { tasks, doubts } = given([child, after]);
  expect(tasks).toEqual({ task_001: [], task_001_01: [], task_002: ['task_001'], task_003: [] });
  const between = ['task_001', 'task_003'];
  expect(doubts).toEqual([
    { what: 'child', id: 'task_001_01', between },
    { what: 'dependency', id: 'task_002', between },
  ]);
});

test('a side that had both tasks tells nothing', () => {
  const { doubts } = given([after], [[Side.of([ann!, bob!, after])]]);
  expect(doubts).toHaveLength(1);
});

test('children under one id too are told apart, also when the first in the list is of the second', () => {
  const others = { ...child, created_at: day(6), description: 'child of ann' };
  const below = taskOf('task_001_01_01', { ...late, parent_id: 'task_001_01', description: 'below bob' });
  const sides = [Side.of([ann!, others]), Side.of([bob!, child, below])];
  const { names, moves } = given([child, others, below], [sides]);
  expect(names).toMatchObject({
    task_001_01: 'child of ann',
    task_003_01: 'does task_001_01',
    task_003_01_01: 'below bob',
  });
  expect(moves).toEqual([
    'task_001 task_003 kept',
    'task_001_01 task_003_01 kept',
    'task_001_01_01 task_003_01_01',
  ]);
});

/** What bob called task_001, and ann's branch task_002 since a merge; theirs are the lines of bob's branch. */
function met(theirs: readonly Task[]) {
  const real = { ...bob!, id: 'task_002', task_file: 'tasks/task_002.md' };
  const groups = new Map([
    ['task_001', [ann!, bob!]],
    ['task_002', [real]],
  ]);
  for (const task of theirs) groups.set(task.id, [...(groups.get(task.id) ?? []), task]);
  const sides = [Side.of([ann!, real]), Side.of([bob!, ...theirs])];
  return renumber({ tasks: groups, aliases: new Map([[bob!, real]]) }, [sides], new Map([['task', 4]]));
}

test('what a branch calls by an older id follows the task to the id it has here', () => {
  const next = taskOf('task_004', { ...late, dependencies: ['task_001'] });
  const { tasks, moves, renames } = met([child, next]);
  expect([...tasks.keys()]).toEqual(['task_001', 'task_002', 'task_002_01', 'task_004']);
  expect(tasks.get('task_004')!.dependencies).toEqual(['task_002']);
  expect(moves.map(({ from, to }) => `${from} ${to}`).sort()).toEqual([
    'task_001 task_002',
    'task_001_01 task_002_01',
  ]);
  expect(renames.get(next)).toEqual(new Map([['task_001', 'task_002']]));
});

test('an id that a task got here is kept from what the other branch drew under it', () => {
  const third = taskOf('task_002', { ...late, description: 'third', dependencies: ['task_001'] });
  const { tasks } = met([third]);
  expect([...tasks].map(([id, { description }]) => `${id} ${description}`)).toEqual([
    'task_001 ann',
    'task_002 bob',
    'task_005 third',
  ]);
  expect(tasks.get('task_005')!.dependencies).toEqual(['task_002']);
});
