import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { expectedTokens, useTokenTable } from './counter.ts';

const { counter } = useTokenTable();

const LONG = 1_000_000;
const EXPORT = fileURLToPath(new URL('../../../../shared/data/beads-export.jsonl', import.meta.url));

it('counts nothing in an empty text', () => {
  expect(counter().count('')).toBe(0);
});

it('counts what looks like a special token as ordinary text', () => {
  expect(counter().count('<|endoftext|>')).toBe(7);
  expect(counter().count('<|im_start|>')).toBe(expectedTokens('<|im_start|>'));
});

it('counts a lone surrogate as the replacement character', () => {
  expect(counter().count('a\ud83d b')).toBe(counter().count('a\ufffd b'));
});

it('knows a token that starts with a byte-order mark', () => {
  expect(counter().count('\ufeffusing')).toBe(1);
});

it('gives the same answer again', () => {
  const text = 'Claim a task, renew the lease, 完成任务。';
  expect([counter().count(text), counter().count(text)]).toEqual([
    expectedTokens(text),
    expectedTokens(text),
  ]);
});

it.runIf(existsSync(EXPORT))('counts real tasks as the reference does', () => {
  for (const line of readFileSync(EXPORT, 'utf8').split('\n').filter(Boolean)) {
    const { description = '' } = JSON.parse(line) as { description?: string };
    expect(counter().count(description)).toBe(expectedTokens(description));
    expect(counter().count(line)).toBe(expectedTokens(line));
  }
});

it.each([
  ['one letter', 'a', LONG / 8],
  ['spaces', ' ', LONG / 128 + 0.5],
  ['capitals', 'A', LONG / 8],
  ['newlines', '\n', LONG / 16],
  ['Chinese', '任务图租约', (LONG / 5) * 4],
  ['combining marks', '\u0301', LONG],
])('counts a long run of %s in time', (_what, unit, tokens) => {
  const text = unit.repeat(LONG / unit.length);
  const start = performance.now();
  expect(counter().count(text)).toBe(tokens);
  expect(performance.now() - start).toBeLessThan(8_000);
});
