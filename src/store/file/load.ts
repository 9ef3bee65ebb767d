import { join } from 'node:path';
import { TaskGraph } from '../../core/graph/graph.ts';
import type { Lifecycles } from '../../core/graph/seed.ts';
import { decodeBase } from './base.ts';
import { checkReferences, checkRings, parseTaskList, type TaskDocument } from './check-tasks.ts';
import type { StoredEntry } from './entry-file.ts';
import { readIfThere, type StoreFs } from './fs.ts';
import { ABSENT, type FileIdentity, identityAt, isTorn } from './identity.ts';
import { backupName, type JournalListing, listJournal, readEntry } from './journal.ts';
import { baseName, type Layout } from './layout.ts';
import { corrupt } from './lines.ts';
import { type LocksDocument, NO_LOCKS, parseLocks } from './locks-file.ts';
import { Model } from './model.ts';
import { TaskListFile, TaskMap } from './task-list.ts';

/** A file of the project that somebody else wrote: what it says, and which writing of it that was. */
export interface Foreign<T> {
  readonly identity: FileIdentity;
  readonly content: T;
}

export interface Loaded {
  readonly model: Model;
  /** Set when the file was changed by other hands; the model does not show that yet. */
  readonly foreignList: Foreign<TaskDocument> | null;
  readonly foreignLocks: Foreign<LocksDocument> | null;
  /** A last entry that a power cut tore. */
  readonly torn: number | null;
}

/** How often a reader starts again when writers prune the log under it. */
const ATTEMPTS = 200;

/**
 * Reads the state as of now: the newest base, the log above it, and the files, without a lock. When a writer prunes
 * what is being read, it starts again. A model at hand is brought up to date instead, when its base still stands.
 */
export function load(fs: StoreFs, layout: Layout, lifecycles: Lifecycles, known: Model | null): Loaded {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const listing = listJournal(fs, layout);
    const usable = known !== null && known.base === listing.base && known.base !== null ? known : null;
    const entries = readTail(fs, layout, listing, usable?.generation ?? 0);
    if (!entries) continue;
    const model = usable ?? startModel(fs, layout, lifecycles, listing);
    if (!model) continue;
    for (const entry of entries.whole) model.apply(entry);
    const settled = settle(fs, layout, model, listing);
    if (settled) return { ...settled, model, torn: entries.torn };
    if (!usable) model.close();
  }
  throw corrupt(layout.journal, null, 'the log kept changing while it was read');
}

/**
 * The state as the log alone has it, whatever the files say by now; null when there is no log yet. Failures are thrown:
 * corrupt_state, io_error.
 */
export function loadLog(fs: StoreFs, layout: Layout, lifecycles: Lifecycles): Model | null {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const listing = listJournal(fs, layout);
    if (listing.base === null && listing.entries.length === 0) return null;
    const entries = readTail(fs, layout, listing, 0);
    const model = entries && startModel(fs, layout, lifecycles, listing);
    if (!model) continue;
    for (const entry of entries.whole) model.apply(entry);
    openList(fs, layout, model);
    return model;
  }
  throw corrupt(layout.journal, null, 'the log kept changing while it was read');
}

/** Null when entries vanished meanwhile. */
function readTail(fs: StoreFs, layout: Layout, listing: JournalListing, after: number) {
  const whole: StoredEntry[] = [];
  let torn: number | null = null;
  let expected = Math.max(after, listing.base ?? 0) + 1;
  for (const generation of listing.entries) {
    if (generation < expected) continue;
    const entry = readEntry(fs, layout, generation);
    if (entry === null) return null;
    if (entry === 'torn') {
      if (generation !== listing.entries.at(-1)) throw tornInside(layout, generation);
      torn = generation;
    } else {
      if (generation !== expected) return sameListing(fs, layout, listing, expected);
      whole.push(entry);
      expected = generation + 1;
    }
  }
  return { whole, torn };
}

function tornInside(layout: Layout, generation: number) {
  return corrupt(layout.journal, null, `entry ${generation} of the log is damaged, and others follow it`);
}

/** A gap is a writer that pruned while the folder was read, unless it stays. */
function sameListing(fs: StoreFs, layout: Layout, before: JournalListing, missing: number): null {
  const now = listJournal(fs, layout);
  if (now.base === before.base && now.entries.join() === before.entries.join()) {
    throw corrupt(layout.journal, null, `entry ${missing} of the log is missing`);
  }
  return null;
}

/** The model at the newest base, or, where there is none, as the files say. Null when the base vanished meanwhile. */
function startModel(
  fs: StoreFs,
  layout: Layout,
  lifecycles: Lifecycles,
  listing: JournalListing,
): Model | null {
  if (listing.base === null) {
    if (listing.entries.length > 0) throw corrupt(layout.journal, null, 'the log has entries and no base');
    return modelOfFiles(fs, layout, lifecycles);
  }
  const bytes = readIfThere(fs, join(layout.journal, baseName(listing.base)));
  if (!bytes) return null;
  const decoded = decodeBase(bytes, lifecycles);
  if (!decoded) throw corrupt(layout.journal, null, `the base ${baseName(listing.base)} is damaged`);
  const { base, nodes, byStatus, urgent } = decoded;
  const { leases } = base;
  const counters = new Map(Object.entries(base.counters));
  return new Model({
    graph: new TaskGraph(lifecycles, { nodes, leases, counters, byStatus, urgent }),
    source: new TaskMap(new Map()),
    base: listing.base,
    generation: listing.base,
    listWritings: new Map([[base.files.taskList ?? ABSENT, listing.base]]),
    lockWritings: new Map([[base.files.locks ?? ABSENT, listing.base]]),
  });
}

