import type { Change, Entry } from '../../core/record/change.ts';
import { recordedTasks, type TaskRecord, withEntry } from '../../core/record/record.ts';
import { patched, type Task } from '../../core/task/task.ts';
import { briefPath } from './brief-file.ts';
import type { ProjectionIdentities } from './entry-file.ts';
import { isErrno, type StoreFs, writeAll } from './fs.ts';
import { type FileIdentity, identityAt, identityOf, stampWriting } from './identity.ts';
import { removeIfThere } from './journal.ts';
import type { Layout } from './layout.ts';
import { locksText } from './locks-file.ts';
import type { Model } from './model.ts';
import { recordPath, recordText } from './record-file.ts';
import type { WrittenList } from './task-list.ts';
import { recordOver } from './torn.ts';

/** A file written aside, waiting for the commit. */
interface Aside {
  readonly tmp: string;
  readonly target: string;
  /** Whether it takes the place of what is there, or gives way to it. */
  readonly replaces: boolean;
}

/** Whether to write a file: in any case, when it is behind what the transaction leaves, or not yet. */
export interface Due {
  readonly list: 'always' | 'when-behind' | 'later';
  readonly locks: 'always' | 'when-behind';
}

/**
 * The projections of a transaction, written aside before the commit: so that a full disk or a read-only file stops the
 * transaction as a whole, and so that a writer that was suspended and lost the lock has nothing left to put in place.
 * The next holder deletes what lies aside, and a rename of it then fails.
 */
export class Prepared {
  readonly #fs: StoreFs;
  readonly #layout: Layout;
  readonly #tmpPath: () => string;
  readonly #aside: Aside[] = [];
  #files: ProjectionIdentities = {};
  #list: WrittenList | null = null;

  constructor(fs: StoreFs, layout: Layout, tmpPath: () => string) {
    this.#fs = fs;
    this.#layout = layout;
    this.#tmpPath = tmpPath;
  }

  /** What the list and the locks will be known by, where they are written. */
  get files(): ProjectionIdentities {
    return this.#files;
  }

  /** The list, where it is written. */
  get list(): WrittenList | null {
    return this.#list;
  }

  /** Writes the list and the locks aside, where the transaction changes them. */
  addState(model: Model, entry: Entry, due: Due): void {
    const { taskList, locks } = this.#layout;
    identityAt(this.#fs, taskList, true);
    identityAt(this.#fs, locks, true);
    if (mustWriteList(model, entry, due)) {
      const changed = new Map([...model.behindList(), ...changedTasks(model, entry)]);
      const pieces = model.source.splice(changed, keptCounters(model));
      this.#list = { pieces, identity: this.#write(taskList, pieces) };
      this.#files = { ...this.#files, taskList: this.#list.identity };
    }
    if (
      due.locks === 'always' ||
      model.areLocksBehind ||
      entry.changes.some((change) => change.op === 'lease')
    ) {
      const leases = [...model.graph.leases.values()];
      const text = locksText({ generation: entry.generation, leases });
      this.#files = { ...this.#files, locks: this.#write(locks, [Buffer.from(text)]) };
    }
  }

  /** Writes the records and new briefs of a transaction aside. */
  addHistory(model: Model, entry: Entry): void {
    for (const id of recordedTasks(entry)) {
      this.addRecord(withEntry(recordOver(this.#fs, this.#layout, model, id).record, entry));
    }
    for (const change of entry.changes) {
      if (change.op !== 'brief' || !model.graph.find(change.id)) continue;
      this.addBrief(change.id, model.madeBrief(change.id) ?? change.text);
    }
  }

  /** Writes a record aside. */
  addRecord(record: TaskRecord): void {
    const path = recordPath(this.#layout, record.task_id);
    identityAt(this.#fs, path, true);
    this.#write(path, [Buffer.from(recordText(record))]);
  }

  /** Writes a brief aside; it gives way to one that is there, unless told. */
  addBrief(id: string, text: string, replaces = false): void {
    this.#write(briefPath(this.#layout, id), [Buffer.from(text)], replaces);
  }

  /** Puts everything in place. What is gone from aside was fenced off: a newer writer takes care of that file. */
  putInPlace(): void {
    for (const { tmp, target, replaces } of this.#aside) {
      try {
        if (replaces) this.#fs.renameSync(tmp, target);
        else this.#fs.linkSync(tmp, target);
      } catch (error) {
        if (!isErrno(error, 'EEXIST', 'ENOENT')) throw error;
      }
      if (!replaces) removeIfThere(this.#fs, tmp);
    }
  }

  /** Throws away what was written aside. */
  discard(): void {
    for (const { tmp } of this.#aside) removeIfThere(this.#fs, tmp);
  }

  #write(target: string, pieces: readonly Uint8Array[], replaces = true): FileIdentity {
    const tmp = this.#tmpPath();
    this.#aside.push({ tmp, target, replaces });
    const fd = this.#fs.openSync(tmp, 'wx', 0o644);
    try {
      writeAll(this.#fs, fd, pieces);
      stampWriting(this.#fs, fd);
      return identityOf(this.#fs.fstatSync(fd, { bigint: true }));
    } finally {
      this.#fs.closeSync(fd);
    }
  }
}

/** The counters that the ids in the list do not show: numbers drawn by tasks that are gone. */
export function keptCounters(model: Model): ReadonlyMap<string, number> {
  return new Map([...model.graph.counters].filter(([key, n]) => n > 0 && model.graph.isHidden(key, n)));
}

function mustWriteList(model: Model, entry: Entry, due: Due): boolean {
  if (due.list !== 'when-behind') return due.list === 'always';
  return model.isListBehind || entry.changes.some(touchesList) || model.behindList().size > 0;
}

function touchesList(change: Change): boolean {
  return change.op.startsWith('task.') || change.op === 'counter';
}

/** What this transaction leaves of the tasks it touched: null for those it deleted. */
function changedTasks(model: Model, entry: Entry): ReadonlyMap<string, Task | null> {
  const changed = new Map<string, Task | null>();
  for (const change of entry.changes) {
    if (change.op === 'task.create') changed.set(change.task.id, change.task);
    else if (change.op === 'task.delete') changed.set(change.task.id, null);
    else if (change.op === 'task.update') {
      const task = changed.get(change.id) ?? model.task(change.id);
      if (task) changed.set(change.id, patched(task, change.to));
    }
  }
  return changed;
}
