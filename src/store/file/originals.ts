import { basename, dirname, join } from 'node:path';
import { isErrno, type StoreFs, writeAll } from './fs.ts';
import { syncPath } from './journal.ts';

/** Keeps what is at a path under another name beside it, for a person to look at; null when nothing is there. */
export function keepOriginal(fs: StoreFs, path: string, at: string): string | null {
  for (let n = 1; ; n++) {
    const name = `${basename(path)}.${stampOf(at)}${n === 1 ? '' : `-${n}`}.orig`;
    const original = join(dirname(path), name);
    try {
      fs.linkSync(path, original);
      return original;
    } catch (error) {
      if (isErrno(error, 'ENOENT')) return null;
      if (!isErrno(error, 'EEXIST')) throw error;
    }
  }
}

/** Whether a file is such an original. */
export function isOriginal(name: string): boolean {
  return name.endsWith('.orig');
}

/** A time as a part of a file's name: `20260131T120000`. */
export function stampOf(at: string): string {
  return at.replace(/[-:]/g, '').slice(0, 15);
}

/** Puts a text in the place of a file, durable and as a whole. */
export function replaceFile(fs: StoreFs, tmp: string, path: string, pieces: readonly Uint8Array[]): void {
  const fd = fs.openSync(tmp, 'wx', 0o644);
  try {
    writeAll(fs, fd, pieces);
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
  fs.renameSync(tmp, path);
  syncPath(fs, dirname(path));
}
