import { isJsonObject } from '../../core/json.ts';
import type { Entry } from '../../core/record/change.ts';
import { isErrno, type StoreFs, writeAll } from './fs.ts';
import type { Layout } from './layout.ts';

/** Above this size the archive starts anew and the one before is kept beside it. */
const ROTATE_BYTES = 64 << 20;

const CHUNK = 64 << 10;
const NEWLINE = 10;

/** Generations of which there is no transaction, up to `generation`: the log was damaged there. */
interface Gap {
  readonly generation: number;
  readonly gapFrom: number;
}

/** Keeps transactions that leave the log, for `log` and `undo`: a line each, durable. */
export function appendArchive(fs: StoreFs, layout: Layout, entries: readonly (Entry | Gap)[]): void {
  if (entries.length === 0) return;
  const size = fs.statSync(layout.archive, { throwIfNoEntry: false })?.size ?? 0;
  if (size > ROTATE_BYTES) fs.renameSync(layout.archive, `${layout.archive}.1`);
  const fd = fs.openSync(layout.archive, 'a', 0o644);
  try {
    // A line that a power cut tore must not swallow the next one.
    writeAll(fs, fd, [Buffer.from(`\n${entries.map((entry) => JSON.stringify(entry)).join('\n')}\n`)]);
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
}

/**
 * Notes which generations up to this one the archive lacks above its oldest: a reader that waits for one of them would
 * read it to its beginning.
 */
export function noteGaps(fs: StoreFs, layout: Layout, generation: number): void {
  const spans: (readonly [from: number, to: number])[] = [];
  for (const line of archived(fs, layout)) {
    spans.push([isGap(line) ? line.gapFrom : line.generation, line.generation]);
  }
  spans.sort(([a], [b]) => a - b);
  const gaps: Gap[] = [];
  let next = spans[0]?.[0] ?? generation + 1;
  for (const [from, to] of [...spans, [generation + 1, generation + 1] as const]) {
    if (from > next) gaps.push({ generation: from - 1, gapFrom: next });
    next = Math.max(next, to + 1);
  }
  appendArchive(fs, layout, gaps);
}

/**
 * The archived transactions, the newest first, each once; what a crash tore is passed over. A writer that was suspended
 * may have added its lines late, behind newer ones: they are held back until their turn.
 */
export function* readArchive(fs: StoreFs, layout: Layout, below: number): Generator<Entry> {
  let next = below - 1;
  const late = new Map<number, Entry | Gap>();
  for (const line of archived(fs, layout)) {
    if (line.generation > next) continue;
    late.set(line.generation, line);
    for (let due = late.get(next); due; due = late.get(next)) {
      late.delete(next);
      next = (isGap(due) ? due.gapFrom : due.generation) - 1;
      if (!isGap(due)) yield due;
    }
  }
  const rest = [...late.values()].filter((line) => !isGap(line)) as Entry[];
  yield* rest.sort((a, b) => b.generation - a.generation);
}

/** The lines of the archive that are whole, the last one first. */
function* archived(fs: StoreFs, layout: Layout): Generator<Entry | Gap> {
  for (const path of [layout.archive, `${layout.archive}.1`]) {
    for (const line of linesBackwards(fs, path)) {
      const whole = parse(line);
      if (whole) yield whole;
    }
  }
}

function isGap(line: Entry | Gap): line is Gap {
  return 'gapFrom' in line;
}

function parse(line: string): Entry | Gap | null {
  try {
    const value: unknown = JSON.parse(line);
    return isJsonObject(value) ? (value as unknown as Entry | Gap) : null;
  } catch {
    return null;
  }
}

/** The lines of a file from its end, reading no more of it than is asked for. */
function* linesBackwards(fs: StoreFs, path: string): Generator<string> {
  let fd: number;
  try {
    fd = fs.openSync(path, 'r');
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return;
    throw error;
  }
  try {
    // The pieces of a line whose beginning was not read yet, the last one first: an import is one line of many megabytes.
    let pieces: Buffer[] = [];
    for (let end = fs.fstatSync(fd).size; end > 0; ) {
      const start = Math.max(0, end - CHUNK);
      let chunk = Buffer.alloc(end - start);
      fs.readSync(fd, chunk, 0, chunk.length, start);
      end = start;
      for (let at = chunk.lastIndexOf(NEWLINE); at >= 0; at = chunk.lastIndexOf(NEWLINE)) {
        yield textOf([...pieces, chunk.subarray(at + 1)]);
        pieces = [];
        chunk = chunk.subarray(0, at);
      }
      pieces.push(chunk);
    }
    yield textOf(pieces);
  } finally {
    fs.closeSync(fd);
  }
}

function textOf(pieces: readonly Buffer[]): string {
  return Buffer.concat(pieces.toReversed()).toString('utf8');
}
