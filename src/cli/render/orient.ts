import type {
  CommitLine,
  DoneLine,
  FailingGate,
  HeldTask,
  JobLine,
  OrientDocument,
  OrientList,
  OrientLists,
} from '../../core/orient/document.ts';
import type { OrientFormat } from '../../core/orient/fit.ts';
import type { Style } from './style.ts';

type Writers = {
  readonly [L in OrientList]: readonly [string, (line: OrientLists[L], style: Style) => string];
};

/** The lists in the order they are shown: each with its heading, and how a line of it is written. */
const LISTS: Writers = {
  holds: ['You hold', heldText],
  failing_gates: ['Gates that fail', gateText],
  jobs: ['Running in the background', jobText],
  done: ['Done last', doneText],
  commits: ['Committed last', commitText],
};

/** An orientation for people, and for models that read text. */
export function orientFormat(style: Style): OrientFormat {
  return {
    document: (document) => `${orientText(document, style)}\n`,
    text: (text) => style.data(text),
  };
}

function orientText(document: OrientDocument, style: Style): string {
  const lines = [...placeLines(document, style)];
  for (const list of Object.keys(LISTS) as OrientList[]) lines.push(...listLines(list, document, style));
  return lines.join('\n');
}

function placeLines(document: OrientDocument, style: Style): readonly string[] {
  const { project, agent, folder, branch, commit, dirty_files, next } = document;
  const at = [
    branch === null ? null : `on ${style.data(branch)}`,
    commit === null ? null : `at ${commit}`,
    dirty_files === null ? null : dirty_files === 0 ? 'no changed files' : `changed files: ${dirty_files}`,
  ].filter((part) => part !== null);
  const { command, reason } = next;
  const why = reason ? (command ? ` (${reason})` : reason) : '';
  return [
    `${style.bold(style.data(project))} · you are ${style.data(agent)}`,
    ...(folder === '' ? [] : [`in ${[style.data(folder), ...at].join(', ')}`]),
    `next: ${command ? style.green(command) : 'nothing, '}${why}`,
  ];
}

function listLines<L extends OrientList>(list: L, document: OrientDocument, style: Style): readonly string[] {
  const shown = document[list] as readonly OrientLists[L][];
  const total = shown.length + (document.omitted[list] ?? 0);
  if (total === 0) return [];
  const [heading, write] = LISTS[list];
  const count = shown.length < total ? `${shown.length} of ${total}` : String(total);
  return ['', `${style.bold(heading)} (${count})`, ...shown.map((line) => `  ${write(line, style)}`)];
}

function heldText(line: HeldTask, style: Style): string {
  const { id, description, status, held_for, silent_for, lease_left, checkpoint } = line;
  const lease = lease_left === null ? 'the claim has lapsed' : `lease ends in ${lease_left}`;
  const parts = [
    style.data(status),
    `for ${held_for}`,
    `last heartbeat ${silent_for} ago`,
    lease,
    ...(checkpoint ? [checkpointText(checkpoint, style)] : []),
  ];
  return `${style.bold(id)}  ${style.data(description)} · ${parts.join(' · ')}`;
}

function checkpointText(
  { sequence, ago, note, remaining }: NonNullable<HeldTask['checkpoint']>,
  style: Style,
): string {
  const said = [...(note ? [note] : []), ...(remaining ? [`to do: ${remaining}`] : [])];
  const what = said.length > 0 ? `: ${said.map((text) => style.data(text)).join('; ')}` : '';
  return `checkpoint ${sequence} ${ago} ago${what}`;
}

function gateText({ task_id, name, outcome, ago, said }: FailingGate, style: Style): string {
  const last = said === '' ? '' : `: ${style.data(said)}`;
  return `${style.bold(task_id)}  ${style.red(style.data(name))} ${outcome} ${ago} ago${last}`;
}

function jobText({ id, name, task_id, running_for }: JobLine, style: Style): string {
  return `${style.bold(id)}  ${style.data(name)} · ${task_id ? `${task_id} · ` : ''}for ${running_for}`;
}

function doneText({ ago, agent, command, summary, note }: DoneLine, style: Style): string {
  const said = note ? ` · ${style.data(note)}` : '';
  return `${style.dim(`${ago} ago`)}  ${style.data(agent)}  ${style.data(command)}  ${style.data(summary)}${said}`;
}

function commitText({ commit, ago, subject }: CommitLine, style: Style): string {
  return `${style.dim(`${ago} ago`)}  ${commit}  ${style.data(subject)}`;
}
