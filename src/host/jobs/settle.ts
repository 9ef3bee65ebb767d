import { readFileSync } from 'node:fs';
import { RESULT_CHARACTERS } from '../../core/run/job.ts';
import { createCommandRunner } from '../process/command-runner.ts';
import { tailText } from '../process/text-tail.ts';
import { describeProcess, hostProcesses } from '../processes.ts';
import { endJob } from './end-job.ts';
import type { JobState } from './job-documents.ts';
import type { JobFiles } from './job-files.ts';

/** How long a job may take to be started, in milliseconds: on a machine that does much else. */
const START_MILLISECONDS = 60_000;
/** How long whoever watches a job may be silent, where nothing can be told of its process; milliseconds. */
const SILENCE_MILLISECONDS = 300_000;
/** How long word of an end may take to follow it, in milliseconds. */
const WORD_MILLISECONDS = 5_000;

/**
 * Sees to the jobs that lost the process that watched over them: ends what is left of their processes, says that they
 * were interrupted, and leaves word of it.
 */
export async function settleJobs(files: JobFiles, running: readonly string[]): Promise<void> {
  await Promise.all(running.map((id) => settle(files, id)));
}

async function settle(files: JobFiles, id: string): Promise<void> {
  const spec = files.spec(id);
  if (!spec) return;
  const state = files.state(id);
  if (state && state.status !== 'running') {
    if (silence(files, id) > WORD_MILLISECONDS) files.finish(spec, state);
    return;
  }
  const lost = state
    ? lossOf(files, id, state)
    : Date.now() - Date.parse(spec.created_at) > START_MILLISECONDS && 'silent';
  if (!lost) return;
  // Where its process only seems to be gone, its command is left alone.
  if (lost === 'gone') await createCommandRunner().sweep([spec.mark]);
  const now = files.state(id);
  if (now && now.status !== 'running') return;
  endJob(files, spec, {
    status: files.isAskedToEnd(id) ? 'killed' : 'interrupted',
    supervisor: state?.supervisor ?? describeProcess(),
    ended_at: new Date().toISOString(),
    exit_code: null,
    output_bytes: null,
    result: endOfLog(files, id),
  });
}

function lossOf(files: JobFiles, id: string, { supervisor }: JobState): 'gone' | 'silent' | null {
  if (hostProcesses.isGone(supervisor)) return 'gone';
  const now = describeProcess(supervisor.pid);
  const isThere =
    now.start_time !== '' && now.host === supervisor.host && now.start_time === supervisor.start_time;
  return !isThere && silence(files, id) > SILENCE_MILLISECONDS ? 'silent' : null;
}

function silence(files: JobFiles, id: string): number {
  return Date.now() - (files.touchedAt(id) ?? 0);
}

function endOfLog(files: JobFiles, id: string): string {
  try {
    return tailText(readFileSync(files.path(id, 'output.log')), RESULT_CHARACTERS);
  } catch {
    return '';
  }
}
