import {
  appendFileSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { LoggedEvent, RunEvent } from '../../../../src/core/run/event.ts';
import { EventLog } from '../../../../src/host/events/event-log.ts';
import { runProcesses } from '../../../helpers/run-processes.ts';
import { tempFolder } from '../../../helpers/temp-folder.ts';

const MEGABYTE = 1024 * 1024;
const HEAD = { at: '2026-01-01T00:00:00.000Z', agent: 'ann' };

function event(sequence: number): RunEvent {
  return { type: 'checkpoint', task_id: 'task_001', sequence };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

function place(): string {
  return join(tempFolder(), 'events');
}

/** A log with so many events. */
function logOf(folder: string, count: number, most = MEGABYTE): EventLog {
  const log = new EventLog(folder, most);
  for (let i = 1; i <= count; i++) expect(log.append(event(i), HEAD)).toBe(i);
  return log;
}

const all = (folder: string, since = 0): LoggedEvent[] => [...new EventLog(folder, MEGABYTE).since(since)];
const numbers = (events: readonly LoggedEvent[]) => events.map(({ seq }) => seq);
const upTo = (n: number, from = 1) => Array.from({ length: n - from + 1 }, (_, i) => from + i);
const newest = (folder: string) => join(folder, readdirSync(folder).sort().at(-1)!);

test('an event is told as it was said, with its number', () => {
  const folder = place();
  logOf(folder, 2);
  expect(all(folder)).toEqual([
    { seq: 1, ...HEAD, ...event(1) },
    { seq: 2, ...HEAD, ...event(2) },
  ]);
  expect(numbers(all(folder, 1))).toEqual([2]);
  expect(all(folder, 2)).toEqual([]);
});

test('an empty log has no events, and reading makes no folder', () => {
  const folder = place();
  expect(all(folder)).toEqual([]);
  expect(new EventLog(folder, MEGABYTE).last()).toBe(0);
  expect(() => statSync(folder)).toThrow();
});

test('numbers go on in another process', () => {
  const folder = place();
  logOf(folder, 3);
  const later = new EventLog(folder, MEGABYTE);
  expect(later.last()).toBe(3);
  expect(later.append(event(9), HEAD)).toBe(4);
});

test('two logs that are open at once see each other', () => {
  const folder = place();
  const [a, b] = [new EventLog(folder, MEGABYTE), new EventLog(folder, MEGABYTE)];
  const got = upTo(10).map((i) => (i % 2 ? a : b).append(event(i), HEAD));
  expect(got).toEqual(upTo(10));
});

test('it stays within its bound, the oldest events go first, and the numbers go on', () => {
  const folder = place();
  const most = 64 * 1024;
  logOf(folder, 3000, most);
  const size = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  expect(size).toBeLessThanOrEqual(most);
  expect(size).toBeGreaterThan(most / 2);
  const kept = numbers(all(folder));
  expect(kept).toEqual(upTo(3000, kept[0]));
  expect(kept[0]).toBeGreaterThan(2000);
  expect(numbers(all(folder, 2990))).toEqual(upTo(3000, 2991));
});

test('a torn last line is passed over, and does not swallow the next one', () => {
  const folder = place();
  logOf(folder, 3);
  const file = newest(folder);
  truncateSync(file, statSync(file).size - 5);
  expect(numbers(all(folder))).toEqual([1, 2]);
  expect(new EventLog(folder, MEGABYTE).append(event(7), HEAD)).toBe(4);
  expect(numbers(all(folder))).toEqual([1, 2, 4]);
});

test('a line that is torn between looking and writing costs that event one more try, and nothing else', () => {
  const folder = place();
  const log = logOf(folder, 2);
  appendFileSync(newest(folder), '{"torn":');
  expect(log.append(event(3), HEAD)).toBe(4);
  expect(numbers(all(folder))).toEqual([1, 2, 4]);
});

test('damage is passed over, and the others keep their numbers', () => {
  const folder = place();
  logOf(folder, 5);
  const file = newest(folder);
  const lines = readFileSync(file, 'utf8').split('\n');
  lines[1] = '\u0000\u0001 not JSON';
  lines[3] = '[1,2]';
  writeFileSync(file, lines.join('\n'));
  expect(numbers(all(folder))).toEqual([1, 3, 5]);
  expect(new EventLog(folder, MEGABYTE).append(event(6), HEAD)).toBe(6);
});

test('a line without end is passed over', () => {
  const folder = place();
  logOf(folder, 1);
  appendFileSync(newest(folder), 'x'.repeat(3 * MEGABYTE));
  const log = new EventLog(folder, 100 * MEGABYTE);
  expect(log.append(event(2), HEAD)).not.toBeNull();
  expect(all(folder).map((one) => one.type === 'checkpoint' && one.sequence)).toEqual([1, 2]);
});

test('a segment that is gone leaves a gap, and nothing else', () => {
  const folder = place();
  logOf(folder, 400, 64 * 1024);
  const names = readdirSync(folder).sort();
  rmSync(join(folder, names[1]!));
  const kept = numbers(all(folder));
  const [second, third] = names.slice(1, 3).map((name) => Number.parseInt(name, 10));
  expect(kept).toEqual([...upTo(second! - 1), ...upTo(400, third!)]);
});

test('a log that is deleted under an open one goes on with its numbers', () => {
  const folder = place();
  const log = logOf(folder, 3);
  rmSync(folder, { recursive: true });
  expect(log.append(event(4), HEAD)).toBe(4);
  expect(numbers(all(folder))).toEqual([4]);
});

test('where it cannot be written, the event is lost and the caller goes on', () => {
  const folder = tempFolder();
  symlinkSync(tempFolder(), join(folder, 'link'));
  writeFileSync(join(folder, 'file'), '');
  expect(new EventLog(join(folder, 'link'), MEGABYTE).append(event(1), HEAD)).toBeNull();
  expect(new EventLog(join(folder, 'file'), MEGABYTE).append(event(1), HEAD)).toBeNull();
});

test('long texts are cut', () => {
  const folder = place();
  const log = new EventLog(folder, MEGABYTE);
  log.append({ type: 'breaker', failures: 3, reason: 'x'.repeat(1e6) }, HEAD);
  expect(statSync(newest(folder)).size).toBeLessThan(3000);
});

test('16 processes at once: every number once, none left out, through many segments', async () => {
  const folder = place();
  const start = await runProcesses();
  const runs = upTo(16).map(() => start({ kind: 'events', folder, most: (16 * MEGABYTE) / 64, count: 400 }));
  const said = await Promise.all(runs.map(async ({ ended }) => JSON.parse(await ended)));
  const given = said.flatMap(({ seqs }) => seqs as number[]).sort((a, b) => a - b);
  expect(given).toEqual(upTo(6400));
  for (const { seqs } of said) expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
  const kept = all(folder);
  expect(numbers(kept)).toEqual(upTo(6400, kept[0]!.seq));
  const owner = new Map(said.flatMap(({ agent, seqs }) => (seqs as number[]).map((seq) => [seq, agent])));
  for (const { seq, agent } of kept) expect(agent).toBe(owner.get(seq));
  expect(readdirSync(folder).length).toBeGreaterThan(8);
});

test('processes that are killed while they write leave a log that goes on', async () => {
  const folder = place();
  const start = await runProcesses();
  for (let round = 0; round < 4; round++) {
    const runs = upTo(4).map(() => start({ kind: 'events', folder, most: MEGABYTE, count: 1e6 }));
    const before = new EventLog(folder, MEGABYTE).last();
    await until(() => new EventLog(folder, MEGABYTE).last() > before + 100);
    for (const { child } of runs) child.kill('SIGKILL');
    await Promise.all(runs.map(({ ended }) => ended));
    const log = new EventLog(folder, MEGABYTE);
    const last = log.last();
    expect(log.append(event(0), HEAD)).toBeGreaterThan(last);
    const kept = numbers(all(folder));
    expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
  }
});

test('appending takes well under a millisecond, also for a process that has to count first', () => {
  const folder = place();
  const log = logOf(folder, 5000, 10 * MEGABYTE);
  const begun = performance.now();
  for (let i = 0; i < 2000; i++) log.append(event(i), HEAD);
  expect((performance.now() - begun) / 2000).toBeLessThan(0.5);
  const fresh = Math.min(
    ...upTo(5).map(() => {
      const from = performance.now();
      new EventLog(folder, 10 * MEGABYTE).append(event(1), HEAD);
      return performance.now() - from;
    }),
  );
  expect(fresh).toBeLessThan(5);
});
