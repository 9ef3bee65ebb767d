import type { Deps } from '../app/deps.ts';
import type { TaskStanding } from './standing.ts';
import type { WorkDeps } from './work-deps.ts';

/** The events of a task that are an agent's doing, and no mere watching. */
const DOINGS: readonly string[] = ['progress', 'cost', 'job_started', 'job_ended'];

/** What the work on a task changed so far, in short: any difference to an earlier trace is progress. */
export async function traceOf(
  { progress, events }: WorkDeps,
  deps: Deps,
  id: string,
  { changes }: TaskStanding,
): Promise<string> {
  const state = await deps.git.state();
  const tree = state.ok ? [state.value.commit, state.value.files] : null;
  let last = 0;
  // A job of the last rounds is among the newest events; older ones tell nothing new.
  for (const event of events.since(Math.max(0, events.last() - 2000)))
    if (DOINGS.includes(event.type) && 'task_id' in event && event.task_id === id) last = event.seq;
  return JSON.stringify([tree, changes, progress.get(id)?.at ?? null, last]);
}
