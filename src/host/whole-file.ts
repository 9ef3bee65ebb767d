import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { randomIds } from './ids.ts';

/**
 * Puts a text in the place of a file as a whole: whoever reads finds this one or the one before. With `onDisk`, its bytes
 * are on disk before that. Throws what the system says, and leaves no draft.
 */
export function replaceFile(path: string, text: string, { onDisk = false } = {}): void {
  const draft = `${path}.${randomIds.transaction()}.tmp`;
  try {
    const file = openSync(draft, 'wx');
    try {
      writeFileSync(file, text);
      if (onDisk) fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
  } catch (error) {
    discard(draft);
    throw error;
  }
}

/** Deletes a draft; why that cannot be is why it could not be written, and that is told. */
export function discard(draft: string): void {
  try {
    rmSync(draft, { force: true });
  } catch {}
}
