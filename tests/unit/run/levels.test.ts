import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  HYSTERESIS,
  LEVELS,
  type Level,
  nextConcurrency,
  nextLevel,
  worst,
} from '../../../src/core/run/levels.ts';

const THRESHOLDS = { warn: 0.8, admit: 0.9, disk_pause: 0.95 };
const next = (before: Level, share: number | null, resource: 'cpu' | 'disk' = 'disk') =>
  nextLevel(before, share, resource, THRESHOLDS);

test.each([
  ['ok', 0.79, 'ok'],
  ['ok', 0.8, 'warn'],
  ['ok', 0.9, 'stop'],
  ['ok', 0.95, 'pause'],
  ['warn', 0.76, 'warn'],
  ['warn', 0.75, 'warn'],
  ['warn', 0.74, 'ok'],
  ['stop', 0.86, 'stop'],
  ['stop', 0.84, 'warn'],
  ['stop', 0.5, 'ok'],
  ['pause', 0.91, 'pause'],
  ['pause', 0.89, 'stop'],
  ['warn', null, 'warn'],
  ['stop', Number.NaN, 'stop'],
] as const)('after %s, a share of %s is %s', (before, share, level) => {
  expect(next(before, share)).toBe(level);
});

test('only the disk pauses what runs', () => {
  expect(next('ok', 1, 'cpu')).toBe('stop');
});

const levels = fc.constantFrom(...LEVELS);
const shares = fc.double({ min: 0, max: 1, noNaN: true });

test('a share that moves by less than the hysteresis never goes down and up again', () => {
  fc.assert(
    fc.property(
      levels,
      shares,
      fc.array(fc.double({ min: 0, max: HYSTERESIS - 1e-6, noNaN: true })),
      (first, low, steps) => {
        const seen = steps.reduce<Level[]>(
          (all, step) => all.concat(next(all.at(-1)!, low + step)),
          [next(first, low)],
        );
        const ranks = seen.map((level) => LEVELS.indexOf(level));
        expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
      },
    ),
  );
});

test('a higher share is never a lower level, and a level is never below what its share asks for', () => {
  fc.assert(
    fc.property(levels, shares, shares, (before, a, b) => {
      const rank = (share: number) => LEVELS.indexOf(next(before, share));
      expect(rank(Math.max(a, b))).toBeGreaterThanOrEqual(rank(Math.min(a, b)));
      expect(rank(a)).toBeGreaterThanOrEqual(LEVELS.indexOf(next('ok', a)));
    }),
  );
});

test('the worst of levels', () => {
  expect([worst([]), worst(['ok', 'stop', 'warn'])]).toEqual(['ok', 'stop']);
});

test.each([
  ['ok', 2, 4, 3],
  ['ok', 4, 4, 4],
  ['warn', 3, 4, 3],
  ['stop', 3, 4, 2],
  ['stop', 1, 4, 1],
  ['pause', 3, 4, 0],
  ['warn', 0, 4, 1],
] as const)('at %s, %d of %d at once become %d', (level, now, wanted, then) => {
  expect(nextConcurrency(level, now, wanted)).toBe(then);
});
