import type { ShowTaskAnswer, TaskDetails } from '../../app/show-task.ts';
import type { TaskJson } from '../../app/task-json.ts';
import type { LeaseJson } from '../../core/lease/authority.ts';
import { logLineOfRecord } from '../../core/record/summary.ts';
import { checkpointLines } from './checkpoint.ts';
import { headline } from './headline.ts';
import { logText } from './log.ts';
import { progressText } from './progress.ts';
import { relativeTime } from './relative-time.ts';
import { someIds } from './some-ids.ts';
import type { Style } from './style.ts';
import { type Row, tableLines } from './table.ts';
import { taskRow } from './task-row.ts';

/** A task as `show` presents it. */
type Shown = TaskJson & TaskDetails;

/** All there is to a task, for people. */
export function showText({ task, details }: ShowTaskAnswer, style: Style): string {
  const shown = { ...task, ...details };
  const { id, description, checkpoint, progress, brief, records } = shown;
  // Facts are read here and nowhere else: what is too wide wraps.
  const wide = { ...style, width: Number.POSITIVE_INFINITY };
  const parts = [
    [...tableLines([taskRow(shown, wide, [], '')], wide), style.block(description)],
    tableLines(facts(shown, style), wide, '  '),
    progress ? [progressText(progress, style)] : [],
    checkpoint ? checkpointLines(checkpoint, style) : [],
    brief === null ? [] : [style.bold('Brief'), style.block(brief.trimEnd())],
    records ? [style.bold('History'), historyText(id, records, style)] : [],
  ];
  return parts.flatMap((lines) => (lines.length > 0 ? [lines.join('\n')] : [])).join('\n\n');
}

function facts(task: Shown, style: Style): readonly Row[] {
  const { dependency_details, dependency_type, variables, labels, lease, locked_by } = task;
  const when = (at: string) => relativeTime(at, style.now);
  const isAny = dependency_type === 'any' && dependency_details.length > 1;
  const dependencies = dependency_details.map(
    ({ id, status, description }) => `${id} (${style.data(status)}) ${headline(description, style)}`,
  );
  const hasVariables = Object.keys(variables).length > 0;
  return [
    ...fact('template', task.template, style),
    ...fact('parent', task.parent_id, style),
    ...fact('children', someIds(task.children), style),
    ...fact(isAny ? 'depends on any of' : 'depends on', dependencies, style),
    ...fact('needed by', someIds(task.dependents), style),
    ...fact('deadline', task.deadline && `${when(task.deadline)}, ${task.deadline}`, style),
    ...fact('labels', labels.join(', '), style),
    ...fact('module', task.module, style),
    ...fact('variables', hasVariables ? JSON.stringify(variables) : null, style),
    ...fact('source', task.source, style),
    ...fact('lease', lease && leaseText(lease, style), style),
    ...fact('locked by', locked_by && `the claim of ${locked_by} above it`, style),
    ...fact('created', `${when(task.created_at)} by ${task.created_by}`, style),
    ...fact('changed', task.version > 1 ? `${when(task.updated_at)}, version ${task.version}` : null, style),
    ...fact('finished', task.finished_at && when(task.finished_at), style),
  ];
}

/** A row with a name before it, a row for each further value; none when there is nothing to say. */
function fact(
  name: string,
  said: string | readonly string[] | null | undefined,
  style: Style,
): readonly Row[] {
  const values = typeof said === 'string' ? [said] : (said ?? []);
  return values
    .filter((value) => value !== '')
    .map((value, i) => ({
      cells: [{ text: i === 0 ? name : '', paint: style.dim }],
      text: style.data(value),
    }));
}

function leaseText(lease: LeaseJson, style: Style): string {
  const { status, agent, claimed_at, last_heartbeat, expires_at, published } = lease;
  const when = (at: string) => relativeTime(at, style.now);
  if (status !== 'claimed') return `${status}; ${agent} was last heard of ${when(last_heartbeat)}`;
  const open = published ? ', its children published' : '';
  return `${agent}, claimed ${when(claimed_at)}, ends ${when(expires_at)}${open}`;
}

function historyText(id: string, records: NonNullable<TaskDetails['records']>, style: Style): string {
  const entries = records.toReversed().map((entry) => logLineOfRecord(id, entry));
  return logText({ entries, truncated: false }, style);
}
