import { basename, join } from 'node:path';
import { leaseFault } from '../../core/check/lease-fault.ts';
import { FailureError } from '../../core/failure.ts';
import { TaskGraph } from '../../core/graph/graph.ts';
import type { Lease } from '../../core/lease/lease.ts';
import type { Entry, EntryHead } from '../../core/record/change.ts';
import { patched, type Task } from '../../core/task/task.ts';
import type { Repair } from '../../ports/doctor.ts';
import { appendArchive, noteGaps } from './archive.ts';
import { checkReferences, parseTaskList, type TaskDocument } from './check-tasks.ts';
import { makeBase } from './checkpoint.ts';
import { readIfThere, type StoreFs } from './fs.ts';
import { namesIn, readEntry } from './journal.ts';
import { generationIn, type Layout } from './layout.ts';
import { Model } from './model.ts';
import { keepOriginal, stampOf } from './originals.ts';
import { Prepared } from './prepare.ts';
import type { Repairing } from './repairing.ts';
import { salvage } from './salvage.ts';
import { TaskMap } from './task-list.ts';

const BACKUP = /^backup\.(\d{15})$/;

/**
 * Starts a new log above a damaged one, of what can be read: the list, or else the newest copy of it, and the entries
 * that are whole, each task in its highest version. The old log is kept in a folder of the journal. None when neither
 * the list nor a copy of it can be read.
 */
export function rebuildLog(repairing: Repairing, head: EntryHead): readonly Repair[] {
  const { fs, layout, lifecycles, tmpPath } = repairing;
  const files = logFiles(fs, layout);
  const source = readableList(fs, layout, files);
  if (!source) return [];
  const list = source.document;
  const entries = wholeEntries(fs, layout, files);
  const locks = salvagedLocks(fs, layout);
  const state = new Latest(list, locks.leases);
  for (const entry of entries) state.lay(entry, entry.generation > locks.generation);
  const highest = Math.max(locks.generation, ...files.map(({ generation }) => generation));
  const generation = state.leases.reduce((top, { token }) => Math.max(top, token), highest) + 1;
  const repairs: Repair[] = [
    { message: 'the log starts anew', file: layout.journal, original: keepAside(fs, layout, files, head.at) },
  ];
  if (source.path !== layout.taskList) {
    const original = keepOriginal(fs, layout.taskList, head.at);
    repairs.push({
      message: `the list is made of ${basename(source.path)}`,
      file: layout.taskList,
      original,
    });
  }
  appendArchive(fs, layout, entries);
  noteGaps(fs, layout, generation);
  const model = new Model({
    graph: TaskGraph.of(state.tasks.values(), lifecycles, { leases: state.leases, counters: state.counters }),
    source: new TaskMap(state.tasks),
    base: null,
    generation,
    listWritings: new Map(),
    lockWritings: new Map(),
  });
  const prepared = new Prepared(fs, layout, tmpPath);
  prepared.addState(model, { ...head, generation, tx: '', changes: [] }, { list: 'always', locks: 'always' });
  prepared.putInPlace();
  model.listWritings.set(prepared.files.taskList!, generation);
  model.lockWritings.set(prepared.files.locks!, generation);
  makeBase({ fs, layout, tmpPath, graphNow: () => model.graph }, model);
  return repairs;
}

interface LogFile {
  readonly name: string;
  readonly kind: 'entry' | 'base' | 'backup';
  readonly generation: number;
}

/** The files of the log, the newest last. */
function logFiles(fs: StoreFs, layout: Layout): readonly LogFile[] {
  const files: LogFile[] = [];
  for (const name of namesIn(fs, layout.journal)) {
    const backup = BACKUP.exec(name);
    const found = backup ? { kind: 'backup' as const, generation: Number(backup[1]) } : generationIn(name);
    if (found) files.push({ name, ...found });
  }
  return files.sort((a, b) => a.generation - b.generation);
}

