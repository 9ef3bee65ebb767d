import type { Entry } from '../../core/record/change.ts';
import { Rewind } from '../../core/record/rewind.ts';
import type { Task } from '../../core/task/task.ts';
import type { TaskDocument } from './check-tasks.ts';
import { isSame } from './compare-lists.ts';
import { ADOPT } from './origin.ts';

/**
 * What to make of a task that stands in the file with an older version, when git does not vouch for it. Untouched since
 * lra wrote it there, it says nothing about what commands did since: ours stays. What only other hands did since, they
 * may take back themselves (a stash that is popped). Anything else is an edit of an old text.
 */
export type Verdict = 'keep-ours' | 'take-theirs' | 'refuse';

/** Judges each of these tasks by what the log says of its past. */
export function judgeOlder(
  ours: ReadonlyMap<string, Task>,
  theirs: TaskDocument,
  older: readonly string[],
  entries: Iterable<Entry>,
): ReadonlyMap<string, Verdict> {
  const verdicts = new Map<string, Verdict>();
  const byCommand = new Set<string>();
  const past = new Rewind(older.map((id) => [id, ours.get(id)!]));
  for (const entry of entries) {
    if (verdicts.size === older.length) break;
    past.before(entry);
    for (const change of entry.changes) {
      if (change.op !== 'task.update' || !past.tasks.has(change.id) || verdicts.has(change.id)) continue;
      if (entry.command !== ADOPT) byCommand.add(change.id);
      const before = past.tasks.get(change.id)!;
      const task = theirs.tasks.get(change.id)!;
      if (before.version > task.version) continue;
      const isUntouched = before.version === task.version && isSame(before, task);
      const verdict = byCommand.has(change.id) ? 'keep-ours' : 'take-theirs';
      verdicts.set(change.id, isUntouched ? verdict : 'refuse');
    }
  }
  return verdicts;
}

/** Whether the last to take a task out were other hands: then they may bring it back. */
export function wasTakenOutByHand(id: string, entries: Iterable<Entry>): boolean {
  for (const { command, changes } of entries) {
    if (changes.some((change) => change.op === 'task.delete' && change.task.id === id))
      return command === ADOPT;
  }
  return false;
}
