import { beforeEach, expect, test } from 'vitest';
import { Progress } from '../../src/cli/progress.ts';
import { styleFor } from '../../src/cli/render/ansi.ts';
import { widthOf } from '../../src/cli/render/width.ts';

let now = 0;
let lines: string[] = [];

beforeEach(() => {
  now = 0;
  lines = [];
});

function progressOn(width: number): Progress {
  const io = { errStyle: styleFor(false, width), passing: (line: string) => lines.push(line) };
  return new Progress(io, 'source files', () => now);
}

test('a step that is over in a moment shows nothing', () => {
  const progress = progressOn(80);
  for (now = 0; now < 500; now += 50) progress.show(now, 1000);
  expect(lines).toEqual([]);
});

test('a longer one is shown, not more often than can be seen', () => {
  const progress = progressOn(80);
  for (now = 500; now < 700; now += 1) progress.show(now, 1000);
  expect(lines).toHaveLength(3);
  expect(lines[0]).toBe('███████████████░░░░░░░░░░░░░░░  50 %  source files 500 of 1000');
});

test('its line leaves a column free, however narrow the terminal', () => {
  for (let width = 1; width < 100; width++) {
    now = 0;
    const progress = progressOn(width);
    now = 1000;
    progress.show(123, 456);
    expect(widthOf(lines.at(-1)!), `${width} columns`).toBeLessThan(width);
  }
});

test('its end takes the line away', () => {
  progressOn(80).end();
  expect(lines).toEqual(['']);
});
