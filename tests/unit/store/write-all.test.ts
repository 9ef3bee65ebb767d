import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { realFs, type StoreFs, writeAll } from '../../../src/store/file/fs.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

/** Writes pieces of these sizes, at most `most` bytes a call; returns how many calls it took. */
function write(sizes: readonly number[], most = Number.POSITIVE_INFINITY): number {
  const pieces = sizes.map((size, i) => Buffer.alloc(size, 97 + i));
  const path = join(tempFolder(), 'file');
  const fd = openSync(path, 'w');
  let calls = 0;
  const writeSync = (file: number, piece: Uint8Array, from: number) => {
    calls++;
    return realFs.writeSync(file, piece, from, Math.min(most, piece.length - from));
  };
  writeAll({ ...realFs, writeSync: writeSync as StoreFs['writeSync'] }, fd, pieces);
  closeSync(fd);
  expect(readFileSync(path).equals(Buffer.concat(pieces))).toBe(true);
  return calls;
}

test('small pieces are written with one call, large ones each with its own', () => {
  expect(write([])).toBe(0);
  expect(write([3, 0, 5])).toBe(1);
  expect(write([44, 200_000, 2, 500, 2, 300_000, 1, 3])).toBe(5);
  expect(write([200_000, 300_000])).toBe(2);
});

test('what the system wrote in part is written on', () => {
  expect(write([10, 20_000, 7], 6_000)).toBe(6);
});
