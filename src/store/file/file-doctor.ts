import { join } from 'node:path';
import { brokenInvariants } from '../../core/check/invariants.ts';
import { mendGraph } from '../../core/check/mend-graph.ts';
import { type Symptom, symptomOf } from '../../core/check/symptom.ts';
import type { Failure } from '../../core/failure.ts';
import type { EntryHead } from '../../core/record/change.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Mended, Repair, StoreDoctor } from '../../ports/doctor.ts';
import type { View } from '../../ports/store.ts';
import { conflictSymptoms } from './doctor-conflicts.ts';
import {
  briefSymptoms,
  listSymptoms,
  lockSymptoms,
  recordSymptoms,
  strayRecordSymptoms,
} from './doctor-documents.ts';
import { journalSymptoms, lagSymptoms } from './doctor-journal.ts';
import { pathSymptoms } from './doctor-paths.ts';
import { inList, observed, withoutRepeats } from './doctor-places.ts';
import { createFileStore, type FileStoreOptions } from './file-store.ts';
import { guarded, readIfThere, realFs, type StoreFs } from './fs.ts';
import { isAsGitHasIt } from './git-provenance.ts';
import { type Layout, layoutOf, makeFolder } from './layout.ts';
import { loadLog } from './load.ts';
import { type HeldLock, takeLock } from './lock.ts';
import type { Model } from './model.ts';
import { namedPaths } from './named-paths.ts';
import { rebuildLog } from './rebuild-log.ts';
import { repairLocks, repairTaskList } from './repair-files.ts';
import { repairRecords } from './repair-records.ts';
import type { Repairing } from './repairing.ts';
import { salvage } from './salvage.ts';
import { soundTasks } from './sound-items.ts';

const NOTHING: Mended = { repairs: [], doubts: [] };

const PROJECT = { kind: 'project' } as const;

/** How many files, one after the other, may stand in the way of reading the state. */
const ROUNDS = 6;

/** A doctor for the files of a store. */
export function createFileDoctor(options: FileStoreOptions): StoreDoctor {
  return new FileDoctor(options);
}

class FileDoctor implements StoreDoctor {
  readonly #options: FileStoreOptions;
  readonly #layout: Layout;
  readonly #fs: StoreFs;

  constructor(options: FileStoreOptions) {
    this.#options = options;
    this.#layout = layoutOf(options.dir);
    this.#fs = namedPaths(options.fs ?? realFs);
  }

