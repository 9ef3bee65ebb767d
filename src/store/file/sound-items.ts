import { recordFault } from '../../core/check/record-fault.ts';
import { taskFault } from '../../core/check/task-fault.ts';
import type { RecordEntry } from '../../core/record/record.ts';
import { isSameTask } from '../../core/task/same-task.ts';
import type { Task } from '../../core/task/task.ts';
import type { ConflictSide } from './conflict-text.ts';
import type { Placed } from './merge-evidence.ts';
import { type Salvage, salvage } from './salvage.ts';

/** An entry of a record, and on which side of a conflict it stands. */
export interface PlacedEntry {
  readonly entry: RecordEntry;
  readonly side: ConflictSide;
}

/** The sound entries in the bytes of a record. */
export function soundEntries(bytes: Buffer | null): readonly PlacedEntry[] {
  const { items, sides } = salvage(bytes ?? Buffer.alloc(0), 'entries');
  return items.flatMap((item, i) =>
    recordFault(item) === null ? [{ entry: item as unknown as RecordEntry, side: sides[i]! }] : [],
  );
}

/** The sound tasks among what could be read of a list. */
export function soundTasks({ items, sides }: Salvage): readonly Placed[] {
  return items.flatMap((item, i) =>
    taskFault(item) === null ? [{ task: item as Task, side: sides[i]! }] : [],
  );
}

/** The entries of a record without another task's making, and what stands with that on a side of a conflict. */
export function entriesAbout(task: Task | null, placed: readonly PlacedEntry[]): readonly RecordEntry[] {
  const isOther = ({ entry: { created } }: PlacedEntry) =>
    task !== null &&
    created?.created_at !== undefined &&
    created.created_by !== undefined &&
    !isSameTask(task, { created_at: created.created_at, created_by: created.created_by });
  const others = new Set<ConflictSide>(
    placed.flatMap((one) => (isOther(one) && one.side !== 'both' ? one.side : [])),
  );
  return placed.flatMap((one) => (others.has(one.side) || isOther(one) ? [] : one.entry));
}
