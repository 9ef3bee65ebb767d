import { join } from 'node:path';
import { refusePath, type StoreFs } from './fs.ts';

/** Where everything of a project's state lies, below `.long-run-agent/`. */
export interface Layout {
  readonly dir: string;
  readonly taskList: string;
  readonly locks: string;
  readonly records: string;
  readonly tasks: string;
  readonly journal: string;
  /** Files in the making. Whoever holds the lock may delete what another left here: that is what fences it off. */
  readonly tmp: string;
  /** The briefs of deleted tasks, for undo. */
  readonly trash: string;
  readonly lock: string;
  /** Older transactions, for `log` and `undo`. */
  readonly archive: string;
}

export function layoutOf(dir: string): Layout {
  const journal = join(dir, 'journal');
  return {
    dir,
    taskList: join(dir, 'task_list.json'),
    locks: join(dir, 'locks.json'),
    records: join(dir, 'records'),
    tasks: join(dir, 'tasks'),
    journal,
    tmp: join(journal, 'tmp'),
    trash: join(journal, 'trash'),
    lock: join(journal, 'lock'),
    archive: join(journal, 'archive.jsonl'),
  };
}

/** Makes a folder where there is none. A link in its place is refused: it may lead out of the project. */
export function makeFolder(fs: StoreFs, path: string): void {
  const stats = fs.lstatSync(path, { throwIfNoEntry: false });
  if (!stats) fs.mkdirSync(path, { recursive: true });
  else if (stats.isSymbolicLink()) refusePath(path, 'is a symbolic link');
  else if (!stats.isDirectory()) refusePath(path, 'is not a folder');
}

const DIGITS = 15;

/** The file of one transaction; its name is its place in the commit log. */
export function entryName(generation: number): string {
  return `${String(generation).padStart(DIGITS, '0')}.json`;
}

/** The base that holds everything up to a generation. The newest one is the floor below which no entry counts. */
export function baseName(generation: number): string {
  return `base.${String(generation).padStart(DIGITS, '0')}`;
}

/** The generation in the name of an entry or a base; null for other files. */
export function generationIn(
  name: string,
): { readonly kind: 'entry' | 'base'; readonly generation: number } | null {
  const match = /^(base\.)?(\d{15})(\.json)?$/.exec(name);
  if (!match || Boolean(match[1]) === Boolean(match[3])) return null;
  return { kind: match[1] ? 'base' : 'entry', generation: Number(match[2]) };
}
