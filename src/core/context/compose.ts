import type { Notice } from '../run/job.ts';
import { type ContextDocument, type ContextLine, type NextStep, SECTIONS, type Section } from './document.ts';
import type { Chosen, Entry, ProjectEntry, StatusEntry } from './offer.ts';
import type { Survey } from './survey.ts';

/** What an answer says whatever is chosen. */
export interface Facts {
  readonly outputLimit: string;
  readonly tasks: number;
  /** How many statuses there are. */
  readonly statuses: number;
  /** How many notices wait for this agent. */
  readonly notices: number;
  readonly found: Survey;
}

/** The answer with the chosen entries; `tokens` is what it says of its own length. */
export function compose(chosen: Chosen, facts: Facts, next: NextStep, tokens: number): ContextDocument {
  const { outputLimit, tasks, statuses, notices, found } = facts;
  const counted = entries<StatusEntry>(chosen, 'by_status');
  const notifications = entries<Notice>(chosen, 'notifications');
  const lists = Object.fromEntries(SECTIONS.map((name) => [name, entries<ContextLine>(chosen, name)]));
  const omitted: { [list: string]: number } = {};
  const omit = (list: string, shown: number, total: number) => {
    if (total > shown) omitted[list] = total - shown;
  };
  for (const name of SECTIONS) omit(name, lists[name]!.length, found[name].total);
  omit('by_status', counted.length, statuses);
  omit('notifications', notifications.length, notices);
  return {
    project: entries<ProjectEntry>(chosen, 'project')[0]?.name ?? '',
    output_limit: outputLimit,
    stats: { total: tasks, by_status: byStatus(counted) },
    ...(lists as { [S in Section]: readonly ContextLine[] }),
    notifications,
    next,
    omitted,
    tokens,
  };
}

/** The entries of a group are of one kind, which its name tells. */
function entries<E extends Entry>(chosen: Chosen, group: string): readonly E[] {
  return (chosen.get(group) ?? []) as readonly E[];
}

/** Statuses whose names were cut to the same beginning are counted together. */
function byStatus(counted: readonly StatusEntry[]): { [status: string]: number } {
  const sums = new Map<string, number>();
  for (const { status, count } of counted) sums.set(status, (sums.get(status) ?? 0) + count);
  return Object.fromEntries(sums);
}
