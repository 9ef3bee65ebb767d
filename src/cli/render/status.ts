import type { ProjectStatusAnswer, StatusLine } from '../../app/project-status.ts';
import { OVERVIEW_LISTS, type OverviewList } from '../../core/context/overview.ts';
import { bar } from './bar.ts';
import { fold } from './fold.ts';
import { progressNote } from './progress.ts';
import { relativeTime } from './relative-time.ts';
import type { Style } from './style.ts';
import { tableLines } from './table.ts';
import { taskRow } from './task-row.ts';

const HEADINGS: { readonly [L in OverviewList]: string } = {
  held: 'Held',
  late: 'Late',
  never_ready: 'Never ready, as things stand',
  orphaned: 'Orphaned: anyone may claim them',
  paused: 'Paused: anyone may resume them',
  documentation: 'Documentation to write',
};

const BAR_COLUMNS = 30;
const STATUSES_SHOWN = 8;

/** How the project stands, on one screen. */
export function statusText(answer: ProjectStatusAnswer, style: Style): string {
  const lines = headLines(answer, style).map((line) => fold(line, style));
  for (const list of OVERVIEW_LISTS) {
    const tasks = answer[list];
    if (tasks.length === 0) continue;
    const more = answer.omitted[list] ?? 0;
    lines.push('', fold(`${style.bold(HEADINGS[list])} (${tasks.length + more})`, style));
    const rows = tasks.map((task) => taskRow(task, style, notesOf(list, task, style)));
    lines.push(...tableLines(rows, style, '  '));
    if (more > 0) lines.push(style.dim(`  and ${more} more`));
  }
  return lines.join('\n');
}

function headLines(answer: ProjectStatusAnswer, style: Style): readonly string[] {
  const { project, stats } = answer;
  const { total, finished, ready } = stats;
  const name = style.bold(style.data(project));
  if (total === 0) return [`${name} · no tasks yet`];
  const share = finished / total;
  const done = ` ${Math.floor(share * 100)} % finished (${finished} of ${total})`;
  const counts = [countsText(stats.by_status, style), `${ready} ready to take`];
  return [
    `${name} · ${total === 1 ? '1 task' : `${total} tasks`}`,
    `${bar(share, Math.max(0, Math.min(BAR_COLUMNS, style.width - done.length)), style)}${done}`,
    counts.join(' · '),
    ...outcome(answer),
  ];
}

function outcome({ done, stats, documentation, omitted }: ProjectStatusAnswer): readonly string[] {
  if (done) return ['done'];
  const open = documentation.length + (omitted.documentation ?? 0);
  return open > 0 && open === stats.total - stats.finished ? ['not done: documentation is open'] : [];
}

function countsText(byStatus: ProjectStatusAnswer['stats']['by_status'], style: Style): string {
  const counts = Object.entries(byStatus).sort(([, m], [, n]) => n - m);
  const shown = counts.slice(0, STATUSES_SHOWN).map(([status, count]) => `${count} ${style.data(status)}`);
  const more = counts.length - shown.length;
  return [...shown, ...(more > 0 ? [`${more} more statuses`] : [])].join(', ');
}

function notesOf(list: OverviewList, task: StatusLine, style: Style): readonly string[] {
  const { agent, since, last_heartbeat, progress, failed, via } = task;
  const far = progress ? [progressNote(progress, style)] : [];
  const who = agent === undefined ? [] : [style.data(agent)];
  const when = (at: string | undefined) => (at === undefined ? '' : relativeTime(at, style.now));
  switch (list) {
    case 'held':
      return [...far, ...who, `claimed ${when(since)}`];
    case 'orphaned':
      return [...far, ...who, `last heard of ${when(last_heartbeat)}`];
    case 'paused':
      return [...far, ...who, `paused ${when(last_heartbeat)}`];
    case 'never_ready':
      return [failed === via ? `${failed} failed` : `${via} waits for ${failed}, which failed`];
    case 'late':
    case 'documentation':
      return who;
  }
}
