import type {
  BlockerLine,
  CheckpointLine,
  ContextDocument,
  ContextLine,
  Section,
} from '../../core/context/document.ts';
import type { ContextFormat } from '../../core/context/format.ts';
import { fold } from './fold.ts';
import { noticeLines } from './jobs.ts';
import type { Style } from './style.ts';
import { type Row, tableLines } from './table.ts';
import { taskRow } from './task-row.ts';

/** The heading of each section, in the order they are shown, and the command that lists all of it. */
const HEADINGS: readonly (readonly [section: Section, heading: string, all: string])[] = [
  ['mine', 'Yours', 'lra list --mine'],
  ['can_take', 'You can take', 'lra list --ready'],
  ['needs_split', 'Ready, but too large for you: split first', 'lra list --ready'],
  ['resumable', 'Paused, for anyone to resume', 'lra status'],
  ['in_progress', 'Held by others', 'lra status'],
  ['blocked', 'Blocked', 'lra list --status blocked'],
];

const INDENT = '  ';

/** A context answer for people, and for models that read text. */
export function textFormat(style: Style): ContextFormat {
  return {
    document: (document) => `${contextText(document, style)}\n`,
    entry: (_group, entry) => {
      if ('count' in entry) return `, ${entry.count} ${style.data(entry.status)}`;
      if ('job_id' in entry) return `${noticeLines([entry], style).join('\n')}\n`;
      if ('name' in entry) return style.data(entry.name);
      return `${tableLines([lineRow(entry, style)], style, INDENT).join('')}\n`;
    },
    text: (text) => style.data(text),
  };
}

function contextText(document: ContextDocument, style: Style): string {
  const { omitted, output_limit } = document;
  const lines = [summary(document, style), nextLine(document, style)].map((line) => fold(line, style));
  lines.push(...notices(document, style));
  for (const [section, heading, all] of HEADINGS) {
    const shown = document[section];
    const total = shown.length + (omitted[section] ?? 0);
    if (total === 0) continue;
    const what = section === 'can_take' ? `${heading}, up to ${output_limit}` : heading;
    const count = shown.length < total ? `${shown.length} of ${total}, all: ${all}` : String(total);
    lines.push('', fold(`${style.bold(what)} (${count})`, style));
    lines.push(
      ...tableLines(
        shown.map((line) => lineRow(line, style)),
        style,
        INDENT,
      ),
    );
  }
  return lines.join('\n');
}

function notices({ notifications, omitted }: ContextDocument, style: Style): readonly string[] {
  const total = notifications.length + (omitted.notifications ?? 0);
  if (total === 0) return [];
  const count =
    notifications.length < total ? `${notifications.length} of ${total}, all: lra bg drain` : total;
  return ['', `${style.bold('Background jobs that ended')} (${count})`, ...noticeLines(notifications, style)];
}

function summary({ project, stats, omitted }: ContextDocument, style: Style): string {
  const counts = Object.entries(stats.by_status).map(([status, count]) => `${count} ${style.data(status)}`);
  if (omitted.by_status) counts.push(`${omitted.by_status} more statuses`);
  const tasks = stats.total === 1 ? '1 task' : `${stats.total} tasks`;
  return `${style.bold(style.data(project))} · ${[tasks, counts.join(', ')].filter(Boolean).join(': ')}`;
}

function nextLine({ next }: ContextDocument, style: Style): string {
  const { command, reason } = next;
  if (!command) return `next: nothing, ${reason}`;
  return `next: ${style.green(command)}${reason ? ` (${reason})` : ''}`;
}

function lineRow(line: ContextLine, style: Style): Row {
  const { lease: _, ...shown } = line;
  return taskRow(shown, style, notesOf(line, style), style.data(line.description));
}

/** Beside a task: who has it and for how long, what it waits for, where its work stopped. */
function notesOf(line: ContextLine, style: Style): readonly string[] {
  const agent = style.data(line.agent ?? 'you');
  const notes = [
    line.lease && `orphaned by ${agent}`,
    line.held_for && `${agent}, ${line.held_for}`,
    line.paused_for && `paused by ${agent} ${line.paused_for} ago`,
    line.lease_left && `lease ends in ${line.lease_left}`,
    line.children_open && `unfinished children: ${line.children_open}`,
    line.children_done && `finished children: ${line.children_done}`,
    line.unblocks && `${line.unblocks} ${line.unblocks === 1 ? 'depends' : 'depend'} on it`,
    line.waits_for && waitingNote(line, line.waits_for, style),
    line.checkpoint && checkpointNote(line.checkpoint, style),
  ];
  return notes.filter((note) => typeof note === 'string');
}

function waitingNote(line: ContextLine, blockers: readonly BlockerLine[], style: Style): string {
  const named = blockers.map(({ id, status, agent }) =>
    [id, style.data(status), ...(agent ? [`by ${style.data(agent)}`] : [])].join(' '),
  );
  const more = line.waits_for_more ? ` and ${line.waits_for_more} more` : '';
  return `waits for ${line.waits_for_any ? 'any of ' : ''}${named.join(', ')}${more}`;
}

function checkpointNote({ sequence, ago, note, remaining }: CheckpointLine, style: Style): string {
  const said = [note, remaining && `to do: ${remaining}`].filter((text) => typeof text === 'string');
  const what = said.length > 0 ? `: ${said.map((text) => style.data(text)).join('; ')}` : '';
  return `checkpoint ${sequence} ${ago} ago${what}`;
}
