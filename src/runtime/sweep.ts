import { releaseTask } from '../app/release-task.ts';
import type { RunNote } from '../ports/work-files.ts';
import { standingOf } from './standing.ts';
import { asSlot, type Tell, type WorkDeps } from './work-deps.ts';

/**
 * Ends what workers that died left behind. Their leases name a process that is gone, and count as orphaned from that
 * moment; unless an agent that outlived its worker gave a sign of life, which is taken back.
 * Returns whether there was anything.
 */
export async function sweepDead(work: WorkDeps, tell: Tell): Promise<boolean> {
  const { deps, files, runner } = work;
  const left = files.notes().filter(({ worker }) => deps.processes.isGone(worker));
  if (left.length === 0) return false;
  const processes = await runner.sweep(left.map(({ job_id }) => job_id));
  for (const note of left) {
    await letGo(work, note);
    files.end(note.job_id);
  }
  const task_ids = [...new Set(left.map(({ task_id }) => task_id))];
  tell({ type: 'swept', processes, task_ids }, deps.asker.agent);
  return true;
}

/** Nothing is done to a lease that is another's by now: it has another token. */
async function letGo({ deps }: WorkDeps, { task_id, agent, token }: RunNote): Promise<void> {
  const standing = await standingOf(deps, task_id, token);
  if (typeof standing === 'string' || standing.lease !== 'claimed') return;
  const { asker } = asSlot(deps, agent);
  await releaseTask({ ...deps, asker: { ...asker, token } }, { id: task_id });
}
