import type { Dropped } from '../../core/merge/merge-lists.ts';
import type { Repair } from '../../ports/doctor.ts';
import { briefPath } from './brief-file.ts';
import { committedFiles, type MergeEvidence } from './merge-evidence.ts';
import { type Repairing, replace } from './repairing.ts';

/** Brings back the briefs of tasks that stay though one branch deleted them: git took the files away with that. */
export function keepBriefs(
  repairing: Repairing,
  dropped: readonly Dropped[],
  evidence: MergeEvidence | null,
): readonly Repair[] {
  const { fs, layout } = repairing;
  if (!evidence) return [];
  return dropped.flatMap(({ task, value }) => {
    const path = briefPath(layout, task.id);
    if (value !== null || fs.existsSync(path)) return [];
    const [text] = committedFiles(evidence, [task], (id) => briefPath(layout, id));
    return text ? [replace(repairing, path, [text], `the brief of ${task.id} is there again`)] : [];
  });
}
