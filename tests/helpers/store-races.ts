import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newProject, openStore } from './store-folder.ts';
import { expectStateOfHistory } from './store-history.ts';
import { type Drivers, makeDrivers } from './store-processes.ts';
import type { ScenarioName } from './store-scenarios.ts';

/** So many processes at once create and claim, and some are killed while they hold the lock. */
export function describeRaces(processes: number): void {
  describe(`${processes} processes at once`, () => {
    let drivers: Drivers;
    let dir: string;
    beforeAll(async () => {
      drivers = await makeDrivers();
      dir = newProject(`${drivers.folder()}/project`);
    });
    afterAll(() => drivers.remove());

    /** `killed` of them die just before they commit; a transaction takes each some twenty calls. */
    const together = (scenario: ScenarioName, times: number, killed = 0) => {
      const order = { dir, scenario, times, limits: { tail: 10 } };
      const all = Array.from({ length: processes + killed }, (_, n) =>
        drivers.start({
          ...order,
          names: `${scenario}${n}`,
          ...(n >= processes && { strike: { at: 15 + n, signal: 'SIGKILL' } }),
        }),
      );
      return Promise.all(all.map(({ ended }) => ended));
    };

    it('keeps every task that any of them created, under its own id', async () => {
      const reports = await together('create', 3);
      const ids = reports.flatMap(({ acked }) => acked.map(({ value }) => value));
      expect(ids).toHaveLength(processes * 3);
      expect(new Set(ids).size).toBe(ids.length);
      expect((await check()).tasks.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    });

    it('gives each task to one of them, and lets nobody wait long for one that was killed', async () => {
      const reports = await together('claim next', 4, 2);
      const claimed = reports
        .flatMap(({ acked }) => acked.map(({ value }) => value))
        .filter((id) => id !== null);
      expect(new Set(claimed).size).toBe(claimed.length);
      const { leases } = await check();
      // A process that was killed may have claimed what it could not say any more.
      const held = leases.map((lease) => (lease as { task_id: string }).task_id);
      expect(held).toEqual(expect.arrayContaining(claimed));
      expect(held.length - claimed.length).toBeLessThanOrEqual(2);
      const longest = Math.max(...reports.flatMap(({ acked }) => acked.map(({ ms }) => ms)));
      expect(longest).toBeLessThan(12_000);
    });

    async function check() {
      const store = openStore(dir);
      const state = await expectStateOfHistory(store);
      await store.close();
      return state;
    }
  });
}
