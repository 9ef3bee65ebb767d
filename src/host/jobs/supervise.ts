import { setInterval } from 'node:timers';
import { type JobOutcome, RESULT_CHARACTERS } from '../../core/run/job.ts';
import type { CommandEnd } from '../../ports/command-runner.ts';
import { createCommandRunner } from '../process/command-runner.ts';
import { describeProcess } from '../processes.ts';
import { endJob } from './end-job.ts';
import type { JobSpec } from './job-documents.ts';
import type { JobFiles } from './job-files.ts';

/** Between SIGTERM and SIGKILL, in milliseconds. */
const GRACE = 5_000;
/** How often it shows that it is there, and looks whether it is asked to end; milliseconds. */
const TOUCH_EVERY = 5_000;
const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** Runs the command of a job to its end, and says how it ended. Settles when all of its processes are gone. */
export async function supervise(files: JobFiles, id: string, env: NodeJS.ProcessEnv): Promise<void> {
  const spec = files.spec(id);
  if (!spec) return;
  const supervisor = describeProcess();
  files.begin(id, {
    status: 'running',
    supervisor,
    ended_at: null,
    exit_code: null,
    output_bytes: null,
    result: null,
  });
  const begun = files.state(id);
  if (begun?.status !== 'running' || begun.supervisor.pid !== supervisor.pid) return;
  const run = createCommandRunner().start({
    command: spec.shell ? spec.command.join(' ') : (spec.command as [string, ...string[]]),
    cwd: spec.cwd,
    env: { ...env, LRA_JOB_ID: undefined, ...(spec.task_id ? { LRA_TASK_ID: spec.task_id } : {}) },
    stdin: null,
    outputFile: files.path(id, 'output.log'),
    outputCap: spec.log_bytes,
    jobId: spec.mark,
  });
  let forced: JobOutcome | null = null;
  const stop = (why: JobOutcome) => {
    forced ??= why;
    void run.stop(GRACE);
  };
  for (const signal of SIGNALS) process.on(signal, () => stop('killed'));
  const timeout = setTimeout(() => stop('timeout'), spec.timeout_seconds * 1_000);
  const touching = setInterval(() => {
    if (!touch(files, id) || files.isAskedToEnd(id)) stop('killed');
  }, TOUCH_EVERY);
  const end = await run.ended;
  clearTimeout(timeout);
  await run.sweep();
  clearInterval(touching);
  endJob(files, spec, {
    status: forced ?? outcomeOf(end),
    supervisor,
    ended_at: new Date().toISOString(),
    exit_code: end.exitCode,
    output_bytes: run.outputBytes(),
    result: end.startError ? `cannot start it: ${end.startError.message}` : run.tail(RESULT_CHARACTERS),
  });
}

/** The name of the process that watches over a job: it is in no other job, also when it was started in one. */
export function supervisorMark({ mark }: Pick<JobSpec, 'mark'>): string {
  return `${mark}.supervisor`;
}

function outcomeOf({ exitCode }: CommandEnd): JobOutcome {
  return exitCode === 0 ? 'completed' : 'failed';
}

/** False when the project was deleted: then there is nobody left to work for. */
function touch(files: JobFiles, id: string): boolean {
  try {
    files.touch(id);
    return true;
  } catch {
    return false;
  }
}
