import type { RunningCommand } from '../ports/command-runner.ts';
import type { SlotJob } from './slot-job.ts';

const MEGABYTE = 1_048_576;

/** An agent that was started. */
export interface StartedAgent {
  readonly jobId: string;
  readonly running: RunningCommand;
  /** To be called when it ended, and all it started. */
  over(): void;
}

/** Starts the agent on a task, with a prompt. That it could not be started shows in how it ends. */
export function startAgent(
  { work, deps, claim, exec }: Pick<SlotJob, 'work' | 'deps' | 'claim' | 'exec'>,
  attempt: number,
  prompt: string,
): StartedAgent {
  const { id } = claim.task;
  // Names the job among those of all projects of this machine.
  const jobId = `work-${id}-${attempt}-${deps.ids.session()}`;
  const note = {
    job_id: jobId,
    task_id: id,
    agent: deps.asker.agent,
    token: claim.lease.token,
    worker: work.self,
  };
  const { promptFile, outputFile } = work.files.begin(note, prompt);
  const { LRA_JSON: _, LRA_DEBUG: __, ...env } = work.env;
  const running = work.runner.start({
    command: exec,
    cwd: work.cwd,
    env: {
      ...env,
      LRA_TASK_ID: id,
      LRA_AGENT_ID: deps.asker.agent,
      LRA_SESSION_ID: claim.lease.session_id ?? undefined,
      LRA_TOKEN: String(claim.lease.token),
      LRA_DIR: work.cwd,
      LRA_PROMPT_FILE: promptFile,
    },
    stdin: prompt,
    outputFile,
    outputCap: Math.round(deps.settings.work.log_megabytes * MEGABYTE),
    jobId,
  });
  return { jobId, running, over: () => work.files.end(jobId) };
}
