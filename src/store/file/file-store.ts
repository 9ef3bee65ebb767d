import type { Failure } from '../../core/failure.ts';
import { fail } from '../../core/failure.ts';
import type { TaskGraph } from '../../core/graph/graph.ts';
import type { Lifecycles } from '../../core/graph/seed.ts';
import type { EntryHead } from '../../core/record/change.ts';
import { err, type Result } from '../../core/result.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Scope, Store, Transaction, View } from '../../ports/store.ts';
import { adopt } from './adopt.ts';
import { guarded, realFs, type StoreFs } from './fs.ts';
import { isAsGitHasIt } from './git-provenance.ts';
import { type Layout, layoutOf, makeFolder } from './layout.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { type Loaded, load } from './load.ts';
import { takeLock } from './lock.ts';
import type { Model } from './model.ts';
import { namedPaths } from './named-paths.ts';
import { draftOn, viewOf } from './view.ts';
import { AGAIN, Writer } from './writer.ts';

export interface FileStoreOptions {
  /** The path of `.long-run-agent`. */
  readonly dir: string;
  readonly lifecycles: Lifecycles;
  readonly ids: Ids;
  readonly fs?: StoreFs;
  /** Whether `task_list.json` is as git's index has it: then a checkout or a merge wrote it. Asked rarely. */
  readonly isFromGit?: () => boolean;
  readonly limits?: Limits;
}

/** How often a transaction starts again when its commit is refused, before it reports `busy`. */
const ATTEMPTS = 50;

/** Opens the state of a project in its files. Nothing is read before the first question. */
export function createFileStore(options: FileStoreOptions): Store {
  return new FileStore(options);
}

class FileStore implements Store {
  readonly #layout: Layout;
  readonly #lifecycles: Lifecycles;
  readonly #fs: StoreFs;
  readonly #isFromGit: () => boolean;
  readonly #writer: Writer;
  #model: Model | null = null;
  #turns: Promise<unknown> = Promise.resolve();

  constructor(options: FileStoreOptions) {
    this.#layout = layoutOf(options.dir);
    this.#lifecycles = options.lifecycles;
    this.#fs = namedPaths(options.fs ?? realFs);
    this.#isFromGit = options.isFromGit ?? (() => isAsGitHasIt(this.#layout.taskList));
    this.#writer = new Writer({
      fs: this.#fs,
      layout: this.#layout,
      ids: options.ids,
      limits: options.limits ?? DEFAULT_LIMITS,
      isFromGit: this.#isFromGit,
      load: () => this.#load(),
      graphNow: () => this.#graphNow(),
    });
  }

  async read<T>(_scope: Scope, query: (view: View) => T): Promise<Result<T, Failure>> {
    return guarded(() => {
      const loaded = this.#load();
      const view = viewOf(this.#fs, this.#layout, loaded.model);
      const isOurs = !loaded.foreignList && !loaded.foreignLocks;
      return isOurs ? query(view) : this.#readForeign(loaded, view, query);
    });
  }

  /** One process takes one turn after the other; the lock is for the other processes. */
  transact<T>(
    head: EntryHead,
    _scope: Scope,
    decide: (tx: Transaction) => Result<T, Failure>,
  ): Promise<Result<T, Failure>> {
    const turn = this.#turns.then(() => this.#transact(head, decide));
    this.#turns = turn.catch(() => {});
    return turn;
  }

  async close(): Promise<void> {
    await this.#turns;
    this.#keep(null);
  }

  async #transact<T>(
    head: EntryHead,
    decide: (tx: Transaction) => Result<T, Failure>,
  ): Promise<Result<T, Failure>> {
    const made = guarded(() => this.#makeFolders());
    if (!made.ok) return made;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const taken = await takeLock(this.#fs, this.#layout);
      if (!taken.ok) return taken;
      const lock = taken.value;
      let isSettled = false;
      try {
        const done = guarded(() => this.#writer.attempt(head, decide, lock));
        isSettled = done.ok && done.value !== AGAIN;
        if (!done.ok) return done;
        if (done.value !== AGAIN) return done.value;
      } finally {
        // What a broken-off attempt left in memory may be ahead of what was committed.
        if (!isSettled) this.#keep(null);
        lock.release();
      }
    }
    return err(fail('busy', `other writers were faster ${ATTEMPTS} times`, { hint: 'try again' }));
  }

  /** Files that other hands changed are read as if they had been taken over already; nothing is written. */
  #readForeign<T>(loaded: Loaded, view: View, query: (view: View) => T): T {
    const { model } = loaded;
    const draft = draftOn(model, view, new Date().toISOString());
    try {
      adopt(this.#layout, loaded, draft, { isFromGit: this.#isFromGit, entries: view.entries });
      return query({ ...view, task: (id) => draft.task(id) });
    } finally {
      this.#keep(null);
    }
  }

  #load(): Loaded {
    try {
      const loaded = load(this.#fs, this.#layout, this.#lifecycles, this.#model);
      this.#keep(loaded.model);
      return loaded;
    } catch (error) {
      this.#keep(null);
      throw error;
    }
  }

  #graphNow(): TaskGraph {
    const { model } = load(this.#fs, this.#layout, this.#lifecycles, null);
    model.close();
    return model.graph;
  }

  #keep(model: Model | null): void {
    if (this.#model !== model) this.#model?.close();
    this.#model = model;
  }

  #makeFolders(): void {
    const { journal, tmp, trash, records, tasks } = this.#layout;
    for (const dir of [journal, tmp, trash, records, tasks]) makeFolder(this.#fs, dir);
  }
}
