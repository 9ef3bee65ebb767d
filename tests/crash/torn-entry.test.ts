import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endOf, expectWhole, makeStage, type Stage } from '../helpers/store-crash.ts';
import { freshState } from '../helpers/store-folder.ts';
import { type Drivers, makeDrivers } from '../helpers/store-processes.ts';

let drivers: Drivers;
let stage: Stage;
beforeAll(async () => {
  drivers = await makeDrivers();
  stage = await makeStage(drivers, 'finish');
});
afterAll(() => drivers.remove());

/** A folder whose last entry was linked and not yet made durable. */
async function unsynced(): Promise<{ readonly dir: string; readonly entry: string }> {
  const dir = stage.copy();
  const link = stage.calls.findIndex((call) => call.startsWith('linkSync'));
  const strike = { at: link + 2, signal: 'SIGKILL' } as const;
  expect(await endOf(drivers.start({ dir, scenario: stage.name, names: 'd', strike }))).toBe(false);
  const generation = (await freshState(dir)).entries.length;
  return { dir, entry: join(dir, 'journal', `${String(generation).padStart(15, '0')}.json`) };
}

const DAMAGES: { readonly [name: string]: (bytes: Buffer) => Buffer } = {
  empty: () => Buffer.alloc(0),
  'one byte': (bytes) => bytes.subarray(0, 1),
  half: (bytes) => bytes.subarray(0, bytes.length / 2),
  'without its checksum': (bytes) => bytes.subarray(0, -9),
  'without its last byte': (bytes) => bytes.subarray(0, -1),
  'of zeros': (bytes) => Buffer.alloc(bytes.length),
  'with another digit': (bytes) =>
    Buffer.from(bytes.toString('latin1').replace('completed', 'cancelled'), 'latin1'),
};

test.each(Object.entries(DAMAGES))(
  'an entry that a power cut left %s never happened',
  async (_name, damage) => {
    const { dir, entry } = await unsynced();
    writeFileSync(entry, damage(readFileSync(entry)));
    await expectWhole({ ...stage, allowed: stage.allowed.slice(0, 1) }, dir, false);
    rmSync(dir, { recursive: true });
  },
);
