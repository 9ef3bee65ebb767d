import type { Task } from '../../src/core/task/task.ts';
import { task } from '../unit/query/world.ts';

const rootOf = (n: number) => `task_${String(n).padStart(3, '0')}`;

/** Projects of `size` tasks, of the shapes that are hardest on a graph. */
export const SHAPES = {
  /** Each waits for the one before it. */
  chain: (size) => roots(size, (n) => (n === 1 ? [] : [n - 1])),
  /** Each waits for the one behind it, so that every link is read before the task it names. */
  'chain from its end': (size) => roots(size, (n) => (n === size ? [] : [n + 1])),
  /** All wait for the first. */
  'fan-out': (size) => roots(size, (n) => (n === 1 ? [] : [1])),
  /** The last waits for all. */
  'fan-in': (size) => roots(size, (n) => (n < size ? [] : Array.from({ length: size - 1 }, (_, i) => i + 1))),
  /** Trees of every depth, each task waiting for a few from earlier trees. */
  'random DAG': randomDag,
} satisfies { [shape: string]: (size: number) => Task[] };

export type Shape = keyof typeof SHAPES;

/** As `lra export` would print it. */
export function exportText(tasks: readonly Task[]): string {
  const header = { type: 'project', format: 1, name: 'large', project_id: 'p-large', counters: {} };
  return [header, ...tasks.map((one) => ({ type: 'task', task: one }))]
    .map((line) => JSON.stringify(line))
    .join('\n');
}

function roots(size: number, dependencies: (n: number) => readonly number[]): Task[] {
  return Array.from({ length: size }, (_, i) => waiting(rootOf(i + 1), dependencies(i + 1).map(rootOf)));
}

function waiting(id: string, dependencies: readonly string[]): Task {
  return task(id, { dependencies, status: dependencies.length > 0 ? 'blocked' : 'pending' });
}

function randomDag(size: number): Task[] {
  const random = mulberry(1);
  const tasks: Task[] = [];
  const children = new Map<string, number>();
  const trees: string[][] = [];
  for (let i = 0; i < size; i++) {
    const tree = trees.at(-1);
    // Below the task before it, deeper and deeper, or anywhere in the tree; a new tree now and then.
    const parent =
      !tree || random() < 0.02
        ? null
        : tree[random() < 0.3 ? tree.length - 1 : Math.floor(random() * tree.length)]!;
    const n = (children.get(parent ?? '') ?? 0) + 1;
    const fits = parent !== null && parent.length < 150;
    const above = fits ? parent : null;
    const number = fits ? n : (children.get('') ?? 0) + 1;
    children.set(above ?? '', number);
    const id = above === null ? rootOf(number) : `${above}_${String(number).padStart(2, '0')}`;
    if (above === null) trees.push([id]);
    else tree!.push(id);
    const links =
      trees.length < 2 || random() < 0.5
        ? []
        : Array.from({ length: 1 + Math.floor(random() * 3) }, () => {
            const other = trees[Math.floor(random() * (trees.length - 1))]!;
            return other[Math.floor(random() * other.length)]!;
          });
    tasks.push(waiting(id, [...new Set(links)]));
  }
  return tasks;
}

/** Random numbers that are the same every time. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
