import type { Failure } from '../core/failure.ts';
import { classifyEnd } from '../core/run/classify.ts';
import { type RunError, TransientError } from '../core/run/errors.ts';
import { limitPhrase } from '../core/run/limits.ts';
import type { RunningCommand } from '../ports/command-runner.ts';
import { type AttemptOutcome, watchAttempt } from './attempt.ts';
import { type Said, saidIn } from './carry.ts';
import { checkpointAttempt, pauseAttempt } from './checkpointer.ts';
import { failTask, finishTask, giveBack, type Held, meaningOf } from './finish.ts';
import { overBudget } from './over-budget.ts';
import { promptFor } from './prompt.ts';
import { Recovery } from './recovery.ts';
import { leftBehind, type SlotJob, type TaskOutcome, tellEnd, viewOf } from './slot-job.ts';
import { standingOf } from './standing.ts';
import { startAgent } from './start-agent.ts';
import { wait } from './wait.ts';

/** What an attempt leaves for the next one. */
interface Last {
  readonly reason: string | null;
  readonly tail: string;
  readonly jobId: string;
}

const TAIL = 8000;

/** Works on one claimed task until it is finished, failed for good, or given back. */
export async function runTask(job: SlotJob): Promise<TaskOutcome> {
  return new Slot(job).run();
}

class Slot {
  readonly #job: SlotJob;
  readonly #held: Held;
  readonly #recovery: Recovery;
  #attempt: number;
  #last: Last;

  constructor(job: SlotJob) {
    const { claim, deps, backoff, causes } = job;
    this.#job = job;
    this.#held = { id: claim.task.id, token: claim.lease.token };
    this.#recovery = new Recovery(deps.settings.work.retries, backoff, causes);
    const left = leftBehind(claim);
    this.#attempt = left.attempt;
    this.#last = { reason: left.reason, tail: left.tail, jobId: '' };
  }

