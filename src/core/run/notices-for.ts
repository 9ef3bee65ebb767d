import type { TaskGraph } from '../graph/graph.ts';
import { type Asker, isLive, type Moment, passesAsHolder } from '../lease/lease.ts';
import type { KeptNotice, Notice } from './job.ts';

/** The notices that are for the asker: of jobs that it started, and of jobs of tasks that it holds now. */
export function noticesFor(
  kept: readonly KeptNotice[],
  graph: TaskGraph,
  asker: Asker,
  moment: Moment,
): readonly Notice[] {
  const isForIt = ({ agent, notice }: KeptNotice) => {
    if (agent === asker.agent) return true;
    const lease = (notice.task_id !== null && graph.find(notice.task_id)?.lease) || null;
    return isLive(lease, moment) && passesAsHolder(lease, asker);
  };
  return kept.filter(isForIt).map(({ notice }) => notice);
}

/** The tasks that decide whether notices are for the asker. */
export function tasksOfNotices(kept: readonly KeptNotice[], asker: Asker): readonly string[] {
  const ids = kept.flatMap(({ agent, notice }) => (agent === asker.agent ? [] : (notice.task_id ?? [])));
  return [...new Set(ids)];
}
