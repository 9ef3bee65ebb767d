import { emptyRecord, recordedTasks, type TaskRecord, withEntry } from '../../core/record/record.ts';
import { readArchive } from './archive.ts';
import { briefPath } from './brief-file.ts';
import { readIfThere, type StoreFs } from './fs.ts';
import type { Layout } from './layout.ts';
import type { Model } from './model.ts';
import { parseRecord, recordPath, recordText } from './record-file.ts';

/** A file that a power cut tore ends at a page of the kernel's cache, for most file systems at its very start. */
const PAGE = 4096;

/**
 * The history of a task: what its file says, and over it what the log says, in the log's order. `isOnDisk` is false
 * while the file lacks some of it. A file that a power cut tore, which is told by its being the beginning of what was
 * written lately, is made anew from the log and its archive. Failures: corrupt_state, io_error.
 */
export function recordOver(
  fs: StoreFs,
  layout: Layout,
  model: Model,
  id: string,
): { readonly record: TaskRecord; readonly isOnDisk: boolean } {
  const path = recordPath(layout, id);
  const bytes = readIfThere(fs, path);
  let found = emptyRecord(id);
  let isTorn = false;
  try {
    if (bytes !== null) found = parseRecord(path, id, bytes);
  } catch (error) {
    isTorn = bytes!.length % PAGE === 0 && isBeginningOfRecord(fs, layout, model, id, bytes!);
    if (!isTorn) throw error;
    found = archivedRecord(fs, layout, model, id);
  }
  const logged = model.historyOf(id);
  const names = new Set(logged.map(({ tx }) => tx));
  const older = found.entries.filter(({ tx }) => !names.has(tx));
  const record = logged.reduce(withEntry, { ...found, entries: older });
  const isOnDisk = record.entries.every(({ tx }, i) => tx === found.entries[i]?.tx);
  return { record, isOnDisk: isOnDisk && !isTorn };
}

/** Whether these are the first bytes of a writing that the log still has. */
function isBeginningOfRecord(
  fs: StoreFs,
  layout: Layout,
  model: Model,
  id: string,
  bytes: Uint8Array,
): boolean {
  let record = archivedRecord(fs, layout, model, id);
  return model.historyOf(id).some((entry) => {
    record = withEntry(record, entry);
    return isProperPrefix(bytes, Buffer.from(recordText(record)));
  });
}

function archivedRecord(fs: StoreFs, layout: Layout, model: Model, id: string): TaskRecord {
  const archived = [...readArchive(fs, layout, (model.base ?? 0) + 1)];
  return archived
    .filter((entry) => recordedTasks(entry).has(id))
    .reverse()
    .reduce(withEntry, emptyRecord(id));
}

/** Whether a power cut tore a brief that was just made: nobody has written on in it then. */
export function isBriefTorn(fs: StoreFs, layout: Layout, id: string, text: string): boolean {
  const bytes = readIfThere(fs, briefPath(layout, id));
  return bytes !== null && bytes.length % PAGE === 0 && isProperPrefix(bytes, Buffer.from(text));
}

function isProperPrefix(start: Uint8Array, whole: Buffer): boolean {
  return start.length < whole.length && whole.subarray(0, start.length).equals(start);
}
