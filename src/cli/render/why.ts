import type { Blocker, ExplainTaskAnswer, Reason } from '../../app/explain-task.ts';
import { span } from '../../core/context/span.ts';
import { headline } from './headline.ts';
import { relativeTime } from './relative-time.ts';
import type { Style } from './style.ts';
import { type Row, tableLines } from './table.ts';

/** Why a task is not ready, the nearest reason first, each with the tasks it is about. */
export function whyText(answer: ExplainTaskAnswer, style: Style): string {
  const { task_id, ready, reasons } = answer;
  return [
    `${style.bold(task_id)} is ${ready ? style.green('ready') : 'not ready'}`,
    ...reasons.flatMap((reason) => reasonLines(reason, style)),
    ...outlookLines(answer, style),
  ].join('\n');
}

function reasonLines(reason: Reason, style: Style): readonly string[] {
  const tasks = tasksOf(reason);
  const rows = tasks.map((task) => blockerRow(task, style));
  const more = 'count' in reason ? reason.count - tasks.length : 0;
  return [
    `- ${sentence(reason, style)}`,
    ...tableLines(rows, style, '    '),
    ...(more > 0 ? [style.dim(`    and ${more} more`)] : []),
  ];
}

function tasksOf(reason: Reason): readonly Blocker[] {
  if (reason.code === 'task_blocked') return reason.waiting_for;
  return reason.code === 'children_unfinished' ? reason.children : [];
}

function sentence(reason: Reason, style: Style): string {
  const since = 'since' in reason ? reason.since : null;
  const holder = 'holder' in reason ? style.data(reason.holder) : '';
  const when = since ? relativeTime(since, style.now) : 'at an unknown time';
  const held = since ? ` for ${span(style.now - Date.parse(since))}` : '';
  switch (reason.code) {
    case 'invalid_template':
      return `its template ${style.data(reason.template)} is missing or cannot be read`;
    case 'task_finished':
      return `it is over: ${style.data(reason.status)}, ${when}`;
    case 'task_blocked': {
      const { count, ancestor } = reason;
      const which = count === 1 ? '' : reason.dependency_type === 'any' ? ' any of these' : ' all of these';
      return ancestor ? `${ancestor} above it waits${held} for${which}:` : `it waits${held} for${which}:`;
    }
    case 'already_claimed':
      return `${holder} has held it${held}; last heard of ${relativeTime(reason.last_heartbeat, style.now)}`;
    case 'paused':
      return `${holder} paused it ${when}`;
    case 'locked_by_parent':
      return `${holder} has held ${reason.ancestor} above it${held} and has not published its children`;
    case 'descendant_claimed':
      return `${holder} has held ${reason.descendant} below it${held}`;
    case 'children_unfinished':
      return reason.count === 1 ? 'a child is not finished:' : `${reason.count} children are not finished:`;
  }
}

function blockerRow({ id, status, description, holder, since, for_ever }: Blocker, style: Style): Row {
  const held = since ? ` for ${span(style.now - Date.parse(since))}` : '';
  return {
    cells: [
      { text: id, paint: style.bold },
      { text: style.data(status), paint: for_ever ? style.red : style.cyan },
    ],
    text: headline(description, style),
    notes: [
      ...(holder ? [`held by ${style.data(holder)}${held}`] : []),
      ...(for_ever ? ['will never be finished'] : []),
    ],
  };
}

function outlookLines({ waits_for_ever, orphaned }: ExplainTaskAnswer, style: Style): readonly string[] {
  const lines: string[] = [];
  if (waits_for_ever) {
    const { failed, via } = waits_for_ever;
    lines.push(style.red(`as things stand it waits for ever: ${failed} failed`) + through(failed, via));
  }
  if (orphaned) {
    const heard = relativeTime(orphaned.since, style.now);
    lines.push(`${style.data(orphaned.holder)} left it orphaned: last heard of ${heard}`);
  }
  return lines;
}

function through(failed: string, via: string): string {
  return via === failed ? '' : `, and ${via} waits for that`;
}
