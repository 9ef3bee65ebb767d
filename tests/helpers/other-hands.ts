import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Failure } from '../../src/core/failure.ts';
import type { Draft } from '../../src/core/record/draft.ts';
import { ok } from '../../src/core/result.ts';
import type { Task } from '../../src/core/task/task.ts';
import type { Store } from '../../src/ports/store.ts';
import type { FileStoreOptions } from '../../src/store/file/file-store.ts';
import { isAsGitHasIt } from '../../src/store/file/git-provenance.ts';
import type { Limits } from '../../src/store/file/limits.ts';
import { newProject, openStore } from './store-folder.ts';
import { add } from './store-moves.ts';
import { head } from './store-scenarios.ts';
import { git, repository, tempFolder } from './temp-folder.ts';

type Options = Partial<Omit<FileStoreOptions, 'limits'>> & { limits?: Partial<Limits> };

/** A project of three tasks, the third waiting for the second, and a store over it. */
export async function threeTasks(options: Options = {}) {
  const dir = newProject(join(tempFolder(), '.long-run-agent'));
  const store = openStore(dir, options);
  await change(store, (draft) => {
    add(draft);
    add(draft);
    add(draft, { dependencies: ['task_002'] });
  });
  return { dir, store };
}

/** A repository with a project of a few tasks, committed on `main`, and a store that asks git itself. */
export async function committed({ tasks = 2, ...options }: Options & { tasks?: number } = {}) {
  const repo = repository({ '.long-run-agent/.gitignore': '/locks.json\n/journal/\n' });
  const dir = newProject(join(repo, '.long-run-agent'));
  const store = openStore(dir, { isFromGit: () => isAsGitHasIt(listPath(dir)), ...options });
  await change(store, (draft) => {
    for (let n = 0; n < tasks; n++) add(draft);
  });
  commit(repo);
  return { repo, dir, store };
}

/** Commits everything there is. */
export function commit(repo: string): void {
  git(repo, 'add', '--all');
  git(repo, 'commit', '--quiet', '--message', 'tasks');
}

/** Carries out a change that must succeed. */
export async function change(store: Store, decide: (draft: Draft) => void, command = 'test'): Promise<void> {
  const done = await attempt(store, decide, command);
  if (!done.ok) throw new Error(`${done.failure.code}: ${done.failure.message}`);
}

export function attempt(store: Store, decide: (draft: Draft) => void, command = 'test') {
  return store.transact(head(command), { kind: 'project' }, ({ draft }) => {
    decide(draft);
    return ok(null);
  });
}

/** Every task as a reader sees it now, by id; a failure is thrown. */
export async function tasksOf(store: Store): Promise<{ readonly [id: string]: Task }> {
  const read = await store.read({ kind: 'project' }, (view) =>
    Object.fromEntries(view.graph.nodes.map(({ id }) => [id, view.task(id)!])),
  );
  if (!read.ok) throw new Error(`${read.failure.code}: ${read.failure.message}`);
  return read.value;
}

/** What reading and writing fail with; both must fail alike, and change nothing on disk. */
export async function refusal(dir: string, store: Store): Promise<Failure> {
  const before = snapshot(dir);
  const written = await attempt(store, (draft) => void add(draft));
  const read = await store.read({ kind: 'project' }, () => null);
  if (written.ok || read.ok) throw new Error('it was taken');
  expect(read.failure).toEqual(written.failure);
  expect(snapshot(dir)).toEqual(before);
  return read.failure;
}

/** What a reader sees of the files as they are, which must be what the next write makes of them. */
export async function takenOver(store: Store): Promise<{ readonly [id: string]: Task }> {
  const seen = await tasksOf(store);
  await change(store, (draft) => draft.addRecord('task_001', { note: 'a write' }));
  const after = await tasksOf(store);
  const withoutTimes = (tasks: typeof seen) =>
    Object.values(tasks).map(({ updated_at: _, finished_at, ...task }) => ({
      ...task,
      over: finished_at !== null,
    }));
  expect(withoutTimes(after)).toEqual(withoutTimes(seen));
  return after;
}

export function listPath(dir: string): string {
  return join(dir, 'task_list.json');
}

export function listText(dir: string): string {
  return readFileSync(listPath(dir), 'utf8');
}

/** Changes a file as an editor does, in place. */
export function edit(path: string, by: (text: string) => string): void {
  const before = readFileSync(path, 'utf8');
  const after = by(before);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
}

/** Changes one task in the text of a list. */
export function withTask(text: string, id: string, by: (task: Task) => object | null): string {
  const document = JSON.parse(text) as { tasks: Task[] };
  const tasks = document.tasks.flatMap((task) => (task.id === id ? (by(task) ?? []) : [task]));
  return `${JSON.stringify({ ...document, tasks: [] }).slice(0, -2)}\n${tasks.map((task) => JSON.stringify(task)).join(',\n')}\n]}\n`;
}

/** The content of every file of a project, but for the lock's folder. */
export function snapshot(dir: string): { readonly [path: string]: string } {
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(
    files
      .filter((path) => statSync(join(dir, path)).isFile())
      .map((path) => [path, readFileSync(join(dir, path), 'latin1')]),
  );
}
