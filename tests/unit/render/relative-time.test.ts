import { expect, test } from 'vitest';
import { relativeTime } from '../../../src/cli/render/relative-time.ts';

const NOW = Date.parse('2026-01-01T12:00:00.000Z');

test.each([
  ['2026-01-01T12:00:00.000Z', 'now'],
  ['2026-01-01T11:59:59.900Z', 'now'],
  ['2026-01-01T11:59:58.000Z', '2 s ago'],
  ['2026-01-01T11:58:31.000Z', '1 min ago'],
  ['2026-01-01T12:14:59.800Z', 'in 15 min'],
  ['2026-01-01T13:59:00.000Z', 'in 1 h'],
  ['2025-12-29T11:00:00.000Z', '3 d ago'],
])('%s is %s', (at, said) => {
  expect(relativeTime(at, NOW)).toBe(said);
});