  async run(): Promise<TaskOutcome> {
    const { deps, tell, work, interrupt } = this.#job;
    const { id } = this.#held;
    const spent = overBudget(work, id);
    if (spent) return this.#overBudget(spent);
    tell({ type: 'task_started', task_id: id, attempt: this.#attempt + 1 }, deps.asker.agent);
    for (;;) {
      await wait(this.#job.backoff.until - deps.clock.now(), interrupt);
      if (interrupt.aborted) return this.#pause('the worker stops');
      this.#attempt++;
      const done = await this.#try();
      if (done) return done;
    }
  }

  /** One attempt; null when another is to follow. */
  async #try(): Promise<TaskOutcome | null> {
    const { deps, tell, interrupt } = this.#job;
    const standing = await standingOf(deps, this.#held.id, this.#held.token);
    if (
      standing === 'gone' ||
      (typeof standing !== 'string' && !standing.isOver && standing.lease === null)
    ) {
      return this.#lost();
    }
    const all = typeof standing === 'string' ? [] : saidIn(standing.checkpoints);
    const said = this.#recovery.choose(all);
    const prompt = await promptFor(deps, {
      id: this.#held.id,
      attempt: this.#attempt,
      said,
      lastTail: this.#last.tail,
      lastReason: this.#last.reason,
    });
    if (!prompt.ok) return this.#after(new TransientError(prompt.failure.message), said);
    const started = startAgent(this.#job, this.#attempt, prompt.value);
    const outcome = await this.#watch(started.running, started.jobId);
    started.over();
    this.#last = { reason: null, tail: started.running.tail(TAIL), jobId: started.jobId };
    switch (outcome.kind) {
      case 'lost':
        return this.#lost();
      case 'laid_down':
        tell(
          { type: 'task_paused', task_id: this.#held.id, reason: 'the agent paused it' },
          deps.asker.agent,
        );
        return { kind: 'paused', by: 'agent' };
      case 'stopped':
        return this.#pause('the worker stops');
      case 'budget':
        return this.#overBudget(outcome.failure);
      case 'limit':
        tell({ type: 'limit', task_id: this.#held.id, limit: outcome.limit }, deps.asker.agent);
        return this.#after(new TransientError(limitPhrase(outcome.limit, this.#job.limits)), said);
      case 'ended': {
        const after = await standingOf(deps, this.#held.id, this.#held.token);
        if (typeof after !== 'string' && after.isOver)
          return tellEnd(this.#job, after.status, after.phase === 'failed');
        if (outcome.end.exitCode === 0) return this.#finish(said);
        if (interrupt.aborted) return this.#pause('the worker stops');
        const spent = overBudget(this.#job.work, this.#held.id);
        if (spent) return this.#overBudget(spent);
        const end = { ...outcome.end, tail: this.#last.tail };
        return this.#after(classifyEnd(end, deps.settings.work), said);
      }
    }
  }

  #watch(running: RunningCommand, jobId: string): Promise<AttemptOutcome> {
    const { work, deps, limits, interrupt, now, tell, onView } = this.#job;
    const since = deps.clock.now();
    const onTick = () =>
      onView(viewOf(this.#job, this.#attempt, since, { pid: running.pid, tail: running.tail(1000) }));
    onTick();
    const attempt = { ...this.#held, number: this.#attempt, jobId, limits, running, interrupt, now, onTick };
    return watchAttempt(work, deps, attempt, tell);
  }

  async #finish(said: Said | null): Promise<TaskOutcome | null> {
    const { work, deps, interrupt, tell } = this.#job;
    const done = await finishTask(work, deps, this.#held, interrupt, tell);
    if (done.ok) return tellEnd(this.#job, done.value, false);
    if (interrupt.aborted) return this.#pause('the worker stops');
    const meaning = meaningOf(done.failure);
    switch (meaning.kind) {
      case 'lost':
        return this.#lost();
      case 'children':
        await giveBack(deps, this.#held.id, 'its children come first', tell);
        return { kind: 'released', reason: 'its children come first' };
      case 'error':
        this.#last = { ...this.#last, tail: meaning.tail ?? this.#last.tail };
        return this.#after(meaning.error, said);
    }
  }

  /** What follows from a failed attempt; null when another is to follow. */
  async #after(error: RunError, used: Said | null): Promise<TaskOutcome | null> {
    const { deps, tell } = this.#job;
    const { id, token } = this.#held;
    const standing = await standingOf(deps, id, token);
    const all = typeof standing === 'string' ? [] : saidIn(standing.checkpoints);
    const move = this.#recovery.after(error, deps.clock.now(), used, all);
    this.#last = { ...this.#last, reason: error.message };
    if (move.kind === 'fail') {
      await failTask(deps, this.#held, move.error.message, tell);
      return { kind: 'failed', reason: move.error.message };
    }
    await this.#save(error.message, this.#recovery.choose(all));
    const waiting = move.kind === 'retry' ? move.wait : 0;
    tell(
      { type: 'retry', task_id: id, attempt: this.#attempt + 1, wait: waiting, reason: error.message },
      deps.asker.agent,
    );
    // Nothing runs meanwhile that would keep the lease.
    if (waiting <= (deps.settings.locks.orphan_after_minutes * 60_000) / 2) return null;
    await giveBack(deps, id, error.message, tell);
    return { kind: 'released', reason: error.message };
  }

  async #pause(reason: string): Promise<TaskOutcome> {
    const { deps, tell, now } = this.#job;
    const standing = await standingOf(deps, this.#held.id, this.#held.token);
    if (typeof standing !== 'string' && standing.isOver)
      return tellEnd(this.#job, standing.status, standing.phase === 'failed');
    const all = typeof standing === 'string' ? [] : saidIn(standing.checkpoints);
    if (!now.aborted && this.#last.jobId !== '')
      await this.#save(this.#last.reason ?? reason, this.#recovery.choose(all));
    const done = await pauseAttempt(deps, this.#held.id, reason, tell);
    return done ? { kind: 'paused', by: 'worker' } : this.#lost();
  }

  #save(reason: string, said: Said | null): Promise<void> {
    const { deps, tell } = this.#job;
    const state = { attempt: this.#attempt, job_id: this.#last.jobId, tail: this.#last.tail, reason };
    return checkpointAttempt(deps, this.#held.id, state, said, tell);
  }

  #lost(): TaskOutcome {
    this.#job.tell({ type: 'lease_lost', task_id: this.#held.id }, this.#job.deps.asker.agent);
    return { kind: 'lost' };
  }

  async #overBudget(failure: Failure): Promise<TaskOutcome> {
    await giveBack(this.#job.deps, this.#held.id, failure.message, this.#job.tell);
    return { kind: 'budget', failure };
  }
}
