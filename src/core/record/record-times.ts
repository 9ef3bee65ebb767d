import { BLOCKED } from '../task/task.ts';
import type { TaskRecord } from './record.ts';

/** When a task was last blocked, UTC ISO 8601; null when its record does not tell. */
export function blockedSince({ entries }: TaskRecord): string | null {
  const entry = entries.findLast(
    ({ created, changed }) => created?.status === BLOCKED || changed?.status?.[1] === BLOCKED,
  );
  return entry?.at ?? null;
}
