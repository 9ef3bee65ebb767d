import type { Symptom } from '../../core/check/symptom.ts';
import type { RecordEntry } from '../../core/record/record.ts';
import type { Task } from '../../core/task/task.ts';
import type { Mended, Repair } from '../../ports/doctor.ts';
import { readIfThere } from './fs.ts';
import { removeIfThere } from './journal.ts';
import { keepOriginal } from './originals.ts';
import { recordPath, recordText } from './record-file.ts';
import { inOrder, type Logged } from './repair-records.ts';
import { type Repairing, replace } from './repairing.ts';
import { ambiguous, type Sharing } from './sharing.ts';
import { sortEntries } from './sort-entries.ts';
import { entriesAbout, soundEntries } from './sound-items.ts';

/**
 * Sorts the entries of records out between the tasks that had their ids. `logged`: what was acknowledged under an id. All
 * are read before one is written: a task may have had an id that another has now.
 */
export function moveRecords(
  repairing: Repairing,
  sharings: readonly Sharing[],
  logged: (id: string) => readonly Logged[],
): Mended {
  const { fs, layout } = repairing;
  const shared = new Set(sharings.map(({ from }) => from));
  const histories = new Map<string, RecordEntry[]>();
  const tasks = new Map<string, Task>();
  const doubts: Symptom[] = [];
  for (const sharing of sharings) {
    const path = recordPath(layout, sharing.from);
    const present = soundEntries(readIfThere(fs, path));
    const { sorted, unclear } = sortEntries(layout, sharing, present, logged(sharing.from));
    for (const [{ id, task }, entries] of sorted) {
      histories.set(id, [...(histories.get(id) ?? []), ...entries]);
      tasks.set(id, task);
    }
    const ids = sharing.holders.map(({ id }) => id);
    if (unclear > 0) doubts.push(ambiguous(path, `${unclear} entries may be about`, ids));
  }
  // Who keeps an id comes last: until then the file holds everything.
  const ids = [...histories.keys()].sort((a, b) => Number(shared.has(a)) - Number(shared.has(b)));
  const repairs = ids.flatMap((id) => write(id, histories.get(id)!));
  for (const id of shared) if (!histories.get(id)?.length) takeAway(recordPath(layout, id));
  return { repairs, doubts };

  function write(id: string, entries: readonly RecordEntry[]): readonly Repair[] {
    const target = recordPath(layout, id);
    // What a mending that was stopped wrote there already counts as well.
    const present = readIfThere(fs, target);
    const there = shared.has(id) ? [] : entriesAbout(tasks.get(id)!, soundEntries(present));
    const record = { task_id: id, entries: inOrder([...there, ...entries]) };
    const text = Buffer.from(recordText(record));
    if (record.entries.length === 0 || present?.equals(text)) return [];
    return [replace(repairing, target, [text], `the history of ${id} has ${record.entries.length} entries`)];
  }

  function takeAway(path: string): void {
    keepOriginal(fs, path, repairing.at);
    removeIfThere(fs, path);
  }
}
