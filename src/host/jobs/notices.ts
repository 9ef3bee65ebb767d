import { noticeId } from '../../core/run/job.ts';
import type { Notices } from '../../ports/jobs.ts';
import { JobFiles } from './job-files.ts';

/** The outbox of a folder of jobs. What it takes to see to lost jobs is loaded when there is one that runs. */
export function noticesIn(folder: string): Notices {
  const files = new JobFiles(folder);
  return {
    async pending() {
      const { running, notices: waiting } = files.outbox();
      let notices = waiting;
      if (running.length > 0) {
        const { settleJobs } = await import('./settle.ts');
        await settleJobs(files, running);
        ({ notices } = files.outbox());
      }
      return notices.flatMap((id) => files.notice(id) ?? []);
    },
    acknowledge(ids) {
      if (ids.length === 0) return;
      const told = new Set(ids);
      for (const id of files.outbox().notices) if (told.has(noticeId(id))) files.forgetNotice(id);
    },
  };
}
