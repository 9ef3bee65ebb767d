import type { Failure } from '../core/failure.ts';
import type { Result } from '../core/result.ts';
import type { Job, JobWithResult, KeptNotice } from '../core/run/job.ts';

/** A command to run in the background. Its environment is that of the asking process. */
export interface JobRequest {
  readonly command: readonly string[];
  readonly shell: boolean;
  /** Null: where the asking process is. */
  readonly cwd: string | null;
  readonly task_id: string | null;
  readonly name: string | null;
  readonly agent: string;
  readonly timeout_seconds: number;
  /** Bytes of output that are kept. */
  readonly log_bytes: number;
}

/** A command that runs in the background, in short. */
export interface RunningJob {
  readonly id: string;
  /** What it is called, or its command line. */
  readonly name: string;
  /** The task it belongs to, if any. */
  readonly task_id: string | null;
  /** UTC, ISO 8601. */
  readonly started_at: string;
}

/** A part of a log. */
export interface LogPart {
  /** Whole characters. */
  readonly text: string;
  /** The byte to go on from. */
  readonly next: number;
}

/** The project's background jobs. Whoever looks at them also sees to those that lost the process that watched over them. */
export interface Jobs {
  /** Starts a job and returns at once. Failures: io_error. */
  start(request: JobRequest): Result<Job, Failure>;
  /** All that are kept, the newest first. */
  list(): Promise<readonly Job[]>;
  /** Those that run now, the newest first. */
  running(): Promise<readonly RunningJob[]>;
  /** Null when there is no such job. */
  get(id: string): Promise<JobWithResult | null>;
  /** What a job wrote into its log from a byte on, at most so many bytes. */
  readLog(id: string, from: number, most: number): LogPart;
  /** The byte of its log at which its last so many lines begin. */
  lastLines(id: string, lines: number): number;
  /** Asks a running job to end: SIGTERM, 5 seconds, SIGKILL, for all of its processes. Does not wait for it. */
  kill(id: string): void;
}

/** Word of jobs that ended. On the path of every `context` and `heartbeat`: one look into one folder while there is none. */
export interface Notices {
  /** Those that were not delivered yet, the oldest first. */
  pending(): Promise<readonly KeptNotice[]>;
  /** Notes that they were delivered: to be called after whoever asked has the answer. */
  acknowledge(ids: readonly string[]): void;
}
