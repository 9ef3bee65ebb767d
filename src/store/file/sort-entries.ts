import { isJsonObject } from '../../core/json.ts';
import type { RecordEntry } from '../../core/record/record.ts';
import { isSameTask } from '../../core/task/same-task.ts';
import type { ConflictSide } from './conflict-text.ts';
import type { Layout } from './layout.ts';
import { blockOf, committedFiles } from './merge-evidence.ts';
import { recordPath } from './record-file.ts';
import { completed, type Logged } from './repair-records.ts';
import type { Holder, Sharing } from './sharing.ts';
import { entriesAbout, type PlacedEntry, soundEntries } from './sound-items.ts';

export interface SortedEntries {
  readonly sorted: ReadonlyMap<Holder, readonly RecordEntry[]>;
  /** How many could be of more than one of them; they are left with the first. */
  readonly unclear: number;
}

/** Sorts the entries of one record between those that had its id, with what commits and the log have of each. */
export function sortEntries(
  layout: Layout,
  { holders, evidence, from }: Sharing,
  present: readonly PlacedEntry[],
  logged: readonly Logged[],
): SortedEntries {
  const tasks = holders.map(({ task }) => task);
  const committed = new Map(
    holders.map((holder) => {
      const files = committedFiles(evidence, holder.known, (id) => recordPath(layout, id));
      const found = files.flatMap((bytes) => soundEntries(bytes).map(({ entry }) => entry));
      return [holder, new Map(found.map((entry) => [entry.tx, entry]))];
    }),
  );
  const acknowledged = new Map(
    holders.map((holder) => [holder, logged.filter(({ task }) => isSameTask(task, holder.task))]),
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
  const [first, second] = holders;
  const its = first && !second ? new Set(entriesAbout(first.task, present)) : null;
  for (const { entry, side } of present) {
    if (its?.has(entry) === false) continue;
    const owner = ownerOf(entry, side);
    if (!owner) unclear++;
    sorted.get(owner ?? holders[0]!)!.push(entry);
  }
  const whole = [...sorted].map(([holder, entries]) => {
    const its = acknowledged.get(holder)!.map(({ entry }) => entry);
    return [holder, completed(from, entries, its).entries] as const;
  });
  return { sorted: new Map(whole), unclear };

  function ownerOf({ tx, at, created }: RecordEntry, side: ConflictSide): Holder | undefined {
    if (holders.length === 1) return holders[0];
    const createdAt = isJsonObject(created) ? created.created_at : undefined;
    return (
      only((holder) => committed.get(holder)!.has(tx)) ??
      only(({ task }) => side === blockOf(evidence, task, tasks)) ??
      only((holder) => acknowledged.get(holder)!.some(({ entry }) => entry.tx === tx)) ??
      only(({ task }) => task.created_at === createdAt) ??
      only(({ task }) => Date.parse(task.created_at) <= Date.parse(at))
    );
  }

  function only(belongs: (holder: Holder) => boolean): Holder | undefined {
    const found = holders.filter(belongs);
    return found.length === 1 ? found[0] : undefined;
  }
}
