import type { Failure } from '../core/failure.ts';
import { ok, type Result } from '../core/result.ts';
import type { JobWithResult } from '../core/run/job.ts';
import type { Deps } from './deps.ts';
import { findJob } from './find-job.ts';

export interface ShowJobAnswer {
  readonly job: JobWithResult;
}

/** How a job stands, or how it ended and the last 50,000 characters of what it wrote. Failure: job_not_found. */
export async function showJob(
  deps: Pick<Deps, 'jobs'>,
  { id }: { readonly id: string },
): Promise<Result<ShowJobAnswer, Failure>> {
  const found = await findJob(await deps.jobs(), id);
  return found.ok ? ok({ job: found.value }) : found;
}
