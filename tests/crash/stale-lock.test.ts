import { mkdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endOf, makeStage } from '../helpers/store-crash.ts';
import { openStore } from '../helpers/store-folder.ts';
import { add } from '../helpers/store-moves.ts';
import { type Drivers, makeDrivers } from '../helpers/store-processes.ts';
import { head, run } from '../helpers/store-scenarios.ts';

let drivers: Drivers;
beforeAll(async () => {
  drivers = await makeDrivers();
});
afterAll(() => drivers.remove());

async function timeToWrite(dir: string): Promise<number> {
  const store = openStore(dir);
  const started = performance.now();
  await run(store, (draft) => add(draft), head('next'));
  await store.close();
  return performance.now() - started;
}

test('the others wait a few seconds for a holder that was killed', async () => {
  const stage = await makeStage(drivers, 'create');
  const dir = stage.copy();
  const at = stage.calls.findIndex((call) => call.startsWith('linkSync')) + 1;
  const strike = { at, signal: 'SIGKILL' } as const;
  expect(await endOf(drivers.start({ dir, scenario: 'create', names: 'd', strike }))).toBe(false);
  const waited = await timeToWrite(dir);
  expect(waited).toBeGreaterThan(1000);
  expect(waited).toBeLessThan(5000);
});

test('nobody waits for a lock from before the clock was set back', async () => {
  const stage = await makeStage(drivers, 'create');
  const dir = stage.copy();
  const lock = join(dir, 'journal', 'lock');
  mkdirSync(lock);
  const inAnHour = Date.now() / 1000 + 3600;
  utimesSync(lock, inAnHour, inAnHour);
  expect(await timeToWrite(dir)).toBeLessThan(5000);
});
