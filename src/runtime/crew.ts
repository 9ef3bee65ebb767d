import type { ClaimAnswer } from '../app/claim-answer.ts';
import { Backoff } from '../core/run/backoff.ts';
import type { LimitSettings } from '../core/run/limits.ts';
import type { WorkSettings } from '../core/run/work-settings.ts';
import { runTask } from './slot.ts';
import type { SlotJob, TaskOutcome } from './slot-job.ts';
import { asSlot, type SlotView, type WorkDeps } from './work-deps.ts';

/** A task that runs in a slot. */
interface Running {
  readonly interrupt: AbortController;
  readonly over: Promise<void>;
  view: SlotView | null;
}

/** What all slots of a worker have in common. */
type Common = Pick<SlotJob, 'work' | 'exec' | 'limits' | 'backoff' | 'tell'>;

/** The slots of a worker, each an agent of its own, and what runs in them. */
export class Crew {
  readonly #common: Common;
  readonly #ended: (id: string, outcome: TaskOutcome) => void;
  readonly #names: readonly string[];
  readonly #running = new Map<string, Running>();
  readonly #causes = new Map<string, Error[]>();
  readonly #now = new AbortController();

  /** Takes names for so many slots; throws when the disk does not take them. */
  constructor(common: Common, size: number, ended: (id: string, outcome: TaskOutcome) => void) {
    const { deps, files, self } = common.work;
    this.#common = common;
    this.#ended = ended;
    const isGone: WorkDeps['deps']['processes']['isGone'] = (one) => deps.processes.isGone(one);
    this.#names = Array.from({ length: size }, () => files.takeName(deps.asker.agent, self, isGone));
  }

  get size(): number {
    return this.#running.size;
  }

  get views(): readonly SlotView[] {
    return [...this.#running.values()].flatMap(({ view }) => view ?? []);
  }

  /** The tops of the trees of processes that run. */
  get pids(): readonly number[] {
    return this.views.flatMap(({ pid }) => pid ?? []);
  }

  /** The names of the slots in which nothing runs. */
  free(): readonly string[] {
    return this.#names.filter((name) => !this.#running.has(name));
  }

  begin(name: string, claim: ClaimAnswer): void {
    const { id } = claim.task;
    const causes = this.#causes.get(id) ?? [];
    this.#causes.set(id, causes);
    const interrupt = new AbortController();
    const lease = { session_id: claim.lease.session_id ?? '', token: claim.lease.token };
    const over = runTask({
      ...this.#common,
      deps: asSlot(this.#common.work.deps, name, lease),
      claim,
      causes,
      interrupt: interrupt.signal,
      now: this.#now.signal,
      onView: (view) => {
        running.view = view;
      },
    })
      .catch((error: Error): TaskOutcome => ({ kind: 'failed', reason: `a bug: ${error.message}` }))
      .then((outcome) => {
        this.#running.delete(name);
        this.#ended(id, outcome);
      });
    const running: Running = { interrupt, over, view: null };
    this.#running.set(name, running);
  }

  /** Ends what runs, in good order: with a checkpoint, and paused. */
  interrupt(): void {
    for (const { interrupt } of this.#running.values()) interrupt.abort();
  }

  /** Ends what runs, without any grace. */
  endNow(): void {
    this.interrupt();
    this.#now.abort();
  }

  /** Waits for what runs, and gives the names back. */
  async leave(): Promise<void> {
    await Promise.all([...this.#running.values()].map(({ over }) => over));
    for (const name of this.#names) this.#common.work.files.freeName(name);
  }
}

/** The limits of an attempt; `timeout`, in milliseconds, goes before the settings. */
export function limitsOf(work: WorkSettings, timeout: number | undefined): LimitSettings {
  return {
    wallClock: timeout ?? work.timeout_minutes * 60_000,
    silence: work.silence_minutes * 60_000,
    round: work.checkpoint_seconds * 1000,
    rounds: work.idle_rounds,
  };
}

/** The one back-off of a worker. */
export function backoffOf({ deps, random }: WorkDeps): Backoff {
  const { backoff_seconds, longest_backoff_seconds } = deps.settings.work;
  return new Backoff({ first: backoff_seconds * 1000, longest: longest_backoff_seconds * 1000, random });
}
