import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import type { Limits } from '../../src/store/file/limits.ts';
import type { Place } from './store-faults.ts';
import { ageLock, expectFilesToShow, freshState, linkCopy, newProject, openStore } from './store-folder.ts';
import { expectStateOfHistory } from './store-history.ts';
import { add } from './store-moves.ts';
import type { Driver, Drivers } from './store-processes.ts';
import { head, run, SCENARIOS, type Scenario, type ScenarioName, seed } from './store-scenarios.ts';
import type { StoreState } from './store-state.ts';

/** A scenario made ready to be run over and over: the folder before it, and the states that may be read. */
export interface Stage {
  readonly name: ScenarioName;
  readonly template: string;
  /** Before, perhaps steps between that are transactions of their own, and after. */
  readonly allowed: readonly StoreState[];
  readonly calls: readonly string[];
  /** A fresh copy of the folder. */
  copy(): string;
}

export async function makeStage(
  drivers: Drivers,
  name: ScenarioName,
  limits?: Partial<Limits>,
): Promise<Stage> {
  const scenario: Scenario = SCENARIOS[name];
  const template = newProject(join(drivers.folder(), 'project'));
  if (!scenario.isFirst) {
    const store = openStore(template);
    await seed(store);
    await store.close();
  }
  scenario.meddle?.(template);
  const copy = () => linkCopy(template, join(drivers.folder(), 'project'));
  const before = await freshState(template);
  const clean = copy();
  const { calls, acked, stderr } = await drivers.start({
    dir: clean,
    scenario: name,
    names: 'd',
    ...(limits && { limits }),
  }).ended;
  if (acked.length !== 1) throw new Error(`${name} failed without a fault: ${stderr}`);
  const after = await freshState(clean);
  // What other hands did is taken over by a transaction of its own, so half of these states are whole ones.
  const between = scenario.meddle ? [{ ...after, ...withoutLast(after, before) }] : [];
  return { name, template, allowed: [before, ...between, after], calls, copy };
}

function withoutLast(after: StoreState, before: StoreState): Partial<StoreState> {
  const [, ...entries] = after.entries;
  const known = (id: string) => before.tasks.some((task) => task.id === id);
  const only = <T>(all: { readonly [id: string]: T }) =>
    Object.fromEntries(Object.entries(all).filter(([id]) => known(id) || id in before.records));
  return {
    tasks: after.tasks.filter(({ id }) => known(id)),
    graph: before.graph,
    byStatus: before.byStatus,
    nextRoot: before.nextRoot,
    briefs: only(after.briefs),
    records: only(after.records),
    entries,
  };
}

/** Every place where a run of the scenario can be struck. */
export function placesOf({ calls }: Stage): Place[] {
  return calls.flatMap((call, i) => [
    { at: i + 1 },
    ...(call.startsWith('writeSync') ? [{ at: i + 1, half: true }] : []),
  ]);
}

/** Does something at each of these places, a few at a time. A failure names its place. */
export async function atEach(
  { calls }: Stage,
  places: readonly Place[],
  action: (place: Place) => Promise<void>,
): Promise<void> {
  const rest = [...places];
  const worker = async () => {
    for (let place = rest.shift(); place; place = rest.shift()) {
      await action(place).catch((cause: Error) => {
        const call = `${place!.half ? 'in' : 'before'} call ${place!.at}: ${calls[place!.at - 1]}`;
        throw new Error(`${call}: ${cause.message}`, { cause });
      });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

const AT_ONCE = 3;

/** Kills a run at a place, and holds what is left against the promises. */
export async function killAt(drivers: Drivers, stage: Stage, place: Place): Promise<void> {
  const dir = stage.copy();
  const strike = { ...place, signal: 'SIGKILL' } as const;
  await expectWhole(
    stage,
    dir,
    await endOf(drivers.start({ dir, scenario: stage.name, names: 'd', strike })),
  );
  rmSync(dir, { recursive: true });
}

export async function endOf(driver: Driver): Promise<boolean> {
  const { acked, stderr } = await driver.ended;
  if (stderr !== '') throw new Error(stderr);
  return acked.length > 0;
}

/** All or nothing is read, acknowledged means kept, and the next writer goes on at once and leaves everything current. */
export async function expectWhole(stage: Stage, dir: string, isAcked: boolean): Promise<void> {
  ageLock(dir);
  const scenario: Scenario = SCENARIOS[stage.name];
  const { limits = {} } = scenario;
  const read = timeless(await freshState(dir));
  expectOneOf(read, isAcked ? stage.allowed.slice(-1) : stage.allowed);
  const next = openStore(dir, { limits });
  const started = performance.now();
  const id = await run(next, (draft) => add(draft), head('next'));
  expect(performance.now() - started).toBeLessThan(2000);
  await next.close();
  const now = await freshState(dir);
  const { tasks, leases, briefs, records } = timeless(now);
  expect(tasks.filter((task) => task.id !== id)).toEqual(read.tasks);
  expect(leases).toEqual(read.leases);
  expect(now.entries.filter((entry) => read.entries.includes(entry))).toEqual(read.entries);
  expect(briefs).toMatchObject(read.briefs);
  if (!scenario.meddle) expect(records).toMatchObject(read.records);
  expectFilesToShow(dir, now, { isListFresh: limits.freshTasks === undefined });
  await expectBaseToHold(dir, now);
}

function expectOneOf(state: StoreState, allowed: readonly StoreState[]): void {
  const states = allowed.map(timeless);
  if (!states.some((one) => isDeepStrictEqual(one, state))) expect(state).toEqual(states.at(-1));
}

/** Without the moment at which a reader saw what other hands did. */
function timeless(state: StoreState): StoreState {
  return { ...state, tasks: state.tasks.map((task) => ({ ...task, updated_at: '' })) };
}

/** What was recovered stays when the log is folded into a base, whose pruning forgets what only the log knew. */
async function expectBaseToHold(dir: string, before: StoreState): Promise<void> {
  const store = openStore(dir, { limits: { tail: 1 } });
  await run(store, (draft) => draft.addRecord('task_001', { folded: true }), head('fold'));
  await store.close();
  const { records, entries, ...after } = await freshState(dir);
  const { records: _, entries: known, ...rest } = before;
  expect(after).toEqual(rest);
  expect(entries.slice(1)).toEqual(known);
  for (const id of Object.keys(before.records))
    expect(records[id]!.entries.slice(0, before.records[id]!.entries.length)).toEqual(
      before.records[id]!.entries,
    );
  expectFilesToShow(dir, { records, entries, ...after });
}

/** Kills a run at a place, and the writer that comes after it as well. */
export async function killBoth(
  drivers: Drivers,
  stage: Stage,
  [one, other]: readonly [Place, Place],
): Promise<void> {
  const dir = stage.copy();
  const kill = (scenario: ScenarioName, names: string, place: Place) =>
    endOf(drivers.start({ dir, scenario, names, strike: { ...place, signal: 'SIGKILL' } }));
  const acked = [(await kill(stage.name, 'd', one)) && stage.name];
  ageLock(dir);
  acked.push((await kill('claim', 'e', other)) && 'claim');
  ageLock(dir);
  const store = openStore(dir);
  await run(store, (draft) => draft.addRecord('task_005', { by: 'the next' }), head('next'));
  const state = await expectStateOfHistory(store);
  for (const command of acked.filter((name) => name !== false))
    expect(state.entries.join('\n')).toContain(` ${command}`);
  expectFilesToShow(dir, state);
  await store.close();
  await expectBaseToHold(dir, state);
  rmSync(dir, { recursive: true });
}
