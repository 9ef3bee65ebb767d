import { readdirSync, readFileSync, rmSync } from 'node:fs';
import type { WorkerProcess } from '../../core/lease/lease.ts';
import type { JobStatus, JobWithResult } from '../../core/run/job.ts';
import type { JobRequest } from '../../ports/jobs.ts';
import { replaceFile } from '../whole-file.ts';

/** What was asked, written once. */
export interface JobSpec extends JobRequest {
  readonly id: string;
  readonly cwd: string;
  /** Names the job's processes among those of the whole machine; ids are of one project only. */
  readonly mark: string;
  readonly created_at: string;
  /** The project's log of events, and how many bytes it may have. */
  readonly events: { readonly folder: string; readonly most: number };
}

/** How it stands: replaced as a whole, by whoever watches over it. */
export interface JobState {
  readonly status: JobStatus;
  readonly supervisor: WorkerProcess;
  readonly ended_at: string | null;
  readonly exit_code: number | null;
  readonly output_bytes: number | null;
  readonly result: string | null;
}

/** A job as others see it. */
export function jobOf(spec: JobSpec, state: JobState | null, log: string): JobWithResult {
  return {
    id: spec.id,
    name: spec.name,
    status: state?.status ?? 'running',
    pid: state?.supervisor.pid ?? null,
    command: spec.command,
    shell: spec.shell,
    cwd: spec.cwd,
    task_id: spec.task_id,
    agent: spec.agent,
    timeout_seconds: spec.timeout_seconds,
    started_at: spec.created_at,
    ended_at: state?.ended_at ?? null,
    exit_code: state?.exit_code ?? null,
    log_file: log,
    output_bytes: state?.output_bytes ?? null,
    result: state?.result ?? null,
  };
}

/** Puts a document in place as a whole, on disk when this returns. */
export function replace(path: string, document: object): void {
  replaceFile(path, text(document), { onDisk: true });
}

/** A document as it stands in a file. */
export function text(document: object): string {
  return `${JSON.stringify(document)}\n`;
}

/** What is not whole, as after a power cut, is as good as not there. */
export function readJson<T>(path: string): T | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch {
    return null;
  }
}

/** What cannot be deleted is told once more, which is better than to fail now. */
export function discard(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Read-only, or not ours.
  }
}

/** The names in a folder; none when it is not there. */
export function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
