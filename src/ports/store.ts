import type { Failure } from '../core/failure.ts';
import type { TaskGraph } from '../core/graph/graph.ts';
import type { Entry, EntryHead } from '../core/record/change.ts';
import type { Draft } from '../core/record/draft.ts';
import type { TaskRecord } from '../core/record/record.ts';
import type { Result } from '../core/result.ts';
import type { Task } from '../core/task/task.ts';

/**
 * What a decision may read. A store may load that and no more; one that holds everything may ignore it. Asking for
 * less than is read is a bug that the strict memory store of the tests finds.
 */
export type Scope =
  /** These tasks, what is above and below them, and their neighbours. */
  | { readonly kind: 'tasks'; readonly ids: readonly string[] }
  /** The tasks that may be ready, in order of urgency. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'project' };

/** The state at one generation. Valid until the callback that was given it returns. */
export interface View {
  readonly generation: number;
  readonly graph: TaskGraph;
  task(id: string): Task | undefined;
  /** The text of a task's brief; null while it was not made. */
  brief(id: string): string | null;
  /** The history of a task; empty for one that has none yet. Kept also when the task was deleted. */
  record(id: string): TaskRecord;
  /** The transactions of this store, the newest first, as far back as they are kept. */
  entries(): Iterable<Entry>;
}

/** A draft on top of a view: reads see what the draft changed. */
export interface Transaction extends View {
  readonly draft: Draft;
}

/**
 * Keeps the state of a project. Serializable: each transaction sees all that were acknowledged before it. All changes
 * of a transaction are durable when `transact` returns, or none is.
 * Failures: io_error, busy, corrupt_state, invalid_template, and those that the decision returns.
 */
export interface Store {
  read<T>(scope: Scope, query: (view: View) => T): Promise<Result<T, Failure>>;
  /** `decide` may run more than once: it must do nothing but read the transaction and change its draft. */
  transact<T>(
    head: EntryHead,
    scope: Scope,
    decide: (tx: Transaction) => Result<T, Failure>,
  ): Promise<Result<T, Failure>>;
  /** Lets go of what is held open. */
  close(): Promise<void>;
}
