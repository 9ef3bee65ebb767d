import type { Failure } from '../../core/failure.ts';
import { TaskGraph } from '../../core/graph/graph.ts';
import type { Lifecycles } from '../../core/graph/seed.ts';
import type { Change, Entry, EntryHead } from '../../core/record/change.ts';
import { Draft } from '../../core/record/draft.ts';
import { emptyRecord, recordedTasks, type TaskRecord, withEntry } from '../../core/record/record.ts';
import { ok, type Result } from '../../core/result.ts';
import { patched, type Task } from '../../core/task/task.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Scope, Store, Transaction, View } from '../../ports/store.ts';

/** A store that forgets everything with its process: for tests, for `--dry-run`, and as the plainest reading of the port. */
export class MemoryStore implements Store {
  readonly #graph: TaskGraph;
  readonly #ids: Ids;
  readonly #tasks = new Map<string, Task>();
  readonly #briefs = new Map<string, string>();
  readonly #records = new Map<string, TaskRecord>();
  readonly #entries: Entry[] = [];

  constructor(lifecycles: Lifecycles, ids: Ids) {
    this.#graph = new TaskGraph(lifecycles);
    this.#ids = ids;
  }

  async read<T>(_scope: Scope, query: (view: View) => T): Promise<Result<T, Failure>> {
    return ok(query(this.#view()));
  }

  async transact<T>(
    head: EntryHead,
    _scope: Scope,
    decide: (tx: Transaction) => Result<T, Failure>,
  ): Promise<Result<T, Failure>> {
    const generation = this.#entries.length + 1;
    const view = this.#view();
    const draft = new Draft(this.#graph, generation, head.at, view.task, view.record);
    let decided: Result<T, Failure> | null = null;
    try {
      decided = decide({ ...view, task: (id) => draft.task(id), draft });
    } finally {
      if (!decided?.ok) draft.rollback();
    }
    if (decided.ok && draft.changes.length > 0)
      this.#keep({ ...head, generation, tx: this.#ids.transaction(), changes: [...draft.changes] });
    return decided;
  }

  async close(): Promise<void> {}

  #view(): View {
    return {
      generation: this.#entries.length,
      graph: this.#graph,
      task: (id) => this.#tasks.get(id),
      brief: (id) => (this.#tasks.has(id) ? (this.#briefs.get(id) ?? null) : null),
      record: (id) => this.#records.get(id) ?? emptyRecord(id),
      entries: () => this.#entries.toReversed(),
    };
  }

  #keep(entry: Entry): void {
    for (const change of entry.changes) this.#apply(change);
    for (const id of recordedTasks(entry)) {
      this.#records.set(id, withEntry(this.#records.get(id) ?? emptyRecord(id), entry));
    }
    this.#entries.push(entry);
  }

  #apply(change: Change): void {
    if (change.op === 'task.create') this.#tasks.set(change.task.id, change.task);
    if (change.op === 'task.delete') this.#tasks.delete(change.task.id);
    if (change.op === 'task.update')
      this.#tasks.set(change.id, patched(this.#tasks.get(change.id)!, change.to));
    if (change.op === 'brief' && !this.#briefs.has(change.id)) this.#briefs.set(change.id, change.text);
  }
}
