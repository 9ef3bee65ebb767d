import { existsSync, rmSync } from 'node:fs';
import { expect } from 'vitest';
import type { Draft } from '../../src/core/record/draft.ts';
import type { Limits } from '../../src/store/file/limits.ts';
import type { Stage } from './store-crash.ts';
import type { Place } from './store-faults.ts';
import { ageLock, briefAt, expectFilesToShow, openStore } from './store-folder.ts';
import { expectStateOfHistory } from './store-history.ts';
import { add, checkpoint, leaseOf, taskOf } from './store-moves.ts';
import { type Driver, type Drivers, untilStopped } from './store-processes.ts';
import { head, run, type ScenarioName } from './store-scenarios.ts';
import { stateOf } from './store-state.ts';

type Step = (draft: Draft) => unknown;

/** How the others go on. */
export interface Others {
  /** How often they, and the stopped process, make a base. */
  readonly limits: Partial<Limits>;
  readonly steps: readonly Step[];
}

/** They touch the same tasks, records and locks, and prune the log beyond what the stopped process knows. */
export const BUSY: Others = {
  limits: { tail: 3 },
  steps: [
    (draft) => add(draft),
    (draft) => draft.addRecord('task_001', { by: 'another' }),
    (draft) => draft.setLease('task_007', leaseOf('task_007', 'dan', draft)),
    (draft) => draft.update('task_005', { priority: 'P0' }),
    (draft) => add(draft, { parent_id: 'task_007' }),
    (draft) => checkpoint(draft, 'task_007', 1),
    (draft) => draft.update('task_001', { module: 'other' }),
  ],
};

/** The same in a project that has nothing yet. */
export const BUSY_FROM_NOTHING: Others = {
  ...BUSY,
  steps: BUSY.steps.map(() => (draft) => add(draft)),
};

/** They do so little that they make no base. */
export const BRIEF: Others = { limits: {}, steps: [(draft) => add(draft)] };

/** Stops a run at a place, lets others take its lock and go on, continues it, and holds the outcome against the promises. */
export async function stopAt(drivers: Drivers, stage: Stage, place: Place, others: Others): Promise<void> {
  const dir = stage.copy();
  const driver = startStopping(drivers, dir, stage.name, 'd', place, others.limits);
  try {
    const isStopped = await untilStopped(driver);
    ageLock(dir);
    const made = await goOn(dir, others);
    if (isStopped) driver.child.kill('SIGCONT');
    await expectDone(driver);
    await expectAllKept(dir, [stage.name, ...made]);
  } finally {
    driver.child.kill('SIGKILL');
  }
  rmSync(dir, { recursive: true });
}

/** Stops two runs, each at its place, so that both believe that they hold the lock; continues them one after the other. */
export async function stopBoth(
  drivers: Drivers,
  stage: Stage,
  [one, other]: readonly [Place, Place],
): Promise<void> {
  const dir = stage.copy();
  const started: Driver[] = [];
  const start = (...which: readonly [ScenarioName, string, Place]) => {
    const driver = startStopping(drivers, dir, ...which, BUSY.limits);
    started.push(driver);
    return driver;
  };
  try {
    const first = start(stage.name, 'd', one);
    const isFirstStopped = await untilStopped(first);
    ageLock(dir);
    const second = start('split', 'e', other);
    const isSecondStopped = await untilStopped(second);
    if (isFirstStopped) first.child.kill('SIGCONT');
    if (isFirstStopped) ageLock(dir);
    await expectDone(first);
    if (isSecondStopped) second.child.kill('SIGCONT');
    await expectDone(second);
    await expectAllKept(dir, [stage.name, 'split']);
  } finally {
    for (const { child } of started) child.kill('SIGKILL');
  }
  rmSync(dir, { recursive: true });
}

function startStopping(
  drivers: Drivers,
  dir: string,
  scenario: ScenarioName,
  names: string,
  place: Place,
  limits: Partial<Limits>,
): Driver {
  return drivers.start({ dir, scenario, names, strike: { ...place, signal: 'SIGSTOP' }, limits });
}

/** What other processes do meanwhile; they also restore a task that the stopped one deleted. */
async function goOn(dir: string, { limits, steps }: Others): Promise<string[]> {
  const store = openStore(dir, { limits });
  const { tasks, records } = await stateOf(store);
  const isGone = 'task_004' in records && !tasks.some(({ id }) => id === 'task_004');
  const restore: Step = (draft) => draft.create(taskOf('task_004', { version: 9 }));
  for (const step of steps) await run(store, step, head('other'));
  if (isGone) await run(store, restore, head('other', { undoes: 'd' }));
  await store.close();
  return Array.from({ length: steps.length + Number(isGone) }, () => 'other');
}

async function expectDone(driver: Driver): Promise<void> {
  const { acked, stderr } = await driver.ended;
  expect(stderr).toBe('');
  expect(acked).toHaveLength(1);
}

/** Each transaction is there once, none overwrote another, and the next base brings every file up to date. */
async function expectAllKept(dir: string, commands: readonly string[]): Promise<void> {
  const store = openStore(dir, { limits: { tail: 1 } });
  const { entries, briefs } = await expectStateOfHistory(store);
  for (const [id, brief] of Object.entries(briefs)) expect(existsSync(briefAt(dir, id))).toBe(brief !== null);
  const made = entries
    .map((entry) => entry.split(' ').slice(1).join(' '))
    .filter((command) => command !== 'seed' && command !== 'adopt');
  expect(made.toSorted()).toEqual(commands.toSorted());
  await run(store, (draft) => draft.addRecord('task_001', { folded: true }), head('fold'));
  await run(store, (draft) => draft.addRecord('task_001', { folded: true }), head('fold'));
  expectFilesToShow(dir, await expectStateOfHistory(store));
  await store.close();
}
