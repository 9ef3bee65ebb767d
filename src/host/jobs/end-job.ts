import { EventLog } from '../events/event-log.ts';
import type { JobSpec, JobState } from './job-documents.ts';
import type { JobFiles } from './job-files.ts';

/** Says how a job ended, leaves word of it in the outbox, and adds it to the project's events. */
export function endJob(files: JobFiles, spec: JobSpec, state: JobState): void {
  files.end(spec, state);
  const { id: job_id, task_id, agent, events } = spec;
  const { status, exit_code, ended_at } = state;
  const event = { type: 'job_ended', job_id, task_id, status, exit_code } as const;
  new EventLog(events.folder, events.most).append(event, { at: ended_at ?? spec.created_at, agent });
}
