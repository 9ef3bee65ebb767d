import type { TaskGraph } from '../graph/graph.ts';
import type { JsonObject } from '../json.ts';
import type { Lease } from '../lease/lease.ts';
import { childId, rootId } from '../task/id.ts';
import { patched, type Task, type TaskPatch } from '../task/task.ts';
import { type Change, inverse } from './change.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { TaskRecord } from './record.ts';

/** How a draft reads the whole of a task; the graph holds only part of it. */
export type TaskReader = (id: string) => Task | undefined;

/** How a draft reads the history of a task; asked only when a decision turns on it. */
export type RecordReader = (id: string) => TaskRecord;

/**
 * A transaction while it is being decided. Each change is applied to the graph at once, so that the next step sees it,
 * and can be rolled back, because it carries what it replaced. Nothing here does I/O: the store makes the changes
 * durable, or rolls them back.
 */
export class Draft {
  readonly graph: TaskGraph;
  /** The generation this transaction will have: a fencing token for leases it makes. */
  readonly generation: number;
  /** When it happens, UTC ISO 8601. */
  readonly at: string;
  readonly #read: TaskReader;
  readonly #history: RecordReader;
  readonly #changes: Change[] = [];
  readonly #touched = new Map<string, Task | null>();
  readonly #versioned = new Set<string>();

  constructor(graph: TaskGraph, generation: number, at: string, read: TaskReader, history: RecordReader) {
    this.graph = graph;
    this.generation = generation;
    this.at = at;
    this.#read = read;
    this.#history = history;
  }

  get changes(): readonly Change[] {
    return this.#changes;
  }

  /** The task as this transaction leaves it. */
  task(id: string): Task | undefined {
    const touched = this.#touched.get(id);
    return touched === undefined ? this.#read(id) : (touched ?? undefined);
  }

  /** The history of a task, as it was before this transaction. */
  record(id: string): TaskRecord {
    return this.#history(id);
  }

  /** The next id below a parent, or among the roots of a prefix; drawn once, also if the task is deleted later. */
  nextId(prefix: string, parentId: string | null): string {
    const key = parentId ?? prefix;
    const n = this.graph.lastNumber(key) + 1;
    return parentId === null ? rootId(prefix, n) : childId(parentId, n);
  }

  create(task: Task): void {
    this.#apply({ op: 'task.create', task });
    this.#touched.set(task.id, task);
    this.#versioned.add(task.id);
  }

  /** Changes fields; what is equal already is left out. The version grows once a transaction, unless the patch says which it is. */
  update(id: string, patch: TaskPatch): void {
    const task = this.#require(id);
    const to: Record<string, unknown> = {};
    const from: Record<string, unknown> = {};
    const set = (key: string, before: unknown, after: unknown) => {
      if (JSON.stringify(before) === JSON.stringify(after)) return;
      from[key] = before ?? null;
      to[key] = after;
    };
    for (const [key, value] of Object.entries(patch)) set(key, task[key as keyof Task], value);
    if (Object.keys(to).length === 0) return;
    if (!this.#versioned.has(id)) {
      this.#versioned.add(id);
      set('version', task.version, patch.version ?? task.version + 1);
      set('updated_at', task.updated_at, patch.updated_at ?? this.at);
    }
    this.#apply({ op: 'task.update', id, from: from as TaskPatch, to: to as TaskPatch });
    this.#touched.set(id, patched(task, to as TaskPatch));
  }

  /** Deletes a task and its lease; the number it had stays drawn. */
  remove(id: string): void {
    const task = this.#require(id);
    if (this.graph.find(id)?.lease) this.setLease(id, null);
    const cut = id.lastIndexOf('_');
    const key = id.slice(0, cut);
    const n = Number(id.slice(cut + 1));
    this.#apply({ op: 'task.delete', task });
    this.#touched.set(id, null);
    const kept = this.graph.counters.get(key) ?? 0;
    if (n > kept && this.graph.isHidden(key, n)) this.setCounter(key, n);
  }

  setLease(id: string, to: Lease | null): void {
    const from = this.graph.leases.get(id) ?? null;
    if (from === null && to === null) return;
    this.#apply({ op: 'lease', id, from, to });
  }

  setCounter(key: string, to: number): void {
    this.#apply({ op: 'counter', key, from: this.graph.counters.get(key) ?? 0, to });
  }

  addBrief(id: string, text: string): void {
    this.#apply({ op: 'brief', id, text });
  }

  addCheckpoint(id: string, checkpoint: Checkpoint): void {
    this.#apply({ op: 'checkpoint', id, checkpoint });
  }

  addHistory(id: string, entries: readonly JsonObject[]): void {
    this.#apply({ op: 'history', id, entries });
  }

  addRecord(id: string, record: JsonObject): void {
    this.#apply({ op: 'record', id, record });
  }

  /** A point to come back to with `rollback`. */
  mark(): number {
    return this.#changes.length;
  }

  /** Takes back every change since the mark, the newest first. */
  rollback(mark = 0): void {
    while (this.#changes.length > mark) {
      const back = inverse(this.#changes.pop()!);
      if (back) this.graph.apply(back);
    }
    this.#touched.clear();
    this.#versioned.clear();
    const kept = this.#changes.splice(0);
    for (const change of kept) {
      this.#changes.push(change);
      this.#remember(change);
    }
  }

  #remember(change: Change): void {
    if (change.op === 'task.create') this.#touched.set(change.task.id, change.task);
    else if (change.op === 'task.delete') this.#touched.set(change.task.id, null);
    else if (change.op === 'task.update') {
      this.#touched.set(change.id, patched(this.#require(change.id), change.to));
    } else return;
    this.#versioned.add(change.op === 'task.update' ? change.id : change.task.id);
  }

  #require(id: string): Task {
    const task = this.task(id);
    if (!task) throw new Error(`no task ${id}`);
    return task;
  }

  #apply(change: Change): void {
    this.graph.apply(change);
    this.#changes.push(change);
  }
}
