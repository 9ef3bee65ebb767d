import type { Checkpoint } from '../record/checkpoint.ts';
import type { RecordEntry, TaskRecord } from '../record/record.ts';

/** Where the work on a task stands. */
export interface Standing {
  readonly checkpoint: Checkpoint | null;
  /** What was done since that checkpoint, the oldest first; everything, when there is none. */
  readonly since: readonly RecordEntry[];
}

/** Where a record says that the work on its task stands. */
export function standingOf(record: TaskRecord): Standing {
  const at = record.entries.findLastIndex((entry) => entry.checkpoint);
  return { checkpoint: record.entries[at]?.checkpoint ?? null, since: record.entries.slice(at + 1) };
}