function readableList(
  fs: StoreFs,
  layout: Layout,
  files: readonly LogFile[],
): { readonly path: string; readonly document: TaskDocument } | null {
  const backups = files.filter(({ kind }) => kind === 'backup').map(({ name }) => join(layout.journal, name));
  for (const path of [layout.taskList, ...backups.reverse()]) {
    const bytes = readIfThere(fs, path);
    try {
      if (!bytes) continue;
      const list = parseTaskList(path, bytes);
      checkReferences(path, list);
      return { path, document: list };
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
    }
  }
  return null;
}

function wholeEntries(fs: StoreFs, layout: Layout, files: readonly LogFile[]): readonly Entry[] {
  const floor = Math.max(
    0,
    ...files.filter(({ kind }) => kind === 'base').map(({ generation }) => generation),
  );
  const above = files.filter(({ kind, generation }) => kind === 'entry' && generation > floor);
  return above.flatMap(({ generation }) => {
    const entry = readEntry(fs, layout, generation);
    return entry === null || entry === 'torn' ? [] : [entry];
  });
}

function salvagedLocks(fs: StoreFs, layout: Layout): { generation: number; leases: readonly Lease[] } {
  const bytes = readIfThere(fs, layout.locks);
  if (!bytes) return { generation: 0, leases: [] };
  const { heads, items } = salvage(bytes, 'leases');
  const leases = items.filter((item) => leaseFault(item) === null) as unknown as Lease[];
  const generations = heads.map(({ generation }) =>
    Number.isSafeInteger(generation) ? Number(generation) : 0,
  );
  return { generation: Math.max(0, ...generations), leases };
}

/** Links every file of the log into a folder of its own, where the new log does not prune it. */
function keepAside(fs: StoreFs, layout: Layout, files: readonly LogFile[], at: string): string {
  const folder = join(layout.journal, `${stampOf(at)}.orig`);
  fs.mkdirSync(folder, { recursive: true });
  for (const { name } of files) {
    const kept = join(folder, name);
    if (!fs.existsSync(kept)) fs.linkSync(join(layout.journal, name), kept);
  }
  return folder;
}

/** A list with transactions laid over it; what the list has in a higher version stays. */
class Latest {
  readonly tasks: Map<string, Task>;
  readonly counters: Map<string, number>;
  readonly #leases: Map<string, Lease>;

  constructor(list: TaskDocument, leases: readonly Lease[]) {
    this.tasks = new Map(list.tasks);
    this.counters = new Map(list.counters);
    this.#leases = new Map(leases.map((lease) => [lease.task_id, lease]));
  }

  get leases(): readonly Lease[] {
    return [...this.#leases.values()].filter(({ task_id: id }) => this.tasks.has(id));
  }

  lay({ changes }: Entry, withLeases: boolean): void {
    const isNews = new Map<string, boolean>();
    for (const change of changes) {
      if (change.op === 'task.create') {
        isNews.set(change.task.id, !this.tasks.has(change.task.id));
        if (isNews.get(change.task.id)) this.tasks.set(change.task.id, change.task);
      } else if (change.op === 'task.delete') this.tasks.delete(change.task.id);
      else if (change.op === 'task.update') {
        const task = this.tasks.get(change.id);
        // Only the first change of a task in a transaction carries its version.
        if (!isNews.has(change.id)) isNews.set(change.id, (change.to.version ?? 0) > (task?.version ?? 0));
        if (task && isNews.get(change.id)) this.tasks.set(change.id, patched(task, change.to));
      } else if (change.op === 'lease' && withLeases) this.#setLease(change.id, change.to);
      else if (change.op === 'counter') {
        this.counters.set(change.key, Math.max(change.to, this.counters.get(change.key) ?? 0));
      }
    }
  }

  #setLease(id: string, lease: Lease | null): void {
    if (lease) this.#leases.set(id, lease);
    else this.#leases.delete(id);
  }
}
