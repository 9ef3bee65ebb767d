import { join } from 'node:path';
import { decodeEntry, encodeEntry, type StoredEntry } from './entry-file.ts';
import { isErrno, quietly, readIfThere, type StoreFs, writeAll } from './fs.ts';
import { baseName, entryName, generationIn, type Layout } from './layout.ts';

/** What the journal folder holds: the newest base, and the transactions after it. */
export interface JournalListing {
  /** The generation of the newest base; null before the first. */
  readonly base: number | null;
  /** The entries above the base, in order. */
  readonly entries: readonly number[];
}

export function listJournal(fs: StoreFs, layout: Layout): JournalListing {
  let base: number | null = null;
  const all: number[] = [];
  for (const name of namesIn(fs, layout.journal)) {
    const found = generationIn(name);
    if (found?.kind === 'base') base = Math.max(base ?? 0, found.generation);
    else if (found) all.push(found.generation);
  }
  const floor = base ?? 0;
  return { base, entries: all.filter((generation) => generation > floor).sort((a, b) => a - b) };
}

/** One transaction; null when its file is gone (pruned meanwhile), `torn` when a power cut left it in pieces. */
export function readEntry(fs: StoreFs, layout: Layout, generation: number): StoredEntry | 'torn' | null {
  const bytes = readIfThere(fs, join(layout.journal, entryName(generation)));
  return bytes === null ? null : (decodeEntry(bytes) ?? 'torn');
}

/**
 * Makes a transaction part of the log: written aside, linked to its number, made durable. The link is the commit: it
 * fails when the number is taken (another writer was first), and when the file aside was deleted (the lock was taken
 * over meanwhile). One fsync after the link makes the content and the name durable together (ext4, xfs, btrfs).
 * False: refused, nothing happened.
 */
export function commitEntry(fs: StoreFs, layout: Layout, tmp: string, entry: StoredEntry): boolean {
  const path = join(layout.journal, entryName(entry.generation));
  const fd = fs.openSync(tmp, 'wx');
  try {
    writeAll(fs, fd, [encodeEntry(entry)]);
    try {
      fs.linkSync(tmp, path);
    } catch (error) {
      if (isErrno(error, 'EEXIST', 'ENOENT')) return false;
      throw error;
    }
    try {
      // A number that was pruned can be linked again: the floor tells. It was raised before anything was deleted.
      if ((listJournal(fs, layout).base ?? 0) >= entry.generation) {
        removeIfThere(fs, path);
        return false;
      }
      fs.fsyncSync(fd);
    } catch (error) {
      removeIfThere(fs, path);
      throw error;
    }
    return true;
  } finally {
    fs.closeSync(fd);
    // Last: what is left here tells the next holder that the entry may not be durable yet.
    quietly(() => removeIfThere(fs, tmp));
  }
}

/** Moves a torn last entry aside, where `doctor` finds it. It was never acknowledged. */
export function setAsideTorn(fs: StoreFs, layout: Layout, generation: number, name: string): void {
  fs.renameSync(
    join(layout.journal, entryName(generation)),
    join(layout.journal, `torn.${generation}.${name}`),
  );
}

/** Deletes the entries and bases that a newer base holds. */
export function prune(fs: StoreFs, layout: Layout, floor: number): void {
  for (const name of namesIn(fs, layout.journal)) {
    const found = generationIn(name) ?? backupGeneration(name);
    if (!found) continue;
    const isOld = found.kind === 'entry' ? found.generation <= floor : found.generation < floor;
    if (isOld) removeIfThere(fs, join(layout.journal, name));
  }
}

/** Makes the last entry durable, for a writer that was stopped before it could. */
export function syncEntry(fs: StoreFs, layout: Layout, generation: number): void {
  syncPath(fs, join(layout.journal, entryName(generation)));
}

export function syncPath(fs: StoreFs, path: string): void {
  let fd: number;
  try {
    fd = fs.openSync(path, 'r');
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return;
    throw error;
  }
  try {
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
}

export function backupName(generation: number): string {
  return `backup.${baseName(generation).slice('base.'.length)}`;
}

function backupGeneration(name: string): { kind: 'backup'; generation: number } | null {
  const match = /^backup\.(\d{15})$/.exec(name);
  return match && { kind: 'backup', generation: Number(match[1]) };
}

export function namesIn(fs: StoreFs, dir: string): string[] {
  try {
    return fs.readdirSync(dir);
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return [];
    throw error;
  }
}

export function removeIfThere(fs: StoreFs, path: string): void {
  try {
    fs.unlinkSync(path);
  } catch (error) {
    if (!isErrno(error, 'ENOENT')) throw error;
  }
}
