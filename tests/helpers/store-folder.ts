import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { createFileStore, type FileStoreOptions } from '../../src/store/file/file-store.ts';
import { DEFAULT_LIMITS, type Limits } from '../../src/store/file/limits.ts';
import { countingIds, lifecycles, type StoreState, stateOf } from './store-state.ts';

/** Makes a folder with the files that `lra init` leaves for the store. */
export function newProject(dir: string): string {
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'task_list.json'), '{"schema_version":1,"counters":{},"tasks":[\n]}\n');
  return dir;
}

let opened = 0;

export function openStore(
  dir: string,
  { limits, ...more }: Partial<Omit<FileStoreOptions, 'limits'>> & { limits?: Partial<Limits> } = {},
) {
  return createFileStore({
    dir,
    lifecycles,
    ids: countingIds(`s${++opened}`),
    isFromGit: () => false,
    limits: { ...DEFAULT_LIMITS, ...limits },
    ...more,
  });
}

/** What a fresh store object reads. */
export async function freshState(dir: string): Promise<StoreState> {
  const store = openStore(dir);
  try {
    return await stateOf(store);
  } finally {
    await store.close();
  }
}

/** Copies a project so that each file keeps its inode: what lra wrote there is known by it. */
export function linkCopy(from: string, to: string): string {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkCopy(source, target);
    else if (entry.name === 'archive.jsonl') copyFileSync(source, target);
    else linkSync(source, target);
  }
  return to;
}

/** Where a brief lies. */
export function briefAt(dir: string, id: string): string {
  return join(dir, 'tasks', `${id}.md`);
}

/** Makes a lock that a killed process left look as old as it would be a few seconds later. */
export function ageLock(dir: string): void {
  const lock = join(dir, 'journal', 'lock');
  if (existsSync(lock)) utimesSync(lock, 1, 1);
}

/** Holds the files against the state: each says what the state says, and nothing lies aside. */
export function expectFilesToShow(dir: string, state: StoreState, { isListFresh = true } = {}): void {
  expect(readdirSync(join(dir, 'journal', 'tmp'))).toEqual([]);
  if (isListFresh) expectList(readFileSync(join(dir, 'task_list.json'), 'utf8'), state);
  const locks = join(dir, 'locks.json');
  const leases = existsSync(locks) ? JSON.parse(readFileSync(locks, 'utf8')).leases : [];
  expect(byTask(leases)).toEqual(state.leases);
  for (const [id, record] of Object.entries(state.records)) {
    const path = join(dir, 'records', `${id}.json`);
    const onDisk = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : { task_id: id, entries: [] };
    expect(onDisk).toEqual(record);
  }
  for (const [id, brief] of Object.entries(state.briefs)) {
    const path = briefAt(dir, id);
    expect(existsSync(path) ? readFileSync(path, 'utf8') : null).toEqual(brief);
  }
}

/** One task a line inside a JSON document, in the order of the state. */
function expectList(text: string, state: StoreState): void {
  expect(JSON.parse(text).tasks).toEqual(state.tasks);
  const lines = text.split('\n').slice(1, -2);
  expect(lines.map((line) => JSON.parse(line.replace(/,$/, '')))).toEqual(state.tasks);
}

function byTask(leases: { task_id: string }[]) {
  return leases.toSorted((a, b) => (a.task_id < b.task_id ? -1 : 1));
}
