import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { EventLog } from '../../../../src/host/events/event-log.ts';
import { tempFolder } from '../../../helpers/temp-folder.ts';

vi.mock('node:fs', async (load) => {
  const fs = await load<typeof import('node:fs')>();
  return { ...fs, watch: (...args: Parameters<typeof fs.watch>) => (blind ? fail() : fs.watch(...args)) };
});
let blind = false;
const fail = (): never => {
  throw Object.assign(new Error('no watching here'), { code: 'ENOSYS' });
};

const HEAD = { at: '2026-01-01T00:00:00.000Z', agent: null };
const SMALL = 512 * 1024;

/** Follows a log until so many events came; says their numbers. */
async function follow(folder: string, since: number, count: number): Promise<number[]> {
  const stop = new AbortController();
  const seqs: number[] = [];
  for await (const { seq } of new EventLog(folder, SMALL).follow(since, stop.signal)) {
    seqs.push(seq);
    if (seqs.length === count) stop.abort();
  }
  return seqs;
}

const upTo = (n: number, from = 1) => Array.from({ length: n - from + 1 }, (_, i) => from + i);

async function write(folder: string, count: number, pause = 0): Promise<void> {
  const log = new EventLog(folder, SMALL);
  for (let i = 1; i <= count; i++) {
    log.append({ type: 'checkpoint', task_id: 'task_001', sequence: i }, HEAD);
    if (pause > 0 && i % pause === 0) await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

test.each([false, true])(
  'what is there, then what comes, through many segments (blind: %s)',
  async (isBlind) => {
    blind = isBlind;
    const folder = join(tempFolder(), 'events');
    await write(folder, 20);
    const [seqs] = await Promise.all([follow(folder, 5, 1495), write(folder, 1480, 40)]);
    expect(seqs).toEqual(upTo(1500, 6));
    blind = false;
  },
);

test('a log that is not there yet is waited for', async () => {
  const folder = join(tempFolder(), 'events');
  const seqs = follow(folder, 0, 3);
  await new Promise((resolve) => setTimeout(resolve, 50));
  await write(folder, 3);
  expect(await seqs).toEqual([1, 2, 3]);
});

test('a new event comes at once where changes are told', async () => {
  const folder = join(tempFolder(), 'events');
  await write(folder, 1);
  const seqs = follow(folder, 1, 1);
  await new Promise((resolve) => setTimeout(resolve, 600));
  const begun = performance.now();
  await write(folder, 1);
  await seqs;
  expect(performance.now() - begun).toBeLessThan(250);
});

test('a log that was deleted and began anew is followed from its beginning', async () => {
  const folder = join(tempFolder(), 'events');
  await write(folder, 800);
  const seqs = follow(folder, 795, 7);
  await new Promise((resolve) => setTimeout(resolve, 100));
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
  await write(folder, 2);
  expect(await seqs).toEqual([...upTo(800, 796), 1, 2]);
});

test('the signal ends it while it waits', async () => {
  const folder = join(tempFolder(), 'events');
  const stop = new AbortController();
  const events = new EventLog(folder, SMALL).follow(0, stop.signal)[Symbol.asyncIterator]();
  const next = events.next();
  stop.abort();
  expect(await next).toEqual({ done: true, value: undefined });
});
