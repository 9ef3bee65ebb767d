import type { JsonObject } from '../json.ts';
import type { Lease } from '../lease/lease.ts';
import type { Task, TaskPatch } from '../task/task.ts';
import type { Checkpoint } from './checkpoint.ts';

/** One step of a transaction. It carries what it replaced, so that history, undo and rollback are one mechanism. */
export type Change =
  | { readonly op: 'task.create'; readonly task: Task }
  | { readonly op: 'task.update'; readonly id: string; readonly from: TaskPatch; readonly to: TaskPatch }
  | { readonly op: 'task.delete'; readonly task: Task }
  | { readonly op: 'lease'; readonly id: string; readonly from: Lease | null; readonly to: Lease | null }
  /** The highest number ever drawn below a prefix or a parent. */
  | { readonly op: 'counter'; readonly key: string; readonly from: number; readonly to: number }
  /** The first text of a task's brief; people and agents write on from there, so it is never written again. */
  | { readonly op: 'brief'; readonly id: string; readonly text: string }
  | { readonly op: 'checkpoint'; readonly id: string; readonly checkpoint: Checkpoint }
  /** The history an imported task brings along. */
  | { readonly op: 'history'; readonly id: string; readonly entries: readonly JsonObject[] }
  /** What a person or a program wrote into the task's record: a commit, evidence, a remark. */
  | { readonly op: 'record'; readonly id: string; readonly record: JsonObject };

/** What is said of a transaction beside its changes. */
export interface EntryHead {
  readonly at: string;
  readonly agent: string;
  /** The verb, as in `lra <verb>`. */
  readonly command: string;
  readonly note?: string;
  /** Set when a lease or a gate was overridden. */
  readonly forced?: true;
  /** The transaction this one takes back. */
  readonly undoes?: string;
  /** Set when a checkout or a merge brought the tasks, and their records along with them. */
  readonly fromGit?: true;
}

/** One transaction of the commit log. */
export interface Entry extends EntryHead {
  /** Its place in this store's commit log: one more than the last. */
  readonly generation: number;
  /** Its name anywhere, also in another clone. */
  readonly tx: string;
  readonly changes: readonly Change[];
}

/** The id of the task a change is about; null for a counter. */
export function changedTask(change: Change): string | null {
  switch (change.op) {
    case 'task.create':
    case 'task.delete':
      return change.task.id;
    case 'counter':
      return null;
    default:
      return change.id;
  }
}

/** The change that takes this one back; null for what stays (what was written into a record, a checkpoint). */
export function inverse(change: Change): Change | null {
  switch (change.op) {
    case 'task.create':
      return { op: 'task.delete', task: change.task };
    case 'task.delete':
      return { op: 'task.create', task: change.task };
    case 'task.update':
      return { op: 'task.update', id: change.id, from: change.to, to: change.from };
    case 'lease':
      return { op: 'lease', id: change.id, from: change.to, to: change.from };
    case 'counter':
      return { op: 'counter', key: change.key, from: change.to, to: change.from };
    case 'brief':
    case 'checkpoint':
    case 'history':
    case 'record':
      return null;
  }
}
