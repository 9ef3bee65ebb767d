import type { Symptom } from '../../core/check/symptom.ts';
import { renameInBrief } from '../../core/merge/rename-in-brief.ts';
import type { Task } from '../../core/task/task.ts';
import type { Mended, Repair } from '../../ports/doctor.ts';
import { briefPath } from './brief-file.ts';
import { conflictLine } from './conflict-text.ts';
import { readIfThere } from './fs.ts';
import { type Repairing, replace } from './repairing.ts';

type Ids = ReadonlyMap<string, string>;

/** Lets the briefs of tasks that kept their ids name what they wait for by the ids it has now. */
export function renameInBriefs(repairing: Repairing, renames: ReadonlyMap<Task, Ids>): Mended {
  const { fs, layout } = repairing;
  const repairs: Repair[] = [];
  const doubts: Symptom[] = [];
  for (const [{ id }, ids] of renames) {
    if (ids.size === 0 || ids.has(id)) continue;
    const path = briefPath(layout, id);
    const before = readIfThere(fs, path)?.toString('utf8');
    if (before === undefined || conflictLine(before) !== null) continue;
    // Where ids were swapped, a mending that was stopped cannot tell what it replaced already.
    const isSwap = [...ids.values()].some((now) => ids.has(now));
    const { text, left } = isSwap ? { text: before, left: [1] } : renameInBrief(before, ids);
    if (text !== before) {
      repairs.push(replace(repairing, path, [Buffer.from(text)], `the brief of ${id} names ${named(ids)}`));
    }
    doubts.push(...oldNames(path, ids, left));
  }
  return { repairs, doubts };
}

/** Tells that people wrote of a task by the id it had, which may be another's now. */
export function oldNames(file: string, ids: Ids, lines: readonly number[]): readonly Symptom[] {
  const [line] = lines;
  if (line === undefined) return [];
  const message = `${file}:${line}: it may mean ${named(ids)}`;
  return [{ code: 'ambiguous_id', severity: 'warning', message, file, line, fixable: false }];
}

function named(ids: Ids): string {
  return [...ids].map(([was, now]) => `${now}, which was ${was}`).join('; ');
}
