import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { JsonValue } from '../core/json.ts';
import { syncFolder } from './text-file.ts';
import { replaceFile } from './whole-file.ts';

/**
 * Writes a value with its checksum, as a whole and on disk when this returns: whoever reads finds this one or the one
 * before. Throws what the system says, and TypeError for what JSON does not take.
 */
export function writeChecked(path: string, value: JsonValue): void {
  const text = JSON.stringify(value);
  if (text === undefined) throw new TypeError('JSON has no form for such a value');
  mkdirSync(dirname(path), { recursive: true });
  replaceFile(path, `${hashOf(text)}\n${text}\n`, { onDisk: true });
  syncFolder(dirname(path));
}

/** Reads it back; undefined when nothing is there, `damaged` when it is not what was written. */
export function readChecked(path: string): { readonly value: JsonValue } | 'damaged' | undefined {
  let all: string;
  try {
    all = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const [hash, text = ''] = all.split('\n');
  return hash === hashOf(text) ? { value: JSON.parse(text) as JsonValue } : 'damaged';
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
