import { type Failure, fail } from '../core/failure.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { JobWithResult } from '../core/run/job.ts';
import { waitForJobs } from './bg-wait.ts';
import type { Deps } from './deps.ts';
import { findJob } from './find-job.ts';

export interface KillJobAnswer {
  readonly job: JobWithResult;
  /** Set when it had ended before. */
  readonly already?: true;
}

/** Its 5 seconds of grace, those that it may take to notice, and as long again for a machine that does much else. */
const PATIENCE_SECONDS = 20;

/** Ends a job with all of its processes, and waits for that. Failures: job_not_found, busy (it does not end). */
export async function killJob(
  deps: Pick<Deps, 'jobs'>,
  { id }: { readonly id: string },
): Promise<Result<KillJobAnswer, Failure>> {
  const jobs = await deps.jobs();
  const found = await findJob(jobs, id);
  if (!found.ok) return found;
  if (found.value.status !== 'running') return ok({ job: found.value, already: true });
  jobs.kill(id);
  const waited = await waitForJobs(deps, { ids: [id], timeout_seconds: PATIENCE_SECONDS });
  if (!waited.ok) return waited;
  const [job] = waited.value.jobs;
  if (job!.status !== 'running') return ok({ job: job! });
  return err(
    fail('busy', `${id} was asked to end and still runs`, { hint: `look again: lra bg show ${id}` }),
  );
}
