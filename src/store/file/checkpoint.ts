import { join } from 'node:path';
import type { Entry } from '../../core/record/change.ts';
import { recordedTasks } from '../../core/record/record.ts';
import { appendArchive } from './archive.ts';
import { encodeBase } from './base.ts';
import { briefPath } from './brief-file.ts';
import { isErrno, type StoreFs, writeAll } from './fs.ts';
import type { FileIdentity } from './identity.ts';
import { backupName, prune, syncPath } from './journal.ts';
import { baseName, type Layout } from './layout.ts';
import type { Limits } from './limits.ts';
import { mendHistory, type WriterTools } from './mend.ts';
import type { Model } from './model.ts';
import { keptCounters } from './prepare.ts';
import { recordPath } from './record-file.ts';

/** So many changes cost a reader as much as an entry with one: an import of thousands is due for a base at once. */
const CHANGES_PER_ENTRY = 4;

/** Whether the log, with a transaction that is about to be added, has grown long enough for a new base. */
export function isBaseDue(model: Model, next: Entry, limits: Limits): boolean {
  const longest = model.graph.size > limits.freshTasks ? limits.largeTail : limits.tail;
  const costs = [...model.tail, next].map(({ changes }) => Math.max(1, changes.length / CHANGES_PER_ENTRY));
  return costs.reduce((sum, cost) => sum + cost, 0) >= longest;
}

/**
 * Makes a new base of the present state and prunes the log it holds. Everything the pruned entries stand for is durable
 * before they go. Each step leaves a state that reads right, also when a suspended process does it long after: its files
 * are named by generation, and the highest name counts.
 */
export function makeBase(tools: WriterTools, model: Model): void {
  const { fs, layout, tmpPath } = tools;
  if (model.isListBehind || model.areLocksBehind || model.behindList().size > 0) return;
  const { generation } = model;
  const counters = keptCounters(model);
  const base = {
    generation,
    files: { taskList: newest(model.listWritings), locks: newest(model.lockWritings) },
    counters: Object.fromEntries(counters),
    leases: [...model.graph.leases.values()],
  };
  mendHistory(tools, model, model.tail);
  syncProjections(fs, layout, model);
  appendArchive(fs, layout, model.tail);
  const isPublished =
    publish(fs, layout, tmpPath(), backupName(generation), model.source.splice(new Map(), counters)) &&
    publish(fs, layout, tmpPath(), baseName(generation), encodeBase(base, model.graph));
  // Fenced off: whoever holds the lock now makes the next base, and the log is all there is until then.
  if (!isPublished) return;
  prune(fs, layout, generation);
  model.rebase();
}

/** The writing that lra made last: not what lies there now, which other hands may have changed this moment. */
function newest(writings: ReadonlyMap<FileIdentity, number>): FileIdentity {
  return [...writings].reduce((last, one) => (one[1] >= last[1] ? one : last))[0];
}

function syncProjections(fs: StoreFs, layout: Layout, model: Model): void {
  const touched = new Set<string>();
  for (const entry of model.tail) {
    for (const id of recordedTasks(entry)) touched.add(recordPath(layout, id));
    for (const change of entry.changes) if (change.op === 'brief') touched.add(briefPath(layout, change.id));
  }
  for (const path of [...touched, layout.taskList, layout.locks]) syncPath(fs, path);
  for (const dir of [layout.records, layout.tasks, layout.dir]) syncPath(fs, dir);
}

/** Makes a file of the journal folder, durable with its name. False when the file was deleted before it had its name. */
function publish(
  fs: StoreFs,
  layout: Layout,
  tmp: string,
  name: string,
  pieces: readonly Uint8Array[],
): boolean {
  const fd = fs.openSync(tmp, 'wx', 0o644);
  try {
    writeAll(fs, fd, pieces);
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
  try {
    fs.renameSync(tmp, join(layout.journal, name));
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return false;
    throw error;
  }
  syncPath(fs, layout.journal);
  return true;
}
