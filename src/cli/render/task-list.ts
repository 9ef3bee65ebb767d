import type { TaskJson } from '../../app/task-json.ts';
import type { TaskPage } from '../../app/task-page.ts';
import { shortText } from '../../core/short-text.ts';
import type { Style } from './style.ts';
import { tableLines } from './table.ts';
import { taskRow } from './task-row.ts';

/** What is shown of a list of tasks, and how. */
export interface ListView {
  readonly page: TaskPage;
  /** How many were left out before these. */
  readonly offset: number;
  /** A short line, or a small object, for each. */
  readonly compact: boolean;
}

const COMPACT_DESCRIPTION = 80;

/** A list of tasks for people: a row each, and how many there are when these are not all. */
export function taskListText({ page, offset, compact }: ListView, style: Style): string {
  const { tasks } = page;
  const rows = compact
    ? tasks.map((task) => style.data(Object.values(compactTask(task)).join(' ')))
    : tableLines(
        tasks.map((task) => taskRow(task, style)),
        style,
      );
  if (page.returned === page.total) return page.total === 0 ? 'no such task' : rows.join('\n');
  if (page.returned === 0) return style.dim(`none of ${page.total} is left after --offset ${offset}`);
  const shown = `${offset + 1} to ${offset + page.returned}`;
  return [...rows, style.dim(`${shown} of ${page.total}; all of them: --limit 0`)].join('\n');
}

/** A list of tasks for programs. */
export function taskListJson({ page: { tasks, ...counts }, compact }: ListView) {
  return { tasks: compact ? tasks.map(compactTask) : tasks, ...counts };
}

function compactTask({ id, status, priority, output_req, description }: TaskJson) {
  return { id, status, priority, output_req, description: shortText(description, COMPACT_DESCRIPTION) };
}
