import type { BigIntStats } from 'node:fs';
import { refusePath, type StoreFs } from './fs.ts';

/**
 * Tells one writing of a file from another: the inode, the size and the time of its last write, in nanoseconds. A
 * rename keeps all three, so a projection is known before it is in place; an editor or git changes at least one.
 */
export type FileIdentity = string;

/** Tells a writing from one of the same size and inode in the same tick of the kernel's clock, which takes milliseconds. */
export function stampWriting(fs: StoreFs, fd: number): void {
  const now = (performance.timeOrigin + performance.now()) / 1000;
  fs.futimesSync(fd, now, now);
}

/**
 * Whether a power cut left only the beginning of a writing: the file system kept its inode and time, but not all of its
 * data. Other hands that shorten a file leave another time.
 */
export function isTorn(found: FileIdentity, writings: Iterable<FileIdentity>): boolean {
  const [inode, size, time] = found.split(':');
  for (const writing of writings) {
    const known = writing.split(':');
    if (known[0] === inode && known[2] === time && Number(size) < Number(known[1])) return true;
  }
  return false;
}

export const ABSENT: FileIdentity = 'absent';

export function identityOf(stats: BigIntStats): FileIdentity {
  return `${stats.ino}:${stats.size}:${stats.mtimeNs}`;
}

/** The identity of the file at a path. Refuses links and files that were made read-only when asked to. */
export function identityAt(fs: StoreFs, path: string, forWriting = false): FileIdentity {
  const stats = fs.lstatSync(path, { bigint: true, throwIfNoEntry: false });
  if (!stats) return ABSENT;
  if (stats.isSymbolicLink()) refusePath(path, 'is a symbolic link');
  if (!stats.isFile()) refusePath(path, 'is not a file');
  if (forWriting && (stats.mode & 0o222n) === 0n) refusePath(path, 'is read-only');
  return identityOf(stats);
}