/** A project whose log does not exist: just cloned, or its journal was thrown away. */
function modelOfFiles(fs: StoreFs, layout: Layout, lifecycles: Lifecycles): Model {
  const listIdentity = identityAt(fs, layout.taskList);
  const bytes = readListBytes(fs, layout);
  const list = parseTaskList(layout.taskList, bytes);
  checkReferences(layout.taskList, list);
  const locks = readLocks(fs, layout);
  const leases = locks.content.leases.filter((lease) => list.tasks.has(lease.task_id));
  const graph = TaskGraph.of(list.tasks.values(), lifecycles, { leases, counters: list.counters });
  checkRings(layout.taskList, list, graph);
  const source = new TaskMap(list.tasks);
  const generation = leases.reduce((top, { token }) => Math.max(top, token), locks.content.generation);
  const isOwnForm = Buffer.concat(source.splice(new Map(), list.counters)).equals(bytes);
  return new Model({
    graph,
    source,
    base: null,
    generation,
    listWritings: new Map([[isOwnForm ? listIdentity : NOT_OURS, generation]]),
    lockWritings: new Map([[locks.identity, generation]]),
  });
}

/** Holds the files against what lra wrote last. Null when a writer was at work meanwhile: to be read again. */
function settle(
  fs: StoreFs,
  layout: Layout,
  model: Model,
  listing: JournalListing,
): Omit<Loaded, 'model' | 'torn'> | null {
  if (model.base === null) return { foreignList: null, foreignLocks: null };
  const isListOurs = openList(fs, layout, model);
  const areLocksOurs = checkLocks(fs, layout, model);
  if (isListOurs && areLocksOurs) return { foreignList: null, foreignLocks: null };
  if (hasMoved(fs, layout, listing, model)) return null;
  const foreignList = isListOurs
    ? null
    : { identity: identityAt(fs, layout.taskList), content: readList(fs, layout) };
  return { foreignList, foreignLocks: areLocksOurs ? null : readLocks(fs, layout) };
}

/**
 * Lets the model read whole tasks from the list. When other hands changed the list, from the copy that was made with
 * the base: then nothing that was acknowledged is lost, whatever they did. Tells whether the list is as lra wrote it.
 */
function openList(fs: StoreFs, layout: Layout, model: Model): boolean {
  const current = model.source instanceof TaskListFile ? model.source.identity : null;
  if (current !== null && current === identityAt(fs, layout.taskList) && model.listWritings.has(current))
    return true;
  let file = TaskListFile.open(fs, layout.taskList);
  const generation = model.listWritings.get(file.identity);
  const isCut = generation === undefined && isTorn(file.identity, model.listWritings.keys());
  if (generation === undefined) {
    file.close();
    file = TaskListFile.open(fs, join(layout.journal, backupName(model.base!)));
    if (file.identity === ABSENT) throw corrupt(layout.journal, null, 'the copy of the list is missing');
  }
  model.readFrom(file, generation ?? model.base!);
  return generation !== undefined || isCut;
}

/** Tells whether the locks are as lra wrote them. */
function checkLocks(fs: StoreFs, layout: Layout, model: Model): boolean {
  const identity = identityAt(fs, layout.locks);
  const generation = model.lockWritings.get(identity);
  model.locksGeneration = generation ?? model.base!;
  return generation !== undefined || isTorn(identity, model.lockWritings.keys());
}

function hasMoved(fs: StoreFs, layout: Layout, before: JournalListing, model: Model): boolean {
  const now = listJournal(fs, layout);
  return now.base !== before.base || (now.entries.at(-1) ?? 0) > model.generation;
}

function readList(fs: StoreFs, layout: Layout): TaskDocument {
  return parseTaskList(layout.taskList, readListBytes(fs, layout));
}

function readListBytes(fs: StoreFs, layout: Layout): Buffer {
  const bytes = readIfThere(fs, layout.taskList);
  if (!bytes) throw corrupt(layout.taskList, null, 'the file is missing');
  return bytes;
}

/** Stands for the writing of a list that a person or another tool laid out: the next writer lays it out anew. */
const NOT_OURS: FileIdentity = 'not ours';

function readLocks(fs: StoreFs, layout: Layout): Foreign<LocksDocument> {
  const identity = identityAt(fs, layout.locks);
  const bytes = identity === ABSENT ? null : readIfThere(fs, layout.locks);
  return { identity, content: bytes ? parseLocks(layout.locks, bytes) : NO_LOCKS };
}
