import { afterAll, beforeAll, describe, it } from 'vitest';
import type { Limits } from '../../src/store/file/limits.ts';
import { atEach, killAt, killBoth, makeStage, placesOf, type Stage } from './store-crash.ts';
import type { Place } from './store-faults.ts';
import { type Drivers, makeDrivers } from './store-processes.ts';
import type { ScenarioName } from './store-scenarios.ts';
import { BUSY, type Others, stopAt, stopBoth } from './store-stop.ts';

/** A process is killed at every call that changes the disk, or every n-th, one run a call. */
export const describeKills = (names: readonly ScenarioName[], every = 1) =>
  describeEvery('a process killed at any call leaves all or nothing', names, { act: killAt, every });

/** A process is stopped at every such call, others take its lock and go on, and it wakes up. */
export function describeStops(names: readonly ScenarioName[], others: Others, every = 1): void {
  const title = `a holder stopped at any call, while others make ${others.steps.length} transactions, harms nothing`;
  const act: Matrix['act'] = (drivers, stage, place) => stopAt(drivers, stage, place, others);
  describeEvery(title, names, { act, limits: others.limits, every });
}

/** A process is killed when it has just committed, and the one that mends that at every call. */
export function describeKilledMender(name: ScenarioName): void {
  describeWith('a writer killed while it mends what another left', (drivers) => {
    it(name, async () => {
      const stage = await makeStage(drivers(), name);
      const link = stage.calls.findIndex((call) => call.startsWith('linkSync'));
      await atEach(stage, placesOf(stage), (place) => killBoth(drivers(), stage, [{ at: link + 2 }, place]));
    });
  });
}

/** Two processes are killed, or stopped, at random calls. */
export function describePairs(names: readonly ScenarioName[], count: number): void {
  describeWith('two writers struck at random calls', (drivers) => {
    it.each(names)('killed one after the other: %s', async (name) => {
      const stage = await makeStage(drivers(), name);
      await atEach(stage, sample(stage, count), (place) => killBoth(drivers(), stage, [place, anyOf(stage)]));
    });
    it.each(names)('stopped, both holding the lock: %s', async (name) => {
      const stage = await makeStage(drivers(), name, BUSY.limits);
      await atEach(stage, sample(stage, count), (place) => stopBoth(drivers(), stage, [place, anyOf(stage)]));
    });
  });
}

interface Matrix {
  readonly act: (drivers: Drivers, stage: Stage, place: Place) => Promise<void>;
  /** 1 for each place, n for each n-th: the small form. */
  readonly every: number;
  readonly limits?: Partial<Limits>;
}

function describeEvery(title: string, names: readonly ScenarioName[], { act, every, limits }: Matrix): void {
  describeWith(title, (drivers) => {
    it.each(names)('%s', async (name) => {
      const stage = await makeStage(drivers(), name, limits);
      // From the second on: there a process stopped while it took the lock.
      const places = placesOf(stage).filter((_, n) => n % every === Math.min(1, every - 1));
      await atEach(stage, places, (place) => act(drivers(), stage, place));
    });
  });
}

function describeWith(title: string, tests: (drivers: () => Drivers) => void): void {
  describe(title, () => {
    let drivers: Drivers;
    beforeAll(async () => {
      drivers = await makeDrivers();
    });
    afterAll(() => drivers.remove());
    tests(() => drivers);
  });
}

function anyOf(stage: Stage): Place {
  const places = placesOf(stage);
  return places[Math.floor(Math.random() * places.length)]!;
}

function sample(stage: Stage, count: number): Place[] {
  return Array.from({ length: count }, () => anyOf(stage));
}
