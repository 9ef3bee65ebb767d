import type { TaskGraph } from '../../core/graph/graph.ts';
import type { Lifecycles } from '../../core/graph/seed.ts';
import type { Change } from '../../core/record/change.ts';
import { recordedTasks } from '../../core/record/record.ts';
import { patched, type Task, type TaskPatch } from '../../core/task/task.ts';
import type { StoredEntry } from './entry-file.ts';
import type { FileIdentity } from './identity.ts';
import type { TaskSource } from './task-list.ts';

/** What the log holds of a task beyond the list: absolute values, so that laying them over a newer list is harmless. */
interface Pending {
  readonly created: Task | null;
  readonly patch: TaskPatch;
  readonly deleted: boolean;
  /** The generation of the last change. */
  readonly generation: number;
}

/** The state in memory: the graph, where whole tasks are read from, and the log that lies over them. */
export class Model {
  readonly graph: TaskGraph;
  /** The generation of the base that the log stands on; null when there is none yet. */
  base: number | null;
  /** The transactions above the base, the oldest first. */
  tail: StoredEntry[] = [];
  /** Which generation a writing of the list holds, for each writing that lra made and may still meet. */
  readonly listWritings: Map<FileIdentity, number>;
  readonly lockWritings: Map<FileIdentity, number>;
  generation: number;
  source: TaskSource;
  /** The generation of the list on disk: up to this, its lines are current. */
  listGeneration: number;
  /** The generation of the locks on disk. */
  locksGeneration: number;
  readonly #pending = new Map<string, Pending>();
  readonly #briefs = new Map<string, string>();
  readonly #history = new Map<string, StoredEntry[]>();

  constructor(start: {
    graph: TaskGraph;
    source: TaskSource;
    base: number | null;
    generation: number;
    listWritings: Map<FileIdentity, number>;
    lockWritings: Map<FileIdentity, number>;
  }) {
    this.graph = start.graph;
    this.source = start.source;
    this.base = start.base;
    this.generation = start.generation;
    this.listGeneration = start.generation;
    this.locksGeneration = start.generation;
    this.listWritings = start.listWritings;
    this.lockWritings = start.lockWritings;
  }

  get lifecycles(): Lifecycles {
    return this.graph.lifecycles;
  }

  task(id: string): Task | undefined {
    const pending = this.#pending.get(id);
    if (!pending) return this.source.task(id);
    if (pending.deleted) return undefined;
    const task = pending.created ?? this.source.task(id);
    return task && patched(task, pending.patch);
  }

  /** Every task, as of now, in no order. */
  *tasks(): Generator<Task> {
    for (const task of this.source.tasks()) if (!this.#pending.has(task.id)) yield task;
    for (const id of this.#pending.keys()) {
      const task = this.task(id);
      if (task) yield task;
    }
  }

  /** The transactions above the base that stand in a task's record, the oldest first. */
  historyOf(id: string): readonly StoredEntry[] {
    return this.#history.get(id) ?? [];
  }

  /** The first text of a brief that was made above the base, whether it is in place or not. */
  madeBrief(id: string): string | null {
    return this.#briefs.get(id) ?? null;
  }

  /** Takes in a transaction of another process: the graph, and what lies over the list. */
  apply(entry: StoredEntry): void {
    for (const change of entry.changes) this.graph.apply(change);
    this.note(entry);
  }

  /** Takes in a transaction that a draft has applied to the graph already. */
  note(entry: StoredEntry): void {
    for (const change of entry.changes) this.#lay(change, entry.generation);
    this.generation = entry.generation;
    this.tail.push(entry);
    for (const change of entry.changes) {
      if (change.op === 'brief' && !this.#briefs.has(change.id)) this.#briefs.set(change.id, change.text);
    }
    // The records went with the checkout: what the log has from before it is not laid over them.
    if (entry.fromGit) this.#history.clear();
    for (const id of recordedTasks(entry)) {
      const its = this.#history.get(id);
      if (its) its.push(entry);
      else this.#history.set(id, [entry]);
    }
    if (entry.files.taskList) this.listWritings.set(entry.files.taskList, entry.generation);
    if (entry.files.locks) this.lockWritings.set(entry.files.locks, entry.generation);
  }

  /** Whether a list was written that is not the one on disk: its writer was stopped, or lost the lock. */
  get isListBehind(): boolean {
    return this.listGeneration < Math.max(...this.listWritings.values());
  }

  get areLocksBehind(): boolean {
    return this.locksGeneration < Math.max(...this.lockWritings.values());
  }

  /** The tasks that changed after the list was written last: no writing of it shows them as they are. */
  unlisted(): Map<string, Task | null> {
    return this.changedSince(Math.max(...this.listWritings.values()));
  }

  /** The tasks that the list on disk does not show as they are: null for those that are gone. */
  behindList(): Map<string, Task | null> {
    return this.changedSince(this.listGeneration);
  }

  /** The tasks that changed after a generation, as they are now: null for those that are gone. */
  changedSince(since: number): Map<string, Task | null> {
    const changed = new Map<string, Task | null>();
    for (const [id, { generation }] of this.#pending) {
      if (generation > since) changed.set(id, this.task(id) ?? null);
    }
    return changed;
  }

  /** Takes in which list lies on disk now, and up to which generation it is current. */
  readFrom(source: TaskSource, generation: number): void {
    this.source.close();
    this.source = source;
    this.listGeneration = generation;
  }

  /** Takes in that a base of this generation was made: the log starts anew on it. */
  rebase(): void {
    this.base = this.generation;
    this.tail = [];
    this.#pending.clear();
    this.#briefs.clear();
    this.#history.clear();
  }

  close(): void {
    this.source.close();
  }

  #lay(change: Change, generation: number): void {
    switch (change.op) {
      case 'task.create':
        this.#pending.set(change.task.id, { created: change.task, patch: {}, deleted: false, generation });
        return;
      case 'task.delete':
        this.#pending.set(change.task.id, { created: null, patch: {}, deleted: true, generation });
        return;
      case 'task.update': {
        const known = this.#pending.get(change.id);
        const patch = { ...known?.patch, ...change.to };
        this.#pending.set(change.id, { created: known?.created ?? null, patch, deleted: false, generation });
        return;
      }
      default:
        return;
    }
  }
}
