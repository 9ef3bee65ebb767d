import type { Deps } from '../app/deps.ts';
import { heartbeatTask } from '../app/heartbeat-task.ts';
import type { Failure } from '../core/failure.ts';
import { type Limit, type LimitSettings, Limits } from '../core/run/limits.ts';
import type { CommandEnd, RunningCommand } from '../ports/command-runner.ts';
import { saidIn } from './carry.ts';
import { checkpointAttempt } from './checkpointer.ts';
import { overBudget } from './over-budget.ts';
import { standingOf, type TaskStanding } from './standing.ts';
import { traceOf } from './trace.ts';
import { within } from './wait.ts';
import type { Tell, WorkDeps } from './work-deps.ts';

/** One run of an agent on a task, under one lease. */
export interface Attempt {
  readonly id: string;
  readonly token: number;
  readonly number: number;
  readonly jobId: string;
  readonly limits: LimitSettings;
  readonly running: RunningCommand;
  /** The attempt is to end, in good order. */
  readonly interrupt: AbortSignal;
  /** At once. */
  readonly now: AbortSignal;
  /** Is told several times a second while the agent runs. */
  onTick(): void;
}

/** How an attempt ended. */
export type AttemptOutcome =
  | { readonly kind: 'ended'; readonly end: CommandEnd }
  | { readonly kind: 'limit'; readonly limit: Limit }
  | { readonly kind: 'budget'; readonly failure: Failure }
  /** The lease is another's, or nobody's. */
  | { readonly kind: 'lost' }
  /** The agent itself paused the task. */
  | { readonly kind: 'laid_down' }
  | { readonly kind: 'stopped' };

const TICK = 250;
/** How often the lease is looked at. */
const LOOK_EVERY = 1000;
const MINUTE = 60_000;

/**
 * Watches an agent until it ends, or must be ended. While it is alive and within its limits, and not otherwise, its
 * lease is kept. When this returns, no process of it is left.
 */
export async function watchAttempt(
  work: WorkDeps,
  deps: Deps,
  attempt: Attempt,
  tell: Tell,
): Promise<AttemptOutcome> {
  const { running, now } = attempt;
  const grace = deps.settings.work.grace_seconds * 1000;
  const kill = () => void running.stop(0);
  now.addEventListener('abort', kill, { once: true });
  try {
    const outcome = await new Watch(work, deps, attempt, tell).untilOver();
    if (outcome.kind === 'ended') await running.sweep();
    else await running.stop(now.aborted ? 0 : grace);
    return outcome;
  } finally {
    now.removeEventListener('abort', kill);
  }
}

class Watch {
  readonly #work: WorkDeps;
  readonly #deps: Deps;
  readonly #attempt: Attempt;
  readonly #tell: Tell;
  readonly #limits: Limits;
  #lookedAt = 0;
  #beatAt: number;
  #savedAt: number;
  #progressAt: string | null;

  constructor(work: WorkDeps, deps: Deps, attempt: Attempt, tell: Tell) {
    const now = deps.clock.now();
    this.#work = work;
    this.#deps = deps;
    this.#attempt = attempt;
    this.#tell = tell;
    this.#limits = new Limits(attempt.limits, now);
    this.#beatAt = now;
    this.#savedAt = now;
    this.#progressAt = work.progress.get(attempt.id)?.at ?? null;
  }

  async untilOver(): Promise<AttemptOutcome> {
    const { running, interrupt, now } = this.#attempt;
    for (;;) {
      const end = await within(running.ended, TICK, interrupt, now);
      if (end) return { kind: 'ended', end };
      if (interrupt.aborted || now.aborted) return { kind: 'stopped' };
      this.#attempt.onTick();
      const over = await this.#look();
      if (over) return over;
    }
  }

  async #look(): Promise<AttemptOutcome | null> {
    const now = this.#deps.clock.now();
    if (Math.abs(now - this.#lookedAt) < LOOK_EVERY) return null;
    this.#lookedAt = now;
    const { id, token, running } = this.#attempt;
    const standing = await standingOf(this.#deps, id, token);
    if (standing === 'gone') return { kind: 'lost' };
    // The store may be busy, or in the middle of a merge: the next look tells.
    if (standing === 'unreadable') return null;
    if (!standing.isOver && standing.lease === null) return { kind: 'lost' };
    if (!standing.isOver && standing.lease === 'paused') return { kind: 'laid_down' };
    const trace = this.#limits.isRoundOver(now) ? await traceOf(this.#work, this.#deps, id, standing) : null;
    const limit = this.#limits.observe({ now, lastOutputAt: running.lastOutputAt(), trace });
    if (limit) return { kind: 'limit', limit };
    const failure = overBudget(this.#work, id);
    if (failure) return { kind: 'budget', failure };
    return standing.isOver ? null : this.#keep(now, standing);
  }

  /** Keeps the lease and the checkpoints; that the lease is lost may turn out here. */
  async #keep(now: number, standing: TaskStanding): Promise<AttemptOutcome | null> {
    const { work, locks } = this.#deps.settings;
    const { id, number, jobId, running } = this.#attempt;
    const progressAt = this.#work.progress.get(id)?.at ?? null;
    const isDue = Math.abs(now - this.#savedAt) >= work.checkpoint_seconds * 1000;
    if (isDue || progressAt !== this.#progressAt) {
      this.#progressAt = progressAt;
      this.#savedAt = now;
      this.#beatAt = now;
      const state = { attempt: number, job_id: jobId, tail: running.tail(4000), reason: null };
      await checkpointAttempt(this.#deps, id, state, saidIn(standing.checkpoints)[0] ?? null, this.#tell);
      return null;
    }
    const interval = Math.min(locks.heartbeat_minutes, locks.orphan_after_minutes / 3) * MINUTE;
    if (Math.abs(now - this.#beatAt) < interval) return null;
    this.#beatAt = now;
    const beat = await heartbeatTask(this.#deps, { id });
    const isLost =
      !beat.ok && ['lease_lost', 'not_lease_holder', 'not_claimed', 'not_found'].includes(beat.failure.code);
    return isLost ? { kind: 'lost' } : null;
  }
}
