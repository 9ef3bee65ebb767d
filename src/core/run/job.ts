/** How a background job stands, or how it ended. */
export type JobStatus = 'running' | JobOutcome;

/** `failed`: its exit code is not 0, or it could not be started. `interrupted`: whoever watched over it is gone. */
export type JobOutcome = 'completed' | 'failed' | 'timeout' | 'killed' | 'interrupted';

/** A command that runs in the background, or ran. */
export interface Job {
  readonly id: string;
  readonly name: string | null;
  readonly status: JobStatus;
  /** The process that watches over the command: a signal to it ends the job. Null when it never got that far. */
  readonly pid: number | null;
  /** The program and its arguments; with `shell` the one command line. */
  readonly command: readonly string[];
  readonly shell: boolean;
  readonly cwd: string;
  readonly task_id: string | null;
  /** Who started it. */
  readonly agent: string;
  readonly timeout_seconds: number;
  /** This and `ended_at` are UTC, ISO 8601. */
  readonly started_at: string;
  readonly ended_at: string | null;
  /** Null while it runs, and when no exit code was left: after a signal, or when it could not be started. */
  readonly exit_code: number | null;
  readonly log_file: string;
  /** How much it wrote, in bytes; null while it runs. The log holds no more than the cap on it. */
  readonly output_bytes: number | null;
}

/** A job with the end of what it wrote. */
export interface JobWithResult extends Job {
  /** The last 50,000 characters of its output, or why it could not be started; null while it runs. */
  readonly result: string | null;
}

/** Word of a job that ended. */
export interface Notice {
  /** The same each time it is told. */
  readonly id: string;
  readonly job_id: string;
  readonly task_id: string | null;
  readonly status: JobOutcome;
  readonly exit_code: number | null;
  /** The last 500 characters of its output, or why it could not be started. */
  readonly result: string;
  readonly log_file: string;
  /** When it ended: UTC, ISO 8601. */
  readonly at: string;
}

/** A notice, and whom it is for. */
export interface KeptNotice {
  readonly agent: string;
  readonly notice: Notice;
}

export const RESULT_CHARACTERS = 50_000;
export const NOTICE_CHARACTERS = 500;

/** Whether a job may take so many seconds; more than 24 days no timer can wait. */
export function isJobTimeout(seconds: number): boolean {
  return Number.isInteger(seconds) && seconds >= 1 && seconds <= 2_000_000;
}

/** Whether a text has the form of a job's id, which is also the name of its folder. */
export function isJobId(text: string): boolean {
  return /^job_\d{3,9}$/.test(text);
}

/** The id of a job by its number, which counts from 1. */
export function jobId(number: number): string {
  return `job_${String(number).padStart(3, '0')}`;
}

/** The number of a job by its id. */
export function jobNumber(id: string): number {
  return Number(id.slice('job_'.length));
}

/** The id of the notice of a job. */
export function noticeId(job: string): string {
  return job.replace('job_', 'notice_');
}

/** The notice of a job that ended; null for one that runs. */
export function noticeOf(job: JobWithResult): Notice | null {
  const { id, status, task_id, exit_code, log_file, ended_at } = job;
  if (status === 'running') return null;
  const result = lastCharacters(job.result ?? '', NOTICE_CHARACTERS);
  return {
    id: noticeId(id),
    job_id: id,
    task_id,
    status,
    exit_code,
    result,
    log_file,
    at: ended_at ?? job.started_at,
  };
}

/** The end of a text: at most so many UTF-16 units, never half of a character. */
export function lastCharacters(text: string, most: number): string {
  if (text.length <= most) return text;
  const from = text.length - most;
  const splits = /[\udc00-\udfff]/.test(text.charAt(from));
  return text.slice(splits ? from + 1 : from);
}
