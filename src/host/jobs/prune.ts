import type { JobFiles } from './job-files.ts';

/** How many jobs are kept that ended and whose notice was delivered, and how many whose notice waits. */
const MOST_DELIVERED = 100;
const MOST_WAITING = 400;

/** Deletes the oldest of the jobs that are too many, with their logs. Those that run, and the newest, stay. */
export function pruneJobs(files: JobFiles): void {
  const ids = files.ids();
  if (ids.length <= MOST_DELIVERED) return;
  const outbox = files.outbox();
  const running = new Set(outbox.running);
  const waiting = new Set(outbox.notices);
  let delivered = 0;
  let kept = 0;
  for (const id of ids) {
    if (running.has(id)) continue;
    const isTooMany = waiting.has(id) ? ++kept > MOST_WAITING : ++delivered > MOST_DELIVERED;
    if (isTooMany && id !== ids[0]) files.remove(id);
  }
}
