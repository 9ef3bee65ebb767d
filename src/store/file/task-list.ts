import { constants } from 'node:fs';
import { SCHEMA_VERSION } from '../../core/project.ts';
import { compareIds } from '../../core/task/id.ts';
import type { Task } from '../../core/task/task.ts';
import { isErrno, NO_FOLLOW, type StoreFs } from './fs.ts';
import { ABSENT, type FileIdentity, identityOf } from './identity.ts';
import { document, FOOT, headLine } from './lines.ts';
import { PagedFile } from './paged-file.ts';

/** From so many look-ups on, noting once where every task stands costs less than a search for each. */
const SEARCHES = 1_000;

const PROBE_BYTES = 256;
const NEWLINE = 10;
const QUOTE = 34;
const ID_START = '{"id":"';

export function taskListHead(counters: ReadonlyMap<string, number>): string {
  return headLine({ schema_version: SCHEMA_VERSION, counters: Object.fromEntries(counters) }, 'tasks');
}

/** Where whole tasks are read from, and how the list is written anew with some of them changed. */
export interface TaskSource {
  task(id: string): Task | undefined;
  tasks(): Iterable<Task>;
  splice(changed: ReadonlyMap<string, Task | null>, counters: ReadonlyMap<string, number>): Uint8Array[];
  close(): void;
}

/** The tasks of a file that was not written by lra, or not by its rules: held in memory, and written anew whole. */
export class TaskMap implements TaskSource {
  readonly #tasks: ReadonlyMap<string, Task>;

  constructor(tasks: ReadonlyMap<string, Task>) {
    this.#tasks = tasks;
  }

  task(id: string): Task | undefined {
    return this.#tasks.get(id);
  }

  tasks(): Iterable<Task> {
    return this.#tasks.values();
  }

