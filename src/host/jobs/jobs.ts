import { spawn } from 'node:child_process';
import { err, ok } from '../../core/result.ts';
import { isJobId, type Job, type JobWithResult } from '../../core/run/job.ts';
import type { Jobs, RunningJob } from '../../ports/jobs.ts';
import { randomIds } from '../ids.ts';
import { ioFailure } from '../io-failure.ts';
import { describeProcess, hostProcesses } from '../processes.ts';
import { endJob } from './end-job.ts';
import type { JobSpec } from './job-documents.ts';
import { JobFiles } from './job-files.ts';
import { readPart, startOfLastLines } from './log-file.ts';
import { pruneJobs } from './prune.ts';
import { settleJobs } from './settle.ts';
import { supervisorMark } from './supervise.ts';

export interface JobsOptions {
  /** Where the jobs of the project are kept. */
  readonly folder: string;
  /** The program that watches over a job. */
  readonly supervisor: string;
  /** The project's log of events, and how many bytes it may have. */
  readonly events: JobSpec['events'];
}

/** The background jobs of a project, each watched over by a process of its own. */
export function createJobs({ folder, supervisor, events }: JobsOptions): Jobs {
  const files = new JobFiles(folder);
  const settled = async () => settleJobs(files, files.outbox().running);
  return {
    start(request) {
      try {
        const spec = files.create((id) => ({
          ...request,
          id,
          cwd: request.cwd ?? process.cwd(),
          mark: `${id}.${randomIds.session()}`,
          created_at: new Date().toISOString(),
          events,
        }));
        launch(files, spec, supervisor);
        pruneJobs(files);
        return ok(withoutResult(files.job(spec.id)!));
      } catch (error) {
        return err(ioFailure('start a job in', folder, error));
      }
    },
    async list() {
      await settled();
      return files.ids().flatMap((id) => {
        const job = files.job(id);
        return job ? [withoutResult(job)] : [];
      });
    },
    async running() {
      await settled();
      return files
        .outbox()
        .running.toReversed()
        .flatMap((id) => {
          const job = files.job(id);
          return job?.status === 'running' ? [inShort(job)] : [];
        });
    },
    async get(id) {
      if (!isJobId(id)) return null;
      if (files.state(id)?.status === 'running') await settleJobs(files, [id]);
      return files.job(id);
    },
    readLog(id, from, most) {
      return readPart(files.path(id, 'output.log'), from, most);
    },
    lastLines(id, lines) {
      return startOfLastLines(files.path(id, 'output.log'), lines);
    },
    kill(id) {
      // It looks for the file now and then, so that it can be told from where it cannot be signalled.
      files.askToEnd(id);
      const watcher = files.state(id)?.supervisor;
      if (!watcher || hostProcesses.isGone(watcher)) return;
      const { host, start_time } = describeProcess(watcher.pid);
      if (host === watcher.host && start_time === watcher.start_time) process.kill(watcher.pid, 'SIGTERM');
    },
  };
}

/** Starts the process that watches over a job. It outlives this one and its terminal. */
function launch(files: JobFiles, spec: JobSpec, supervisor: string): void {
  const child = spawn(process.execPath, [supervisor, files.folder, spec.id], {
    cwd: files.folder,
    env: { ...process.env, LRA_JOB_ID: supervisorMark(spec) },
    detached: true,
    stdio: 'ignore',
  });
  child.on('error', () => {});
  child.unref();
  const nothing = { ended_at: null, exit_code: null, output_bytes: null, result: null };
  if (child.pid !== undefined) {
    files.begin(spec.id, { status: 'running', supervisor: describeProcess(child.pid), ...nothing });
  } else {
    const result = 'cannot start the process that watches over it';
    endJob(files, spec, {
      ...nothing,
      status: 'failed',
      supervisor: describeProcess(),
      ended_at: new Date().toISOString(),
      result,
    });
  }
}

function inShort({ id, name, command, task_id, started_at }: Job): RunningJob {
  return { id, name: name ?? command.join(' '), task_id, started_at };
}

function withoutResult({ result: _, ...job }: JobWithResult): Job {
  return job;
}
