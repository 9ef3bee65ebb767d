import { closeSync, openSync, readSync } from 'node:fs';
import { FailureError, fail } from '../../core/failure.ts';
import { type TokenSection, Vocabulary } from './vocabulary.ts';

const MAGIC = 0x6b32306f;
const HEADER_BYTES = 32;

/** What a token table holds: the vocabulary, and the stand-ins of characters. */
export interface TokenTable {
  readonly vocabulary: Vocabulary;
  readonly standIns: Uint8Array;
}

/** Opens a table that scripts/build-tokens.mjs wrote; throws when it is missing or damaged. */
export function openTokenTable(file: string): TokenTable {
  return withFile(file, (handle) => {
    const header = new Uint32Array(readRange(handle, 0, HEADER_BYTES));
    const [magic, longest, standInBytes, narrowBuckets, narrowBytes, wideBuckets, wideBytes] =
      header as Header;
    const wideStart = HEADER_BYTES + standInBytes + narrowBytes;
    if (magic !== MAGIC) throw new Error('it is damaged');
    const start = readRange(handle, HEADER_BYTES, standInBytes + narrowBytes);
    const loadWide = () =>
      withFile(file, (again) => sectionOf(readRange(again, wideStart, wideBytes), 0, wideBuckets));
    return {
      vocabulary: new Vocabulary(longest, sectionOf(start, standInBytes, narrowBuckets), loadWide),
      standIns: new Uint8Array(start, 0, standInBytes),
    };
  });
}

type Header = Uint32Array & [number, number, number, number, number, number, number];

function sectionOf(buffer: ArrayBuffer, start: number, buckets: number): TokenSection {
  return {
    tokens: new Uint8Array(buffer, start),
    buckets: new Int32Array(buffer, start, buckets * 2 + 1),
    hashShift: Math.clz32(buckets) + 1,
  };
}

function readRange(handle: number, start: number, length: number): ArrayBuffer {
  const buffer = new ArrayBuffer(length);
  if (readSync(handle, new Uint8Array(buffer), 0, length, start) !== length) throw new Error('it is damaged');
  return buffer;
}

function withFile<T>(file: string, use: (handle: number) => T): T {
  let handle: number | undefined;
  try {
    handle = openSync(file, 'r');
    return use(handle);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new FailureError(
      fail('io_error', `The token table ${file} cannot be used: ${reason}.`, {
        hint: 'Install long-run-agent again.',
        data: { file },
      }),
    );
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}
