import { leaseFault } from '../../core/check/lease-fault.ts';
import { recordFault } from '../../core/check/record-fault.ts';
import type { Lifecycles } from '../../core/graph/seed.ts';
import { isJsonObject, type JsonObject } from '../../core/json.ts';
import type { Lease } from '../../core/lease/lease.ts';
import type { Entry } from '../../core/record/change.ts';
import { type RecordEntry, withEntry } from '../../core/record/record.ts';
import { isTaskId } from '../../core/task/id.ts';
import type { Repair } from '../../ports/doctor.ts';
import { readIfThere, type StoreFs } from './fs.ts';
import type { Layout } from './layout.ts';
import { locksText } from './locks-file.ts';
import type { Model } from './model.ts';
import { keepOriginal, replaceFile } from './originals.ts';
import { recordPath, recordText } from './record-file.ts';
import { repairList } from './repair-list.ts';
import { salvage } from './salvage.ts';
import { TaskMap } from './task-list.ts';

/** What repairing works with; the lock is held. */
export interface Repairing {
  readonly fs: StoreFs;
  readonly layout: Layout;
  readonly lifecycles: Lifecycles;
  /** When, UTC ISO 8601: a part of the names of the originals. */
  readonly at: string;
  readonly tmpPath: () => string;
  readonly isFromGit: () => boolean;
}

/** Makes the list sound: see `repairList`. Null when there is neither a log nor a task that could be read. */
export function repairTaskList(repairing: Repairing, model: Model | null): Repair | null {
  const { fs, layout, lifecycles } = repairing;
  const bytes = readIfThere(fs, layout.taskList);
  const read = salvage(bytes ?? Buffer.alloc(0), 'tasks');
  const ours = new Map([...(model?.tasks() ?? [])].map((task) => [task.id, task]));
  const unlisted = model?.unlisted() ?? new Map();
  const tasks = repairList({
    ours,
    items: read.items,
    isMerge: read.hasConflicts,
    isMeant: read.isComplete && (read.hasConflicts || repairing.isFromGit()),
    unlisted: new Set(unlisted.keys()),
    counters: countersIn(read.heads),
    lifecycles,
  });
  // Without a log, a file of which nothing is left would be replaced by an empty one.
  if (!model && tasks.size === 0) return null;
  const pieces = new TaskMap(tasks).splice(new Map(), countersIn(read.heads));
  const how = bytes ? 'made sound' : 'restored from the log';
  return replace(repairing, layout.taskList, pieces, `the list is ${how}, with ${tasks.size} tasks`);
}

/** Writes the leases as the log has them; without a log, those that can be read. */
export function repairLocks(repairing: Repairing, model: Model | null): Repair {
  const { fs, layout } = repairing;
  const bytes = readIfThere(fs, layout.locks);
  const { items, heads } = salvage(bytes ?? Buffer.alloc(0), 'leases');
  const sound = items.filter((item) => leaseFault(item) === null) as unknown as readonly Lease[];
  const read = new Map(sound.map((lease) => [lease.task_id, lease]));
  const leases = model ? [...model.graph.leases.values()] : [...read.values()];
  const known = heads.flatMap(({ generation }) =>
    Number.isSafeInteger(generation) ? [Number(generation)] : [],
  );
  const generation =
    model?.generation ??
    [...known, ...sound.map(({ token }) => token)].reduce((top, n) => Math.max(top, n), 0);
  const pieces = [Buffer.from(locksText({ generation, leases }))];
  return replace(
    repairing,
    layout.locks,
    pieces,
    `who holds what is as the log has it: ${leases.length} leases`,
  );
}

/** Makes a record of what can be read in it and of what the log has about its task, the oldest first. */
export function repairRecord(repairing: Repairing, id: string, logged: readonly Entry[]): Repair {
  const { fs, layout } = repairing;
  const path = recordPath(layout, id);
  const { items } = salvage(readIfThere(fs, path) ?? Buffer.alloc(0), 'entries');
  const sound = items.filter((item) => recordFault(item) === null) as unknown as readonly RecordEntry[];
  const inLog = new Set(logged.map(({ tx }) => tx));
  const others = new Map(sound.flatMap((entry) => (inLog.has(entry.tx) ? [] : [[entry.tx, entry]])));
  const record = logged.reduce(withEntry, { task_id: id, entries: [...others.values()] });
  const inOrder = record.entries.toSorted((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1));
  const pieces = [Buffer.from(recordText({ ...record, entries: inOrder }))];
  return replace(repairing, path, pieces, `the history of ${id} has ${inOrder.length} entries`);
}

function replace(repairing: Repairing, path: string, pieces: readonly Uint8Array[], message: string): Repair {
  const original = keepOriginal(repairing.fs, path, repairing.at);
  replaceFile(repairing.fs, repairing.tmpPath(), path, pieces);
  return { message, file: path, original };
}

function countersIn(heads: readonly JsonObject[]): ReadonlyMap<string, number> {
  const counters = new Map<string, number>();
  for (const { counters: read } of heads) {
    if (!isJsonObject(read)) continue;
    for (const [key, n] of Object.entries(read)) {
      const isSound = Number.isSafeInteger(n) && (key === 'task' || key === 'doc_update' || isTaskId(key));
      if (isSound) counters.set(key, Math.max(Number(n), counters.get(key) ?? 0));
    }
  }
  return counters;
}
