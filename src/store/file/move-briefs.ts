import type { Symptom } from '../../core/check/symptom.ts';
import { renameInBrief } from '../../core/merge/rename-in-brief.ts';
import { isSameTask } from '../../core/task/same-task.ts';
import type { Task } from '../../core/task/task.ts';
import type { Mended, Repair } from '../../ports/doctor.ts';
import { briefPath } from './brief-file.ts';
import { conflictLine, sideOf } from './conflict-text.ts';
import { readIfThere } from './fs.ts';
import { removeIfThere } from './journal.ts';
import { blockOf, committedFiles } from './merge-evidence.ts';
import { keepOriginal } from './originals.ts';
import { oldNames } from './rename-in-briefs.ts';
import { type Repairing, replace } from './repairing.ts';
import { ambiguous, type Holder, type Sharing } from './sharing.ts';

/**
 * Gives each task with a new id its own brief, where a commit or a conflict still has it, with its new id where lra wrote
 * the old one. A brief in which somebody has written since the merge, or in which conflict markers stand, is left as it is.
 */
export function moveBriefs(
  repairing: Repairing,
  { from, holders, evidence }: Sharing,
  renames: ReadonlyMap<Task, ReadonlyMap<string, string>>,
): Mended {
  const { fs, layout } = repairing;
  const path = briefPath(layout, from);
  const tasks = holders.map(({ task }) => task);
  const present = readIfThere(fs, path);
  const isConflict = present !== null && conflictLine(present.toString('utf8')) !== null;
  const keeper = holders.find(({ id }) => id === from);
  const repairs: Repair[] = [];
  const doubts: Symptom[] = [];
  for (const holder of holders) {
    if (holder === keeper) continue;
    const text = textOf(holder);
    if (text !== null) write(holder, text);
    else if (present !== null) doubts.push(unclear());
    if (keeper && text && present?.equals(text)) giveBack(keeper);
  }
  if (!keeper && present !== null) {
    keepOriginal(fs, path, repairing.at);
    removeIfThere(fs, path);
  }
  return { repairs, doubts: doubts.slice(0, 1) };

  function textOf({ task, known }: Holder): Buffer | null {
    if (holders.length === 1 && known.length === 1) return present;
    const [committed] = committedFiles(evidence, [task], (id) => briefPath(layout, id));
    if (committed) return committed;
    const side = isConflict ? blockOf(evidence, task, tasks) : null;
    return side && Buffer.from(sideOf(present!.toString('utf8'), side));
  }

  function write(holder: Holder, bytes: Buffer): void {
    const target = briefPath(layout, holder.id);
    const ids = renames.get(holder.task) ?? new Map<string, string>();
    const { text, left } = renameInBrief(bytes.toString('utf8'), ids);
    const there = readIfThere(fs, target)?.toString('utf8') ?? null;
    if (there === text) return;
    const before = beforeBoth(holder);
    if (there !== null) {
      if (before?.equals(bytes) || holder.known.length === 1) return;
      const isUntouched = before && renameInBrief(before.toString('utf8'), ids).text === there;
      if (!isUntouched) {
        // A conflict is told by itself.
        if (conflictLine(there) === null) doubts.push(writtenTwice(target, holder));
        return;
      }
    }
    const message = `the brief of ${holder.id} is its own`;
    repairs.push(replace(repairing, target, [Buffer.from(text)], message));
    doubts.push(...oldNames(target, ids, left));
  }

  /** The brief of a task as the commit has it that both sides began from. */
  function beforeBoth({ known }: Holder): Buffer | null {
    const name = known.find((task) => {
      const then = evidence.base?.get(task.id);
      return then && isSameTask(then, task);
    });
    return name ? (evidence.baseFiles?.read(briefPath(layout, name.id)) ?? null) : null;
  }

  function unclear(): Symptom {
    return ambiguous(
      path,
      'the brief may be about',
      holders.map(({ id }) => id),
    );
  }

  /** The merge put the brief of another in the place of the keeper's. */
  function giveBack(keeper: Holder): void {
    const text = textOf(keeper);
    if (text === null) doubts.push(unclear());
    else if (!present!.equals(text)) {
      repairs.push(replace(repairing, path, [text], `the brief of ${from} is its own`));
    }
  }
}

/** Which lines to keep is for whoever wrote them. */
function writtenTwice(file: string, { id, task }: Holder): Symptom {
  const message = `${file}: both branches wrote on it; the other branch has its text in tasks/${task.id}.md, for there ${id} was ${task.id}`;
  return { code: 'dropped_change', severity: 'warning', message, file, fixable: false };
}
