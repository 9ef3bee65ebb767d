import { expect, test } from 'vitest';
import { command as guide } from '../../../src/cli/commands/guide.ts';
import { command as version } from '../../../src/cli/commands/version.ts';
import { styleFor } from '../../../src/cli/render/ansi.ts';
import { bar } from '../../../src/cli/render/bar.ts';
import { widthOf } from '../../../src/cli/render/width.ts';
import { span } from '../../../src/core/context/span.ts';
import { value } from '../lease/support.ts';
import { world } from '../query/world.ts';
import { runLine } from '../task/support.ts';

test.each([
  [-5, '0 s'],
  [59_999, '59 s'],
  [60_000, '1 min'],
  [3_599_999, '59 min'],
  [3_600_000, '1 h'],
  [172_799_999, '47 h'],
  [172_800_000, '2 d'],
  [90 * 86_400_000, '90 d'],
])('%i milliseconds are %s', (milliseconds, words) => {
  expect(span(milliseconds)).toBe(words);
});

test('a bar is as long as it should be, and full only when all is done', () => {
  const style = styleFor(false, 80);
  expect(bar(0.5, 4, style)).toBe('██░░');
  expect(bar(0, 4, style)).toBe('░░░░');
  expect(bar(1, 4, style)).toBe('████');
  expect(bar(0.999, 4, style)).toBe('███░');
});

test('the guide is one page, and names the commands of the loop', async () => {
  const { text, json } = value(await runLine(guide, await world([]), []));
  expect(json).toEqual({ guide: text });
  const lines = text.split('\n');
  expect(lines.length).toBeLessThan(75);
  expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(105);
  for (const verb of ['context', 'claim', 'show', 'checkpoint', 'record', 'set', 'split', 'pause', 'why']) {
    expect(text).toContain(`lra ${verb}`);
  }
});

test('the version is the one of the build', async () => {
  const { text, json } = value(await runLine(version, await world([]), []));
  expect(json).toEqual({ version: text });
  expect(text).toMatch(/^\d+\.\d+\.\d+/);
});
