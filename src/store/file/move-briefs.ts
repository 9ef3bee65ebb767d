import type { Symptom } from '../../core/check/symptom.ts';
import type { Mended, Repair } from '../../ports/doctor.ts';
import { briefPath } from './brief-file.ts';
import { conflictLine, sideOf } from './conflict-text.ts';
import { readIfThere } from './fs.ts';
import { removeIfThere } from './journal.ts';
import { blockOf, commitsOf } from './merge-evidence.ts';
import { keepOriginal } from './originals.ts';
import { type Repairing, replace } from './repairing.ts';
import { ambiguous, type Holder, type Sharing } from './sharing.ts';

/**
 * Gives each task with a new id its own brief, where a commit or a conflict still has it. A brief in which somebody has
 * written since the merge, or in which conflict markers stand, is left as it is.
 */
export function moveBriefs(repairing: Repairing, { from, holders, evidence }: Sharing): Mended {
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
    if (text !== null) write(holder.id, text);
    else if (present !== null) doubts.push(unclear());
    if (keeper && text && present?.equals(text)) giveBack(keeper);
  }
  if (!keeper && present !== null) {
    keepOriginal(fs, path, repairing.at);
    removeIfThere(fs, path);
  }
  return { repairs, doubts: doubts.slice(0, 1) };

  function textOf({ task }: Holder): Buffer | null {
    if (holders.length === 1) return present;
    for (const commit of commitsOf(evidence, task, tasks)) {
      const bytes = commit.read(path);
      if (bytes) return bytes;
    }
    const side = isConflict ? blockOf(evidence, task, tasks) : null;
    return side && Buffer.from(sideOf(present!.toString('utf8'), side));
  }

  function write(id: string, text: Buffer): void {
    const target = briefPath(layout, id);
    if (fs.existsSync(target)) return;
    repairs.push(replace(repairing, target, [text], `the brief of ${id} is its own`));
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
