import { type Failure, fail } from '../core/failure.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Job } from '../core/run/job.ts';
import type { Deps } from './deps.ts';

export interface ListJobsRequest {
  /** How many at most; default 50, 0 for all. */
  readonly limit?: number | undefined;
}

export interface ListJobsAnswer {
  /** The newest first. */
  readonly jobs: readonly Job[];
  readonly total: number;
  readonly returned: number;
  readonly truncated: boolean;
}

const STANDARD_LIMIT = 50;

/** The background jobs that run, and those that ended and are kept, the newest first. Failure: usage. */
export async function listJobs(
  deps: Pick<Deps, 'jobs'>,
  { limit = STANDARD_LIMIT }: ListJobsRequest = {},
): Promise<Result<ListJobsAnswer, Failure>> {
  if (!Number.isSafeInteger(limit) || limit < 0) {
    return err(fail('usage', `limit is a whole number, 0 or more, not ${limit}`));
  }
  const all = await (await deps.jobs()).list();
  const jobs = limit === 0 ? all : all.slice(0, limit);
  return ok({ jobs, total: all.length, returned: jobs.length, truncated: jobs.length < all.length });
}
