import { type Failure, fail } from '../core/failure.ts';
import { err, ok, type Result } from '../core/result.ts';
import { isJobTimeout, type Job } from '../core/run/job.ts';
import { findTask } from '../core/task/find.ts';
import type { Deps } from './deps.ts';

export interface StartJobRequest {
  /** The program and its arguments. */
  readonly command: readonly string[];
  /** Joins `command` with spaces and has `sh -c` run it; default false. */
  readonly shell?: boolean;
  /** The task it belongs to: whoever holds it is told of its end as well. */
  readonly task_id?: string | undefined;
  readonly name?: string | undefined;
  /** Default as the project's settings say: 300. */
  readonly timeout_seconds?: number | undefined;
  /** Default: the working directory. */
  readonly cwd?: string | undefined;
}

export interface StartJobAnswer {
  readonly job: Job;
}

const MOST_NAME = 80;
const MEGABYTE = 1_048_576;

/** Runs a command in the background and returns at once. Failures: usage, not_found (the task), io_error. */
export async function startJob(
  deps: Pick<Deps, 'store' | 'asker' | 'settings' | 'jobs' | 'events'>,
  { command, shell = false, task_id, name, timeout_seconds, cwd }: StartJobRequest,
): Promise<Result<StartJobAnswer, Failure>> {
  const { bg } = deps.settings;
  const timeout = timeout_seconds ?? bg.timeout_seconds;
  const wrong = faultIn({ command, name, timeout });
  if (wrong) return err(fail('usage', wrong));
  if (task_id !== undefined) {
    const scope = { kind: 'tasks', ids: [task_id] } as const;
    const read = await deps.store.read(scope, ({ graph }) => findTask(graph, task_id));
    const found = read.ok ? read.value : read;
    if (!found.ok) return found;
  }
  const started = (await deps.jobs()).start({
    command,
    shell,
    cwd: cwd ?? null,
    task_id: task_id ?? null,
    name: name ?? null,
    agent: deps.asker.agent,
    timeout_seconds: timeout,
    log_bytes: Math.round(bg.log_megabytes * MEGABYTE),
  });
  if (!started.ok) return started;
  const { id: job_id, started_at: at } = started.value;
  const event = { type: 'job_started', job_id, task_id: task_id ?? null } as const;
  (await deps.events()).append(event, { at, agent: deps.asker.agent });
  return ok({ job: started.value });
}

function faultIn(asked: {
  readonly command: readonly string[];
  readonly name: string | undefined;
  readonly timeout: number;
}): string | null {
  const { command, name, timeout } = asked;
  if (!command[0]) return 'a job needs a command';
  if (command.some((word) => word.includes('\0'))) return 'a command holds no NUL character';
  if (name !== undefined && (name.trim() === '' || name.length > MOST_NAME)) {
    return `the name of a job has 1 to ${MOST_NAME} characters`;
  }
  return isJobTimeout(timeout)
    ? null
    : `a timeout is a whole number of seconds from 1 to 2000000, not ${timeout}`;
}
