import { checkpointTask } from '../app/checkpoint-task.ts';
import type { Deps } from '../app/deps.ts';
import { pauseTask } from '../app/pause-task.ts';
import type { JsonObject } from '../core/json.ts';
import { ownState, type Said } from './carry.ts';
import type { Tell } from './work-deps.ts';

/** What a worker knows of an attempt. */
export interface AttemptState {
  readonly attempt: number;
  readonly job_id: string;
  /** The end of the agent's output. */
  readonly tail: string;
  /** Why the attempt ended; null while it runs. */
  readonly reason: string | null;
}

const FILES_KEPT = 100;
const TAIL_KEPT = 4000;

/**
 * Leaves word of an attempt in the task's record, with what the agent said last carried on; counts as a heartbeat. One
 * that cannot be written is lost without harm: the next one says more.
 */
export async function checkpointAttempt(
  deps: Deps,
  id: string,
  state: AttemptState,
  said: Said | null,
  tell: Tell,
): Promise<void> {
  const changed = await deps.git.state();
  const files = changed.ok ? changed.value.files.map(({ path }) => path) : [];
  const work: JsonObject = {
    attempt: state.attempt,
    job_id: state.job_id,
    output_tail: state.tail.slice(-TAIL_KEPT),
    reason: state.reason,
    files_changed: files.length,
  };
  const done = await checkpointTask(deps, {
    id,
    ...(said?.note ? { note: said.note } : {}),
    completed: said?.completed ?? [],
    remaining: said?.remaining ?? [],
    files: files.slice(0, FILES_KEPT),
    state: ownState(work, said?.state ?? null),
  });
  if (!done.ok) return;
  tell({ type: 'checkpoint', task_id: id, sequence: done.value.checkpoint.sequence }, deps.asker.agent);
}

/** Lays the task down for whoever takes it up; what the last checkpoint says is carried on. */
export async function pauseAttempt(deps: Deps, id: string, reason: string, tell: Tell): Promise<boolean> {
  const done = await pauseTask(deps, { id });
  if (done.ok) tell({ type: 'task_paused', task_id: id, reason }, deps.asker.agent);
  return done.ok;
}
