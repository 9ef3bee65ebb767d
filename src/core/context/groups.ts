import type { TaskGraph } from '../graph/graph.ts';
import type { Moment } from '../lease/lease.ts';
import type { Notice } from '../run/job.ts';
import { SECTIONS, type Section } from './document.ts';
import { type LineSource, openLine } from './lines.ts';
import type { Group } from './offer.ts';
import type { Survey } from './survey.ts';

/** For one line of a list of weight 2 there are two of weight 1: what is mine and what I can take come first. */
const WEIGHTS: { readonly [S in Section]: number } = {
  mine: 1,
  can_take: 1,
  needs_split: 2,
  in_progress: 2,
  resumable: 2,
  blocked: 3,
};

/** Everything a context answer could say: the project's name, the count of each status, a line for each task. */
export function groupsOf(
  source: LineSource & { readonly graph: TaskGraph },
  found: Survey,
  project: string,
  moment: Moment,
): readonly Group[] {
  const statuses = [...source.graph.byStatus].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return [
    { name: 'project', weight: 1, length: 1, open: () => (cut) => ({ name: cut(project) }) },
    {
      name: 'by_status',
      weight: 1,
      length: statuses.length,
      open: (index) => {
        const [status, count] = statuses[index]!;
        return (cut) => ({ status: cut(status), count });
      },
    },
    ...SECTIONS.map((name) => ({
      name,
      weight: WEIGHTS[name],
      length: found[name].nodes.length,
      open: (index: number) => openLine(source, name, found[name].nodes[index]!, moment),
    })),
  ];
}

/** A line for each notice, in the order in which they came. */
export function noticeGroup(notices: readonly Notice[]): Group {
  return {
    name: 'notifications',
    weight: 1,
    length: notices.length,
    open: (index) => {
      const notice = notices[index]!;
      return (cut) => ({ ...notice, result: cut(notice.result) });
    },
  };
}
