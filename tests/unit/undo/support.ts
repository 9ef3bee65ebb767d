import type { Deps } from '../../../src/app/deps.ts';
import { undoLast } from '../../../src/app/undo-last.ts';
import type { Task } from '../../../src/core/task/task.ts';
import { task, world } from '../query/world.ts';
import { value } from '../task/support.ts';

export const A = 'task_001';
export const B = 'task_002';
export const C = 'task_003';
export const CHILD = 'task_001_01';

/** Takes back the asker's last change and says what that was. */
export const undo = async (deps: Deps) => value(await undoLast(deps)).undone;

const START: readonly Task[] = [
  task(A),
  task(CHILD),
  task(B, { status: 'blocked', dependencies: [A] }),
  task(C, { status: 'in_progress' }),
  task('task_004', { status: 'blocked', dependencies: [C, CHILD], dependency_type: 'any' }),
  task('task_005'),
];

/** A project of bob's whose tasks another agent made, so that they are not his to undo. */
export async function start(): Promise<Deps> {
  return (await world(START)).as('bob');
}

/** The same project as ann sees it, who made its tasks. */
export const annIn = (app: Deps): Deps => ({ ...app, asker: { ...app.asker, agent: 'ann' } });
