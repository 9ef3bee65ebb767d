import { type Failure, fail } from '../core/failure.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { JobWithResult } from '../core/run/job.ts';
import type { Deps } from './deps.ts';
import { findJob } from './find-job.ts';

export interface ReadJobLogRequest {
  readonly id: string;
  /** Only the last so many lines; default all. */
  readonly tail?: number | undefined;
  /** Goes on with what the job writes until it ends; default false. */
  readonly follow?: boolean | undefined;
}

export interface ReadJobLogAnswer {
  readonly job: JobWithResult;
}

const PART_BYTES = 65_536;
const PAUSE = 200;

/** Hands over what a job wrote, part by part. Failures: usage, job_not_found. */
export async function readJobLog(
  deps: Pick<Deps, 'jobs'>,
  { id, tail, follow = false }: ReadJobLogRequest,
  emit: (text: string) => void,
): Promise<Result<ReadJobLogAnswer, Failure>> {
  if (tail !== undefined && (!Number.isSafeInteger(tail) || tail < 0)) {
    return err(fail('usage', `tail is a whole number of lines, 0 or more, not ${tail}`));
  }
  const jobs = await deps.jobs();
  let found = await findJob(jobs, id);
  for (let from = found.ok && tail !== undefined ? jobs.lastLines(id, tail) : 0; found.ok; ) {
    // Asked before the log is read, so that what an ended job wrote last is read as well.
    const { text, next } = jobs.readLog(id, from, PART_BYTES);
    if (text !== '') emit(text);
    else if (!follow || found.value.status !== 'running') return ok({ job: found.value });
    else {
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
      found = await findJob(jobs, id);
    }
    from = next;
  }
  return found;
}
