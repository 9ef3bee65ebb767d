import { type Failure, fail } from '../core/failure.ts';
import type { TaskOutcome } from './slot-job.ts';

/** Why a worker ended. */
export type StopReason =
  /** Nothing is ready or runs, and nothing can become so. */
  'done' | 'once' | 'max_tasks' | 'max_time' | 'signal' | 'stop_file' | 'breaker' | 'error';

export interface WorkSummary {
  readonly stopped: StopReason;
  /** Why, in one sentence. */
  readonly reason: string;
  readonly finished: readonly string[];
  /** The tasks that failed for good, and the last word on why. */
  readonly failed: readonly { readonly id: string; readonly reason: string }[];
  readonly released: readonly { readonly id: string; readonly reason: string }[];
  readonly paused: readonly string[];
  readonly lost: readonly string[];
  /** Milliseconds. */
  readonly duration: number;
}

/** What became of the tasks that a worker began; the last word on each counts. */
export class Tally {
  readonly #last = new Map<string, TaskOutcome>();
  readonly #notAgain = new Set<string>();
  #budget: Failure | null = null;

  /** Failed here for good, beyond the budget, or laid down by their agents: not begun again. */
  get notAgain(): ReadonlySet<string> {
    return this.#notAgain;
  }

  add(id: string, outcome: TaskOutcome): void {
    this.#last.delete(id);
    this.#last.set(id, outcome);
    if (outcome.kind === 'budget') this.#budget = outcome.failure;
    const isLaidDown = outcome.kind === 'paused' && outcome.by === 'agent';
    if (outcome.kind === 'failed' || outcome.kind === 'budget' || isLaidDown) this.#notAgain.add(id);
  }

  summary(stopped: StopReason, reason: string, duration: number): WorkSummary {
    const of = <K extends TaskOutcome['kind']>(kind: K) =>
      [...this.#last].flatMap(([id, outcome]) =>
        outcome.kind === kind ? [{ id, outcome: outcome as Extract<TaskOutcome, { kind: K }> }] : [],
      );
    const ids = (kind: TaskOutcome['kind']) => of(kind).map(({ id }) => id);
    const told = (kind: 'failed' | 'released') =>
      of(kind).map(({ id, outcome }) => ({ id, reason: outcome.reason }));
    const budget = of('budget').map(({ id, outcome }) => ({ id, reason: outcome.failure.message }));
    return {
      stopped,
      reason,
      finished: ids('finished'),
      failed: told('failed'),
      released: [...told('released'), ...budget],
      paused: ids('paused'),
      lost: ids('lost'),
      duration,
    };
  }

  /** What is wrong with how it ended; null when nothing is. `failure` is what ended it, where something did. */
  failure({ stopped, reason, failed }: WorkSummary, failure: Failure | null): Failure | null {
    if (failure) return failure;
    if (stopped === 'signal') {
      return fail('interrupted', 'interrupted', {
        hint: 'what ran is paused; the next lra work takes it up again',
      });
    }
    const hint = 'what happened to each: lra log <id>';
    if (stopped === 'breaker') return fail('job_failed', `the worker stopped: ${reason}`, { hint });
    const [first] = failed;
    if (first) {
      const others = failed.length > 1 ? `, and ${failed.length - 1} more` : '';
      const message = `${first.id} failed for good: ${first.reason}${others}`;
      return fail('job_failed', message, { hint, data: { failed: failed.map(({ id }) => id) } });
    }
    return this.#budget;
  }
}
