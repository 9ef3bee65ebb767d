import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { Failure } from '../core/failure.ts';
import { err, ok, type Result } from '../core/result.ts';
import { randomIds } from './ids.ts';
import { errorCode, ioFailure } from './io-failure.ts';
import { discard, replaceFile } from './whole-file.ts';

/** Windows has neither. A pipe that is opened without O_NONBLOCK waits for its writer for ever. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** The text of a file, without a byte order mark; null when it is not there. A symbolic link, a pipe or a device is refused: io_error. */
export function readTextFile(path: string): Result<string | null, Failure> {
  let file: number | undefined;
  try {
    file = openSync(path, FLAGS);
    const stat = fstatSync(file);
    if (!stat.isFile() && !stat.isDirectory()) throw new Error('it is no regular file');
    const text = readFileSync(file, 'utf8');
    return ok(text.startsWith('\ufeff') ? text.slice(1) : text);
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? ok(null) : err(ioFailure('read', path, error));
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/**
 * Makes a file that is whole from its first moment, on disk when this returns, and never in the place of another.
 * False when something was there already. Failures: io_error.
 */
export function createTextFile(path: string, text: string): Result<boolean, Failure> {
  const draft = `${path}.${randomIds.transaction()}.tmp`;
  try {
    const file = openSync(draft, 'wx');
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    linkSync(draft, path);
    syncFolder(dirname(path));
    return ok(true);
  } catch (error) {
    return errorCode(error) === 'EEXIST' ? ok(false) : err(ioFailure('write', path, error));
  } finally {
    discard(draft);
  }
}

/** Puts a derived file in place as a whole, or leaves it: what cannot be kept is made again. */
export function keepDerivedFile(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    replaceFile(path, text);
  } catch {}
}

/** Makes the names in a folder survive a power cut; not every system can. */
export function syncFolder(folder: string): void {
  let file: number | undefined;
  try {
    file = openSync(folder, 'r');
    fsyncSync(file);
  } catch {
    // Windows opens no folders; the files themselves are on disk.
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