  splice(changed: ReadonlyMap<string, Task | null>, counters: ReadonlyMap<string, number>): Uint8Array[] {
    const all = new Map<string, Task | null>([...this.#tasks, ...changed]);
    const lines = [...all].flatMap(([, task]) => (task ? [task] : []));
    lines.sort((a, b) => compareIds(a.id, b.id));
    return [
      Buffer.from(
        document(
          taskListHead(counters),
          lines.map((task) => JSON.stringify(task)),
        ),
      ),
    ];
  }

  close(): void {}
}

/** A list that was written, and what its file is known by. */
export interface WrittenList {
  readonly pieces: readonly Uint8Array[];
  readonly identity: FileIdentity;
}

/**
 * One writing of `task_list.json` as lra itself writes it: ids in order, a task a line. Held open, so that a rename
 * does not change it under a reader. A task is found by binary search over the bytes; when very many are asked for, by a table of their
 * places.
 */
export class TaskListFile implements TaskSource {
  readonly identity: FileIdentity;
  readonly #file: PagedFile;
  #start: number | null = null;
  #searches = 0;
  #places: ReadonlyMap<string, number> | null = null;

  private constructor(file: PagedFile, identity: FileIdentity) {
    this.#file = file;
    this.identity = identity;
  }

  /** Opens the file; one that is absent is an empty list. */
  static open(fs: StoreFs, path: string): TaskListFile {
    try {
      const fd = fs.openSync(path, constants.O_RDONLY | NO_FOLLOW);
      const stats = fs.fstatSync(fd, { bigint: true });
      return new TaskListFile(new PagedFile(fs, fd, Number(stats.size)), identityOf(stats));
    } catch (error) {
      if (isErrno(error, 'ENOENT')) return new TaskListFile(new PagedFile(fs, null, 0), ABSENT);
      throw error;
    }
  }

  /** The writing of the list that these pieces made, without reading it. */
  static written(fs: StoreFs, { pieces, identity }: WrittenList): TaskListFile {
    return new TaskListFile(PagedFile.ofPieces(fs, pieces), identity);
  }

  close(): void {
    this.#file.close();
  }

  /** All bytes. */
  bytes(): Buffer {
    return this.#file.bytes();
  }

  /** One task, or undefined when the file has none of that id. */
  task(id: string): Task | undefined {
    const line = this.#find(id);
    return line && (JSON.parse(line.toString('utf8')) as Task);
  }

  /** Every task, in id order. */
  *tasks(): Generator<Task> {
    const bytes = this.bytes();
    for (let at = this.#firstLine(); at < this.#end(); ) {
      const end = this.#lineEnd(bytes, at);
      yield JSON.parse(bytes.toString('utf8', at, end)) as Task;
      at = bytes.indexOf(NEWLINE, at) + 1;
    }
  }

  /**
   * The bytes of the list with these tasks changed (null: gone) and these counters, as pieces to be written one after
   * the other: what did not change is never parsed.
   */
  splice(changed: ReadonlyMap<string, Task | null>, counters: ReadonlyMap<string, number>): Uint8Array[] {
    const bytes = this.bytes();
    const end = this.#end();
    const pieces: Uint8Array[] = [Buffer.from(`${taskListHead(counters)}\n`)];
    const body: Uint8Array[] = [];
    let at = this.#firstLine();
    for (const id of [...changed.keys()].sort(compareIds)) {
      const place = this.#lowerBound(id, at, end);
      if (place > at) body.push(withoutComma(bytes.subarray(at, place)));
      at = place;
      if (place < end && this.#idAt(place) === id) at = bytes.indexOf(NEWLINE, place) + 1;
      const task = changed.get(id);
      if (task) body.push(Buffer.from(JSON.stringify(task)));
    }
    if (at < end) body.push(withoutComma(bytes.subarray(at, end)));
    body.forEach((piece, i) => {
      pieces.push(piece, i < body.length - 1 ? COMMA : LAST);
    });
    pieces.push(Buffer.from(FOOT));
    return pieces;
  }

  #find(id: string): Buffer | undefined {
    const at = this.#placeOf(id);
    if (at === undefined) return undefined;
    const bytes = this.#file.slice(at, this.#nextLine(at, this.#end()));
    return bytes.subarray(0, this.#lineEnd(bytes, 0));
  }

  /** The start of a task's line. */
  #placeOf(id: string): number | undefined {
    if (this.#searches++ >= SEARCHES) this.#places ??= this.#allPlaces();
    if (this.#places) return this.#places.get(id);
    const end = this.#end();
    const at = this.#lowerBound(id, this.#firstLine(), end);
    return at < end && this.#idAt(at) === id ? at : undefined;
  }

  #allPlaces(): ReadonlyMap<string, number> {
    const bytes = this.bytes();
    const places = new Map<string, number>();
    for (let at = this.#firstLine(); at < this.#end(); at = bytes.indexOf(NEWLINE, at) + 1) {
      const id = at + ID_START.length;
      places.set(bytes.toString('latin1', id, bytes.indexOf(QUOTE, id)), at);
    }
    return places;
  }

  /** The start of the first line whose id is not below this one. */
  #lowerBound(id: string, from: number, to: number): number {
    let low = from;
    let high = to;
    while (low < high) {
      const middle = this.#nextLine((low + high) >>> 1, high);
      if (middle >= high) {
        // No line starts in the upper half: what is left is one line, or a few long ones.
        if (compareIds(this.#idAt(low), id) >= 0) return low;
        low = this.#nextLine(low, high);
      } else if (compareIds(this.#idAt(middle), id) < 0) low = middle;
      else high = middle;
    }
    return low;
  }

  /** The start of the first line after an offset, or the limit. */
  #nextLine(after: number, limit: number): number {
    for (let at = after; at < limit; at += PROBE_BYTES) {
      const probe = this.#file.slice(at, Math.min(at + PROBE_BYTES, limit));
      const newline = probe.indexOf(NEWLINE);
      if (newline >= 0) return at + newline + 1;
    }
    return limit;
  }

  #idAt(at: number): string {
    const probe = this.#file.slice(at, Math.min(at + PROBE_BYTES, this.#file.size)).toString('latin1');
    const end = probe.indexOf('"', ID_START.length);
    return probe.slice(ID_START.length, end);
  }

  #firstLine(): number {
    this.#start ??= this.#file.size === 0 ? 0 : this.#nextLine(0, this.#file.size);
    return this.#start;
  }

  /** Where the foot starts. */
  #end(): number {
    return Math.max(this.#firstLine(), this.#file.size - FOOT.length);
  }

  #lineEnd(bytes: Buffer, from: number): number {
    const newline = bytes.indexOf(NEWLINE, from);
    const end = newline < 0 ? bytes.length : newline;
    return bytes[end - 1] === COMMA[0] ? end - 1 : end;
  }
}

const COMMA = Buffer.from(',\n');
const LAST = Buffer.from('\n');

/** A run of lines without what ends its last one. */
function withoutComma(lines: Buffer): Buffer {
  const end = lines[lines.length - 1] === NEWLINE ? lines.length - 1 : lines.length;
  return lines.subarray(0, lines[end - 1] === COMMA[0] ? end - 1 : end);
}
