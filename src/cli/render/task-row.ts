import { span } from '../../core/context/span.ts';
import { headline } from './headline.ts';
import type { Style } from './style.ts';
import type { Row } from './table.ts';

/** What a row shows of a task; the fields are those of a task in JSON. */
export interface RowTask {
  readonly id: string;
  readonly description: string;
  readonly priority: string;
  readonly status: string;
  readonly output_req: string;
  readonly deadline?: string | null;
  readonly finished_at?: string | null;
  readonly lease?: { readonly status: string; readonly agent: string } | null;
}

/** A task as every listing shows it: id, priority, size, status, description, and what else is worth knowing now. */
export function taskRow(
  task: RowTask,
  style: Style,
  notes: readonly string[] = [],
  text = headline(task.description, style),
): Row {
  const { id, priority, output_req, status } = task;
  return {
    cells: [
      { text: style.data(id), paint: style.bold },
      { text: priority, ...(priority === 'P0' ? { paint: style.red } : {}) },
      { text: style.data(output_req), paint: style.dim },
      { text: style.data(status), paint: statusPaint(task, style) },
    ],
    text,
    notes: [...leaseNote(task, style), ...notes, ...deadlineNote(task, style)],
  };
}

/** How the status of a task is coloured: finished, waiting, or on its way. */
export function statusPaint({ status, finished_at }: Pick<RowTask, 'status' | 'finished_at'>, style: Style) {
  if (finished_at) return style.green;
  return status === 'blocked' ? style.yellow : style.cyan;
}

function leaseNote({ lease }: RowTask, style: Style): readonly string[] {
  if (!lease) return [];
  const agent = style.data(lease.agent);
  return [lease.status === 'claimed' ? agent : `${lease.status} by ${agent}`];
}

function deadlineNote({ deadline, finished_at }: RowTask, { now }: Style): readonly string[] {
  if (!deadline || finished_at) return [];
  const left = Date.parse(deadline) - now;
  return [left < 0 ? `${span(-left)} late` : `due in ${span(left)}`];
}
