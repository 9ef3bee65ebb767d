import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createTokenCounter } from '../../../src/host/tokens/token-counter.ts';
import { useTokenTable } from './counter.ts';

const { file } = useTokenTable();

function counterOver(bytes: Uint8Array) {
  const damaged = `${file()}.damaged`;
  writeFileSync(damaged, bytes);
  return createTokenCounter(damaged);
}

it('is small', () => {
  expect(readFileSync(file()).length).toBeLessThan(3_500_000);
});

it('is not opened before the first count', () => {
  const counter = createTokenCounter(join(file(), 'missing.bin'));
  expect(() => counter.count('a')).toThrow(/The token table .*missing\.bin cannot be used/);
});

it('is refused when it is something else', () => {
  expect(() => counterOver(Buffer.alloc(1_000)).count('a')).toThrow(/damaged/);
});

it('is refused when it ends early', () => {
  const bytes = readFileSync(file());
  for (const length of [0, 31, 40_000, 1_000_000]) {
    expect(() => counterOver(bytes.subarray(0, length)).count('a')).toThrow(/damaged/);
  }
  expect(() => counterOver(bytes.subarray(0, -1)).count('漢')).toThrow(/damaged/);
});
