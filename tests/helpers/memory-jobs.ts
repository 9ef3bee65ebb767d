import { ok } from '../../src/core/result.ts';
import { type Job, jobId } from '../../src/core/run/job.ts';
import type { Jobs } from '../../src/ports/jobs.ts';

/** Jobs that start and never run. */
export function memoryJobs(): Jobs {
  const jobs: Job[] = [];
  return {
    start: ({ command, shell, cwd, task_id, name, agent, timeout_seconds }) => {
      const id = jobId(jobs.length + 1);
      const asked = { command, shell, cwd: cwd ?? '/', task_id, name, agent, timeout_seconds };
      const now = { status: 'running', pid: 1, started_at: '2026-01-01T00:00:00.000Z' } as const;
      const later = { ended_at: null, exit_code: null, output_bytes: null, log_file: `/${id}.log` };
      const job: Job = { id, ...asked, ...now, ...later };
      jobs.unshift(job);
      return ok(job);
    },
    list: async () => jobs,
    running: async () => jobs.map((job) => ({ ...job, name: job.name ?? job.command.join(' ') })),
    get: async (id) => {
      const job = jobs.find((one) => one.id === id);
      return job ? { ...job, result: null } : null;
    },
    readLog: (_id, from) => ({ text: '', next: from }),
    lastLines: () => 0,
    kill: () => {},
  };
}
