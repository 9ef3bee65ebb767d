import { closeSync, openSync, readSync } from 'node:fs';
import type { Ids } from '../ports/ids.ts';

/** Without i, l, o and u: no two look alike, and they spell no words. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const LENGTH = 12;

/** Names of 12 characters with 60 random bits: among a million of them two are alike with a chance of 1 in 2 million. */
export const randomIds: Ids = { transaction: randomName, session: randomName };

/** A transaction takes some five names: to ask the kernel once for all of them costs as much as for one. */
const NAMES_AT_ONCE = 16;

let drawn: Uint8Array = new Uint8Array();

function randomName(): string {
  if (drawn.length === 0) drawn = randomBytes(LENGTH * NAMES_AT_ONCE);
  let name = '';
  for (const byte of drawn.subarray(0, LENGTH)) name += ALPHABET[byte & 31];
  drawn = drawn.subarray(LENGTH);
  return name;
}

/** Loading node:crypto takes over a millisecond, ten times what asking the kernel does. */
function randomBytes(count: number): Uint8Array {
  const bytes = new Uint8Array(count);
  let file: number | undefined;
  try {
    file = openSync('/dev/urandom', 'r');
    if (readSync(file, bytes) === count) return bytes;
  } catch {
    // Not there on every system.
  } finally {
    if (file !== undefined) closeSync(file);
  }
  return process.getBuiltinModule('node:crypto').randomBytes(count);
}
