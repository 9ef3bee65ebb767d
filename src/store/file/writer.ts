import { join } from 'node:path';
import type { Failure } from '../../core/failure.ts';
import { FailureError } from '../../core/failure.ts';
import type { TaskGraph } from '../../core/graph/graph.ts';
import type { Entry, EntryHead } from '../../core/record/change.ts';
import type { Draft } from '../../core/record/draft.ts';
import type { Result } from '../../core/result.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Transaction } from '../../ports/store.ts';
import { adopt } from './adopt.ts';
import { settleBriefs } from './brief-file.ts';
import { isBaseDue, makeBase } from './checkpoint.ts';
import { asIoError, quietly, type StoreFs } from './fs.ts';
import { commitEntry, namesIn, removeIfThere, setAsideTorn, syncEntry } from './journal.ts';
import type { Layout } from './layout.ts';
import type { Limits } from './limits.ts';
import type { Loaded } from './load.ts';
import type { HeldLock } from './lock.ts';
import { mendHistory, type WriterTools } from './mend.ts';
import type { Model } from './model.ts';
import { ADOPT, OTHER_HANDS } from './origin.ts';
import { type Due, Prepared } from './prepare.ts';
import { TaskListFile } from './task-list.ts';
import { draftOn, viewOf } from './view.ts';

/** Asks the caller to load the state anew and try again. */
export const AGAIN = Symbol('again');

export interface WriterOptions {
  readonly fs: StoreFs;
  readonly layout: Layout;
  readonly ids: Ids;
  readonly limits: Limits;
  readonly isFromGit: () => boolean;
  /** The state as of now. */
  readonly load: () => Loaded;
  readonly graphNow: () => TaskGraph;
}

/** Carries out transactions for a holder of the lock. */
export class Writer {
  readonly #fs: StoreFs;
  readonly #layout: Layout;
  readonly #ids: Ids;
  readonly #limits: Limits;
  readonly #isFromGit: () => boolean;
  readonly #load: () => Loaded;
  readonly #tools: WriterTools;
  #drawn = 0;

  constructor(options: WriterOptions) {
    this.#fs = options.fs;
    this.#layout = options.layout;
    this.#ids = options.ids;
    this.#limits = options.limits;
    this.#isFromGit = options.isFromGit;
    this.#load = options.load;
    const { fs, layout, graphNow } = options;
    this.#tools = { fs, layout, graphNow, tmpPath: this.#tmpPath };
  }

  /**
   * One try at a transaction. AGAIN when the commit was refused, or when something had to be put right first: files that
   * other hands changed, and, once there is something to commit, a project without a base.
   */
  attempt<T>(
    head: EntryHead,
    decide: (tx: Transaction) => Result<T, Failure>,
    lock: HeldLock,
  ): Result<T, Failure> | typeof AGAIN {
    const mark = this.#clearAside();
    const loaded = this.#load();
    const { model } = loaded;
    if (mark !== null) {
      this.#finishLast(model, mark);
      return AGAIN;
    }
    if (loaded.torn !== null) setAsideTorn(this.#fs, this.#layout, loaded.torn, this.#ids.transaction());
    if (loaded.foreignList || loaded.foreignLocks) {
      this.#takeOver(head, loaded);
      return AGAIN;
    }
    const view = viewOf(this.#fs, this.#layout, model);
    const draft = draftOn(model, view, head.at);
    const decided = decide({ ...view, task: (id) => draft.task(id), draft });
    lock.touch();
    if (!decided.ok || draft.changes.length === 0) {
      draft.rollback();
      return decided;
    }
    if (model.base !== null && this.#commit(model, head, draft)) return decided;
    draft.rollback();
    if (model.base === null) makeBase(this.#tools, model);
    return AGAIN;
  }

  /** Makes the changes of a draft durable and puts their projections in place. False when another writer was first. */
  #commit(model: Model, head: EntryHead, draft: Draft, due: Partial<Due> = {}): boolean {
    const entry: Entry = {
      generation: model.generation + 1,
      tx: this.#ids.transaction(),
      ...head,
      changes: [...draft.changes],
    };
    const baseIsDue = isBaseDue(model, entry, this.#limits);
    const prepared = new Prepared(this.#fs, this.#layout, this.#tmpPath);
    let done = false;
    try {
      const isFresh = model.graph.size <= this.#limits.freshTasks;
      const list = isFresh ? 'when-behind' : baseIsDue ? 'always' : 'later';
      prepared.addState(model, entry, { list, locks: 'when-behind', ...due });
      prepared.addHistory(model, entry);
      const stored = { ...entry, files: prepared.files };
      done = commitEntry(this.#fs, this.#layout, this.#tmpPath(), stored);
      if (done) model.note(stored);
    } finally {
      if (!done) prepared.discard();
    }
    if (done) this.#afterCommit(model, entry, prepared, baseIsDue);
    return done;
  }

  /**
   * The transaction is kept whatever happens here: what is not in place, readers find in the log, and the next writer
   * mends.
   */
  #afterCommit(committed: Model, entry: Entry, prepared: Prepared, baseIsDue: boolean): void {
    try {
      // First, while what still lies aside tells the next writer if we are stopped.
      settleBriefs(this.#fs, this.#layout, committed.graph, [entry], () => this.#load().model.graph);
      prepared.putInPlace();
      if (prepared.list) committed.readFrom(TaskListFile.written(this.#fs, prepared.list), entry.generation);
      if (!baseIsDue) return;
      const { model, foreignList, foreignLocks } = this.#load();
      if (!foreignList && !foreignLocks) makeBase(this.#tools, model);
    } catch (error) {
      if (!(asIoError(error) instanceof FailureError)) throw error;
      quietly(() => this.#leaveMark());
    }
  }

  /** What other hands did becomes a transaction of its own, before the one that found it. */
  #takeOver(head: EntryHead, loaded: Loaded): void {
    const { model } = loaded;
    const view = viewOf(this.#fs, this.#layout, model);
    const draft = draftOn(model, view, head.at);
    const origin = { isFromGit: this.#isFromGit, entries: view.entries };
    const { fromGit } = adopt(this.#layout, loaded, draft, origin);
    const by: EntryHead = { at: head.at, agent: OTHER_HANDS, command: ADOPT, ...(fromGit && { fromGit }) };
    this.#commit(model, by, draft, {
      ...(loaded.foreignList && { list: 'always' }),
      ...(loaded.foreignLocks && { locks: 'always' }),
    });
  }

  /** A writer before us was stopped: its last transaction may not be durable, nor all of it in place. */
  #finishLast(model: Model, mark: string): void {
    const last = model.tail.slice(-1);
    for (const { generation } of last) syncEntry(this.#fs, this.#layout, generation);
    mendHistory(this.#tools, model, last);
    removeIfThere(this.#fs, mark);
  }

  /**
   * Deletes what others left aside: a writer that lost the lock can then put nothing in place any more. What is left is
   * also how the next writer knows that one was stopped, so a mark takes its place until that was seen to. Returns its path.
   */
  #clearAside(): string | null {
    const names = namesIn(this.#fs, this.#layout.tmp);
    if (names.length === 0) return null;
    const mark = this.#leaveMark();
    for (const name of names) removeIfThere(this.#fs, join(this.#layout.tmp, name));
    return mark;
  }

  #leaveMark(): string {
    const mark = this.#tmpPath();
    this.#fs.closeSync(this.#fs.openSync(mark, 'wx'));
    return mark;
  }

  readonly #tmpPath = (): string =>
    join(this.#layout.tmp, `${process.pid}.${this.#drawn++}.${this.#ids.transaction()}`);
}
