import { isJsonObject } from '../../core/json.ts';
import type { Entry } from '../../core/record/change.ts';
import type { RecordEntry } from '../../core/record/record.ts';
import type { Mended, Repair } from '../../ports/doctor.ts';
import type { ConflictSide } from './conflict-text.ts';
import { readIfThere } from './fs.ts';
import { removeIfThere } from './journal.ts';
import { blockOf, commitsOf } from './merge-evidence.ts';
import { keepOriginal } from './originals.ts';
import { recordPath, recordText } from './record-file.ts';
import { completed, soundEntries } from './repair-records.ts';
import { type Repairing, replace } from './repairing.ts';
import { ambiguous, type Holder, type Sharing } from './sharing.ts';
import { soleOf } from './witness.ts';

/** Sorts the entries of a record out between the tasks that had its id. `logged`: what was acknowledged under it. */
export function moveRecords(repairing: Repairing, sharing: Sharing, logged: readonly Entry[]): Mended {
  const { fs, layout } = repairing;
  const { from, holders } = sharing;
  const path = recordPath(layout, from);
  const tasks = holders.map(({ task }) => task);
  const acknowledged = soleOf(tasks, sharing.evidence.log);
  const inLog = new Set(logged.map(({ tx }) => tx));
  const committed = new Map(
    holders.map((holder) => {
      const commits = commitsOf(sharing.evidence, holder.task, tasks);
      const found = commits.flatMap((commit) => soundEntries(commit.read(path)).map(({ entry }) => entry));
      return [holder, new Map(found.map((entry) => [entry.tx, entry]))];
    }),
  );
  const sorted = new Map<Holder, RecordEntry[]>();
  for (const [holder, entries] of committed) {
    const isOnlyTheirs = (tx: string) =>
      [...committed].every(([other, its]) => other === holder || !its.has(tx));
    sorted.set(
      holder,
      [...entries.values()].filter(({ tx }) => isOnlyTheirs(tx)),
    );
  }
  let unclear = 0;
  for (const { entry, side } of soundEntries(readIfThere(fs, path))) {
    const owner = ownerOf(entry, side);
    if (!owner) unclear++;
    sorted.get(owner ?? holders[0]!)!.push(entry);
  }
  // Who keeps the id comes last: until then the file holds everything.
  const repairs = holders.toReversed().flatMap((holder) => write(holder, sorted.get(holder)!));
  const keeper = holders.find(({ id }) => id === from);
  const isKept =
    keeper && (sorted.get(keeper)!.length > 0 || (keeper.task === acknowledged && inLog.size > 0));
  if (!isKept) {
    keepOriginal(fs, path, repairing.at);
    removeIfThere(fs, path);
  }
  const what = `${unclear} entries may be about`;
  const ids = holders.map(({ id }) => id);
  return { repairs, doubts: unclear === 0 ? [] : [ambiguous(path, what, ids)] };

  function ownerOf(entry: RecordEntry, side: ConflictSide): Holder | undefined {
    if (holders.length === 1) return holders[0];
    const { created } = entry;
    const createdAt = isJsonObject(created) ? created.created_at : undefined;
    return (
      only((holder) => committed.get(holder)!.has(entry.tx)) ??
      only(({ task }) => side === blockOf(sharing.evidence, task, tasks)) ??
      only(({ task }) => inLog.has(entry.tx) && task === acknowledged) ??
      only(({ task }) => task.created_at === createdAt) ??
      only(({ task }) => Date.parse(task.created_at) <= Date.parse(entry.at))
    );
  }

  function only(belongs: (holder: Holder) => boolean): Holder | undefined {
    const found = holders.filter(belongs);
    return found.length === 1 ? found[0] : undefined;
  }

  function write({ id, task }: Holder, entries: readonly RecordEntry[]): readonly Repair[] {
    const target = recordPath(layout, id);
    // What a mending that was stopped wrote there already counts as well.
    const present = readIfThere(fs, target);
    const there = id === from ? [] : soundEntries(present).map(({ entry }) => entry);
    const record = completed(id, [...there, ...entries], task === acknowledged ? logged : []);
    const text = Buffer.from(recordText(record));
    if (record.entries.length === 0 || present?.equals(text)) return [];
    return [replace(repairing, target, [text], `the history of ${id} has ${record.entries.length} entries`)];
  }
}
