import type { Deps } from '../app/deps.ts';
import type { Failure } from '../core/failure.ts';
import type { Backoff } from '../core/run/backoff.ts';
import { Breaker } from '../core/run/breaker.ts';
import { Admission } from './admission.ts';
import { askedToStop } from './asked-to-stop.ts';
import { backoffOf, Crew, limitsOf } from './crew.ts';
import { Pace } from './pace.ts';
import type { TaskOutcome } from './slot-job.ts';
import { type StopReason, Tally, type WorkSummary } from './summary.ts';
import type { Supply } from './supply.ts';
import { sweepDead } from './sweep.ts';
import { tellerOf } from './tell.ts';
import { wait, within } from './wait.ts';
import { asSlot, type Tell, type WorkDeps, type WorkOptions, type WorkWatch } from './work-deps.ts';

/** How often the worker looks around while nothing happens, in milliseconds. */
const LOOK_EVERY = 500;

/** Takes tasks, gives each to an agent in a slot, and stops when nothing is left, or when it is told to. */
export class Worker {
  readonly #work: WorkDeps;
  readonly #deps: Deps;
  readonly #options: WorkOptions;
  readonly #supply: Supply;
  readonly #watch: WorkWatch;
  readonly #admission: Admission;
  readonly #backoff: Backoff;
  readonly #breaker: Breaker;
  readonly #tally = new Tally();
  readonly #pace: Pace;
  readonly #tell: Tell;
  #crew: Crew | null = null;
  #wake = new AbortController();
  #stopped: { reason: StopReason; why: string } | null = null;
  #failure: Failure | null = null;
  #begun = 0;
  #isRoundOver = false;
  readonly #startedAt: number;
  readonly #concurrency: number;
  /** How many tasks it begins. */
  readonly #most: number;

  constructor(work: WorkDeps, options: WorkOptions, supply: Supply, watch: WorkWatch) {
    this.#work = work;
    this.#deps = work.deps;
    this.#options = options;
    this.#concurrency = options.concurrency ?? 1;
    this.#most = options.maxTasks ?? Number.POSITIVE_INFINITY;
    this.#supply = supply;
    this.#watch = watch;
    this.#pace = new Pace(work.deps);
    this.#tell = tellerOf(work, watch);
    this.#admission = new Admission(work, this.#concurrency, this.#tell);
    this.#backoff = backoffOf(work);
    this.#breaker = new Breaker(work.deps.settings.work.breaker);
    this.#startedAt = this.#deps.clock.now();
  }

