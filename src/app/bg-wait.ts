import { type Failure, fail } from '../core/failure.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { JobWithResult } from '../core/run/job.ts';
import type { Deps } from './deps.ts';
import { findJob } from './find-job.ts';

export interface WaitForJobsRequest {
  readonly ids: readonly string[];
  /** How long to wait at most; default without end. */
  readonly timeout_seconds?: number | undefined;
}

export interface WaitForJobsAnswer {
  /** In the order in which they were asked for. */
  readonly jobs: readonly JobWithResult[];
  /** `job_failed` when one did not complete, `busy` when the time was over and one still ran. */
  readonly error?: Failure;
}

const PAUSE = 100;

/** Waits until all of these jobs have ended. Failures: usage, job_not_found; how they ended is in the answer. */
export async function waitForJobs(
  deps: Pick<Deps, 'jobs'>,
  { ids, timeout_seconds }: WaitForJobsRequest,
): Promise<Result<WaitForJobsAnswer, Failure>> {
  if (timeout_seconds !== undefined && !(timeout_seconds >= 0)) {
    return err(fail('usage', `a timeout is a number of seconds, 0 or more, not ${timeout_seconds}`));
  }
  const jobs = await deps.jobs();
  const end = performance.now() + (timeout_seconds ?? Number.POSITIVE_INFINITY) * 1000;
  const ended = new Map<string, JobWithResult>();
  for (;;) {
    for (const id of ids) {
      if (ended.has(id) && ended.get(id)!.status !== 'running') continue;
      const found = await findJob(jobs, id);
      if (!found.ok) return found;
      ended.set(id, found.value);
    }
    const found = ids.map((id) => ended.get(id)!);
    const running = found.filter(({ status }) => status === 'running');
    if (running.length === 0) return ok(withFailure(found));
    if (performance.now() >= end) {
      const message = `${named(running)} still ${running.length === 1 ? 'runs' : 'run'}`;
      return ok({ jobs: found, error: fail('busy', message, { data: { running: idsOf(running) } }) });
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

function withFailure(jobs: readonly JobWithResult[]): WaitForJobsAnswer {
  const failed = jobs.filter(({ status }) => status !== 'completed');
  if (failed.length === 0) return { jobs };
  const message = `${named(failed)} did not complete`;
  const hint = `see what it wrote: lra bg logs ${failed[0]!.id}`;
  return { jobs, error: fail('job_failed', message, { hint, data: { failed: idsOf(failed) } }) };
}

function named(jobs: readonly JobWithResult[]): string {
  return jobs.map(({ id, status }) => (status === 'running' ? id : `${id} (${status})`)).join(', ');
}

function idsOf(jobs: readonly JobWithResult[]): string[] {
  return jobs.map(({ id }) => id);
}
