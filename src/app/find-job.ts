import { type Failure, fail } from '../core/failure.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { JobWithResult } from '../core/run/job.ts';
import type { Jobs } from '../ports/jobs.ts';

/** The job of an id. Failure: job_not_found, naming the id as it was typed. */
export async function findJob(jobs: Jobs, id: string): Promise<Result<JobWithResult, Failure>> {
  const job = await jobs.get(id);
  if (job) return ok(job);
  return err(
    fail('job_not_found', `no job ${JSON.stringify(id.slice(0, 80))}`, {
      hint: 'see those that are kept: lra bg list',
      data: { id: id.slice(0, 200) },
    }),
  );
}
