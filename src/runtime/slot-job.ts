import type { ClaimAnswer } from '../app/claim-answer.ts';
import type { Deps } from '../app/deps.ts';
import type { Failure } from '../core/failure.ts';
import type { Backoff } from '../core/run/backoff.ts';
import type { LimitSettings } from '../core/run/limits.ts';
import { progressJson } from '../core/run/progress.ts';
import { isOwnState } from './carry.ts';
import type { SlotView, Tell, WorkDeps } from './work-deps.ts';

/** How a slot's work on a task ended. */
export type TaskOutcome =
  | { readonly kind: 'finished' }
  | { readonly kind: 'failed'; readonly reason: string }
  /** Given back, and nobody's fault: its children come first, or the wait is long. */
  | { readonly kind: 'released'; readonly reason: string }
  /** By the worker, to be taken up again; or by the agent, which had a reason. */
  | { readonly kind: 'paused'; readonly by: 'worker' | 'agent' }
  | { readonly kind: 'lost' }
  | { readonly kind: 'budget'; readonly failure: Failure };

/** What a slot needs to work on one task. */
export interface SlotJob {
  readonly work: WorkDeps;
  /** On behalf of the slot, under its lease. */
  readonly deps: Deps;
  readonly claim: ClaimAnswer;
  readonly exec: string;
  readonly limits: LimitSettings;
  readonly backoff: Backoff;
  /** Why earlier attempts of this worker failed. */
  readonly causes: Error[];
  readonly interrupt: AbortSignal;
  readonly now: AbortSignal;
  readonly tell: Tell;
  onView(view: SlotView): void;
}

/** What a worker before left in the last checkpoint: one that was killed says so by saying nothing of an end. */
export function leftBehind({ checkpoint }: ClaimAnswer): {
  attempt: number;
  reason: string | null;
  tail: string;
} {
  const nothing = { attempt: 0, reason: null, tail: '' };
  const { state } = checkpoint ?? {};
  if (state === undefined || !isOwnState(state)) return nothing;
  const { attempt, output_tail, reason } = (state as { lra_work: { [key: string]: unknown } }).lra_work;
  if (typeof attempt !== 'number' || typeof output_tail !== 'string') return nothing;
  return { attempt, reason: typeof reason === 'string' ? reason : 'it was interrupted', tail: output_tail };
}

/** What a live view shows of an agent. */
export function viewOf(
  { work, deps, claim }: SlotJob,
  attempt: number,
  since: number,
  { tail, pid }: { readonly tail: string; readonly pid: number | null },
): SlotView {
  const { id, description } = claim.task;
  const line = tail.trimEnd().split('\n').at(-1) ?? '';
  const reported = work.progress.get(id);
  const progress = reported && progressJson(reported, deps.clock.now());
  return { agent: deps.asker.agent, task_id: id, description, attempt, since, line, pid, progress };
}

/** Tells that a task is over, and how. */
export function tellEnd(
  { tell, deps, backoff, claim }: SlotJob,
  status: string,
  isFailure: boolean,
): TaskOutcome {
  const { id } = claim.task;
  if (isFailure) {
    const reason = `the agent set it to ${status}`;
    tell({ type: 'task_failed', task_id: id, reason }, deps.asker.agent);
    return { kind: 'failed', reason };
  }
  backoff.succeeded();
  tell({ type: 'task_finished', task_id: id, status }, deps.asker.agent);
  return { kind: 'finished' };
}