  async examine(): Promise<readonly Symptom[]> {
    const [fs, layout] = [this.#fs, this.#layout];
    const log = this.#log();
    const canRestore = log.ok && (log.value !== null || this.#hasSoundTasks());
    const files = [
      () => pathSymptoms(fs, layout),
      () => listSymptoms(fs, layout, canRestore),
      () => lockSymptoms(fs, layout),
      () => recordSymptoms(fs, layout),
      () => conflictSymptoms(fs, layout),
      () => journalSymptoms(fs, layout),
      () => (log.ok && log.value ? lagSymptoms(layout, log.value) : []),
    ];
    const symptoms = files.flatMap(observed);
    const read = await this.#read((view) => [
      ...inList(fs, layout, [...brokenInvariants(view.graph)]),
      ...briefSymptoms(fs, layout, (id) => view.graph.find(id) !== undefined),
      ...strayRecordSymptoms(fs, layout, (id) => view.graph.find(id) !== undefined),
    ]);
    const more = read.ok ? read.value : [this.#refusal(read.failure)];
    if (log.ok) log.value?.close();
    return withoutRepeats([...symptoms, ...more]);
  }

  async repair(head: EntryHead): Promise<Result<Mended, Failure>> {
    const ready = guarded(() => makeFolder(this.#fs, this.#layout.tmp));
    if (!ready.ok) return ready;
    const taken = await takeLock(this.#fs, this.#layout);
    if (!taken.ok) return taken;
    let mended: Result<Mended, Failure>;
    try {
      mended = await this.#repairFiles(head, taken.value);
    } finally {
      taken.value.release();
    }
    if (!mended.ok) return mended;
    const settled = await this.#settle(head);
    // What still cannot be read is for the next examination to tell.
    return settled.ok || settled.failure.code === 'corrupt_state' ? mended : settled;
  }

  /** Mends file after file, until the state can be read or one stands in the way a second time. */
  async #repairFiles(head: EntryHead, lock: HeldLock): Promise<Result<Mended, Failure>> {
    const { lifecycles, ids } = this.#options;
    const tmpPath = () => join(this.#layout.tmp, `doctor.${ids.transaction()}`);
    const isFromGit = this.#options.isFromGit ?? (() => isAsGitHasIt(this.#layout.taskList));
    const repairing = { fs: this.#fs, layout: this.#layout, lifecycles, at: head.at, tmpPath, isFromGit };
    const repairs: Repair[] = [];
    const doubts: Symptom[] = [];
    const seen = new Set<unknown>();
    for (let round = 0; round < ROUNDS; round++) {
      const read = await this.#read(() => null);
      const file = read.ok ? undefined : (read.failure.data?.file as string | undefined);
      if (read.ok || file === undefined || seen.has(file)) break;
      seen.add(file);
      lock.touch();
      const done = guarded(() => this.#repairFile(repairing, file, head));
      if (!done.ok) return done;
      repairs.push(...done.value.repairs);
      doubts.push(...done.value.doubts);
    }
    const records = guarded(() => repairRecords(repairing, () => this.#log()));
    return records.ok ? ok({ repairs: [...repairs, ...records.value], doubts }) : records;
  }

  #repairFile(repairing: Repairing, file: string, head: EntryHead): Mended {
    const { journal, taskList, locks } = this.#layout;
    if (file === journal) return { repairs: rebuildLog(repairing, head), doubts: [] };
    const log = this.#log();
    if (!log.ok) return NOTHING;
    try {
      if (file === locks) return { repairs: [repairLocks(repairing, log.value)], doubts: [] };
      return (file === taskList && repairTaskList(repairing, log.value)) || NOTHING;
    } finally {
      log.value?.close();
    }
  }

  /** Mends what follows from the graph, clears away what was left behind, and brings the list up. */
  async #settle(head: EntryHead): Promise<Result<null, Failure>> {
    // The list was made sound above, with what was acknowledged: what is not in it is not to be.
    const store = createFileStore({ ...this.#options, isFromGit: () => true });
    try {
      const settled = await store.transact(head, PROJECT, ({ draft }) => ok(mendGraph(draft)));
      const log = settled.ok ? this.#log() : settled;
      if (!log.ok) return log;
      const isBehind = log.value !== null && log.value.unlisted().size > 0;
      log.value?.close();
      if (!isBehind) return ok(null);
      // A list that somebody touched is taken over, and written anew with all that it lacks.
      const now = new Date();
      this.#fs.utimesSync(this.#layout.taskList, now, now);
      return await store.transact(head, PROJECT, () => ok(null));
    } finally {
      await store.close();
    }
  }

  /** Without a log, mending takes what can be read in the list. */
  #hasSoundTasks(): boolean {
    const read = guarded(() => readIfThere(this.#fs, this.#layout.taskList));
    return read.ok && read.value !== null && soundTasks(salvage(read.value, 'tasks')).length > 0;
  }

  #log(): Result<Model | null, Failure> {
    return guarded(() => loadLog(this.#fs, this.#layout, this.#options.lifecycles));
  }

  async #read<T>(query: (view: View) => T): Promise<Result<T, Failure>> {
    const store = createFileStore(this.#options);
    try {
      return await store.read(PROJECT, query);
    } finally {
      await store.close();
    }
  }

  #refusal(failure: Failure): Symptom {
    const isLog = failure.data?.file === this.#layout.journal;
    return symptomOf(isLog ? 'damaged_log' : 'refused_change', failure, true);
  }
}
