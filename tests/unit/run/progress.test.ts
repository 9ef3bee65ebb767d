import { expect, test } from 'vitest';
import { ProgressTracker } from '../../../src/api/progress-tracker.ts';
import {
  advanced,
  type Progress,
  type ProgressReport,
  progressJson,
} from '../../../src/core/run/progress.ts';

const SECOND = 1000;
const report = (step: number, total = 10): ProgressReport => ({ step, total, description: null });
const by = (now: number) => ({ task_id: 'task_001', agent: 'ann', now });

/** The progress after reports at these seconds. */
function after(...reports: readonly (readonly [second: number, step: number, total?: number])[]): Progress {
  return reports.reduce<Progress | null>(
    (before, [second, step, total]) => advanced(before, report(step, total), by(second * SECOND)),
    null,
  )!;
}

test('percent is rounded down, and time left follows the pace', () => {
  expect(progressJson(after([0, 0, 3], [20, 2, 3]), 20 * SECOND)).toMatchObject({
    percent: 66,
    time_left: 10 * SECOND,
  });
  expect(progressJson(after([0, 2], [10, 4]), 13 * SECOND).time_left).toBe(27 * SECOND);
});

test('there is no time left to tell without a pace, and when it should be over', () => {
  expect(progressJson(after([0, 2]), 0).time_left).toBeNull();
  expect(progressJson(after([0, 2], [0, 3]), 0).time_left).toBeNull();
  expect(progressJson(after([0, 9], [5, 9]), 5 * SECOND).time_left).toBeNull();
  expect(progressJson(after([0, 8], [10, 9]), 25 * SECOND).time_left).toBeNull();
  expect(progressJson(after([0, 9], [10, 10]), 99 * SECOND)).toMatchObject({ time_left: 0, percent: 100 });
});

test('work that starts over, or is of another size, gets a new pace', () => {
  expect(after([0, 1], [10, 5], [20, 2]).marks).toHaveLength(1);
  expect(after([0, 1], [10, 5], [20, 6, 20]).marks).toHaveLength(1);
  expect(after([0, 1], [10, 5], [20, 5]).marks).toHaveLength(3);
});

test('only the last reports count, so that the pace is that of now', () => {
  const reports = Array.from({ length: 100 }, (_, i) => [i < 50 ? i : 50 + (i - 50) * 10, i, 1000] as const);
  const progress = after(...reports);
  expect(progress.marks).toHaveLength(20);
  expect(progressJson(progress, Date.parse(progress.at)).time_left).toBe((1000 - 99) * 10 * SECOND);
});

test('ProgressTracker tells its subscribers, until they leave', () => {
  let now = 0;
  const tracker = new ProgressTracker({ total: 4, now: () => now });
  const told: number[] = [];
  const leave = tracker.subscribe(({ percent }) => told.push(percent));
  now = 5 * SECOND;
  expect(tracker.report(1, { description: 'one' })).toMatchObject({
    step: 1,
    total: 4,
    percent: 25,
    description: 'one',
    time_left: 15 * SECOND,
  });
  tracker.report(2, { total: 8 });
  leave();
  tracker.report(8);
  expect(told).toEqual([25, 25]);
  expect(tracker.status()).toMatchObject({ step: 8, total: 8, time_left: 0 });
});

test.each([[-1], [1.5], [5], [Number.NaN]])(
  'ProgressTracker refuses step %d, and stays where it was',
  (step) => {
    const tracker = new ProgressTracker({ total: 4 });
    tracker.report(1);
    expect(() => tracker.report(step)).toThrow(expect.objectContaining({ code: 'usage' }));
    expect(() => tracker.report(2, { description: 'two\nlines' })).toThrow(
      expect.objectContaining({ code: 'usage' }),
    );
    expect(tracker.status().step).toBe(1);
  },
);

test.each([0, -1, 1.5, 1e12])('ProgressTracker refuses a total of %d', (total) => {
  expect(() => new ProgressTracker({ total })).toThrow(expect.objectContaining({ code: 'usage' }));
});
