import { isSameTask } from '../task/same-task.ts';
import type { Task } from '../task/task.ts';
import { type Change, changedTask, type Entry } from './change.ts';

/**
 * The ids that mean another task than they did when a transaction was done: a merge that was taken over may give an id to
 * another. Takes the entries newest first.
 */
export function replacedSince(entries: Iterable<Entry>, tx: string): ReadonlySet<string> {
  const replaced = new Set<string>();
  const there = new Map<string, Task>();
  for (const entry of entries) {
    if (entry.tx === tx) break;
    for (const change of entry.changes.toReversed()) {
      const id = changedTask(change);
      if (id !== null && hasReplaced(change)) replaced.add(id);
    }
  }
  return replaced;

  function hasReplaced(change: Change): boolean {
    if (change.op === 'task.update') {
      return change.to.created_at !== undefined || change.to.created_by !== undefined;
    }
    if (change.op === 'task.create') there.set(change.task.id, change.task);
    if (change.op !== 'task.delete') return false;
    const next = there.get(change.task.id);
    return next !== undefined && !isSameTask(next, change.task);
  }
}