  /** Works until nothing is left to do, or until it is stopped. */
  async run(): Promise<{ readonly summary: WorkSummary; readonly failure: Failure | null }> {
    this.#tell({ type: 'worker_started', concurrency: this.#concurrency }, null);
    this.#work.files.prune();
    await sweepDead(this.#work, this.#tell);
    const crew = this.#hire();
    this.#crew = crew;
    try {
      await this.#loop(crew);
    } finally {
      await this.#leave(crew);
    }
    return this.#end();
  }

  /**
   * Stops: begins nothing new, ends what runs in good order, with a checkpoint, and pauses it. With `now` without any
   * grace; may follow a stop without it.
   */
  stop(reason: StopReason, why: string, now = false): void {
    this.#stopped ??= { reason, why };
    if (now) this.#crew?.endNow();
    else this.#crew?.interrupt();
    this.#wake.abort();
  }

  /** Whoever stops all workers may lose patience while this one ends what runs. */
  async #leave(crew: Crew): Promise<void> {
    const left = crew.leave().then(() => true);
    while (!(await within(left, LOOK_EVERY))) if (this.#work.stops.read()?.now) crew.endNow();
  }

  #hire(): Crew {
    const { exec, timeout } = this.#options;
    const limits = limitsOf(this.#deps.settings.work, timeout);
    const common = { work: this.#work, exec, limits, backoff: this.#backoff, tell: this.#tell };
    return new Crew(common, this.#concurrency, (id, outcome) => this.#ended(id, outcome));
  }

  async #loop(crew: Crew): Promise<void> {
    while (!this.#stopped) {
      await this.#lookAround(crew);
      if (this.#stopped) return;
      await this.#fill(crew);
      if (crew.size === 0 && (await this.#isOver())) return;
      this.#watch.slots?.(crew.views);
      await wait(LOOK_EVERY, this.#wake.signal);
      if (this.#wake.signal.aborted) this.#wake = new AbortController();
    }
  }

  /** What may stop the worker, or hold it up, and what others left behind. */
  async #lookAround(crew: Crew): Promise<void> {
    const now = this.#deps.clock.now();
    const asked = askedToStop(this.#work, now - this.#startedAt, this.#options.maxTime);
    if (asked) return this.stop(asked.reason, asked.why, asked.now);
    this.#admission.measure(now, crew.pids);
    if (this.#admission.mustPause) crew.interrupt();
    if (this.#pace.isSweepTime(now)) await sweepDead(this.#work, this.#tell);
  }

  #isHeldUp(crew: Crew): boolean {
    const isOnceOver = this.#options.once === true && this.#isRoundOver;
    const isFull = crew.size >= Math.min(this.#admission.allowed, this.#concurrency);
    const waits = this.#backoff.until > this.#deps.clock.now();
    return this.#stopped !== null || isOnceOver || isFull || waits || this.#begun >= this.#most;
  }

  /** Begins tasks while there are slots for them. */
  async #fill(crew: Crew): Promise<void> {
    if (this.#isHeldUp(crew) || !(await this.#pace.isTime())) return;
    for (const name of crew.free()) {
      if (this.#isHeldUp(crew)) return;
      const slot = asSlot(this.#deps, name);
      const claim = await this.#supply.take(slot, this.#work.self, this.#tally.notAgain);
      if (!claim.ok) {
        this.#refused(claim.failure);
        break;
      }
      // An agent that a dead worker left on this task must be gone before another begins.
      await sweepDead(this.#work, this.#tell);
      this.#begun++;
      crew.begin(name, claim.value);
      if (this.#stopped) crew.interrupt();
    }
    this.#isRoundOver = this.#begun > 0;
  }

  #refused(failure: Failure): void {
    if (failure.code === 'io_error' || failure.code === 'corrupt_state') {
      this.#failure = failure;
      this.stop('error', failure.message);
    } else if (failure.code !== 'nothing_ready') {
      // Another was faster: there may be a next one at once.
      this.#pace.hurry();
    }
  }

  #ended(id: string, outcome: TaskOutcome): void {
    this.#tally.add(id, outcome);
    if (outcome.kind === 'finished') this.#breaker.succeeded();
    if (outcome.kind === 'paused') this.#supply.notePaused();
    if (outcome.kind === 'failed') this.#failed(`${id}: ${outcome.reason}`);
    this.#pace.hurry();
    this.#wake.abort();
  }

  #failed(why: string): void {
    this.#breaker.failed(why);
    if (!this.#breaker.isOpen || this.#stopped) return;
    const { failures, reason } = this.#breaker;
    this.#tell({ type: 'breaker', failures, reason }, null);
    this.stop('breaker', reason);
  }

  /** Asked when nothing runs: whether there is nothing to wait for. */
  async #isOver(): Promise<boolean> {
    if (this.#options.once && this.#isRoundOver) return this.#finish('once', 'one round was asked for');
    if (this.#begun >= this.#most) return this.#finish('max_tasks', `${this.#begun} tasks were begun`);
    const ready = await this.#supply.candidates(this.#tally.notAgain);
    if (!ready.ok || ready.value.length > 0) return false;
    if (this.#options.once) return this.#finish('once', 'nothing is ready');
    if (this.#options.watch || (await this.#supply.canCome(this.#tally.notAgain))) return false;
    if (await sweepDead(this.#work, this.#tell)) return false;
    return this.#finish('done', 'nothing is ready, and nothing can become so');
  }

  #finish(reason: StopReason, why: string): true {
    this.#stopped = { reason, why };
    return true;
  }

  #end() {
    const { reason, why } = this.#stopped ?? { reason: 'done', why: '' };
    const summary = this.#tally.summary(reason, why, this.#deps.clock.now() - this.#startedAt);
    const [finished, failed] = [summary.finished.length, summary.failed.length];
    this.#tell({ type: 'worker_stopped', reason: why, finished, failed }, null);
    return { summary, failure: this.#tally.failure(summary, this.#failure) };
  }
}
