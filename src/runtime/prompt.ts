import { contextFor } from '../app/build-context.ts';
import type { Deps } from '../app/deps.ts';
import { type ShowTaskAnswer, showTask } from '../app/show-task.ts';
import type { Failure } from '../core/failure.ts';
import { ok, type Result } from '../core/result.ts';
import type { Said } from './carry.ts';

/** What a prompt is made from, beside the task itself. */
export interface PromptRequest {
  readonly id: string;
  readonly attempt: number;
  /** Where the work stood; null when nobody left word. */
  readonly said: Said | null;
  /** The end of the output of the attempt before; empty for none. */
  readonly lastTail: string;
  /** Why the attempt before failed; null for the first. */
  readonly lastReason: string | null;
}

const CONTEXT_BUDGET = 1000;
const NOTES_PER_TASK = 3;
const TAIL_SHOWN = 2000;

/** Everything that an agent needs to begin, or to go on with, a task. Failures: not_found, those of the store. */
export async function promptFor(deps: Deps, request: PromptRequest): Promise<Result<string, Failure>> {
  const shown = await showTask(deps, { id: request.id });
  if (!shown.ok) return shown;
  const left = await notesOf(
    deps,
    shown.value.details.dependency_details.map(({ id }) => id),
  );
  const context = await contextFor(deps, {
    budget: CONTEXT_BUDGET,
    outputLimit: shown.value.task.output_req,
  });
  const parts = [
    opening(deps, shown.value),
    section('The task', shown.value.details.brief ?? shown.value.task.description),
    before(request),
    failure(request),
    section('What the tasks that this one depends on left', left.join('\n')),
    section('The project', context.ok ? context.value.text.trim() : ''),
    section('How to work', rules(request.id)),
  ];
  return ok(`${parts.filter((part) => part !== '').join('\n\n')}\n`);
}

function opening({ project, asker }: Deps, { task }: ShowTaskAnswer): string {
  return [
    `You are the agent ${asker.agent}, and work on ${task.id} of the project ${project.name}: ${task.description}`,
    `Its status is ${task.status}, its priority ${task.priority}; write at most ${task.output_req} tokens at a time.`,
  ].join('\n');
}

function before({ said }: PromptRequest): string {
  if (!said) return '';
  const lines = [
    said.note ?? '',
    said.completed.length > 0 ? `Done: ${said.completed.join('; ')}` : '',
    said.remaining.length > 0 ? `Left: ${said.remaining.join('; ')}` : '',
    said.state === null ? '' : `State: ${JSON.stringify(said.state)}`,
  ];
  return section(
    'Where the work stood at the last checkpoint',
    lines.filter((line) => line !== '').join('\n'),
  );
}

function failure({ attempt, lastReason, lastTail }: PromptRequest): string {
  if (lastReason === null) return '';
  const tail = lastTail.trim() === '' ? '' : `\n\nThe end of its output:\n\n${quoted(lastTail)}`;
  return section(`Attempt ${attempt - 1} did not finish it`, `${lastReason}${tail}`);
}

function rules(id: string): string {
  return [
    'Work on this task only. When you end with exit code 0, it is taken to be done, and its gates are run.',
    `Say how far you are: lra progress ${id} <step>/<total>; leave word for whoever goes on: lra checkpoint ${id}.`,
    `When it is too large, split it (lra split ${id}), and end. All else: lra guide.`,
  ].join('\n');
}

function section(title: string, text: string): string {
  return text.trim() === '' ? '' : `## ${title}\n\n${text.trim()}`;
}

function quoted(text: string): string {
  const lines = text.slice(-TAIL_SHOWN).trimEnd().split('\n');
  return lines.map((line) => `    ${line}`).join('\n');
}

/** What was said while other tasks were done: notes, records, the last of each. */
async function notesOf(deps: Deps, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const read = await deps.store.read({ kind: 'tasks', ids }, (view) =>
    ids.map((id) => {
      const notes = view
        .record(id)
        .entries.flatMap(({ note, checkpoint, record = [] }) => [
          ...(note ? [note] : []),
          ...(checkpoint?.note ? [checkpoint.note] : []),
          ...record.flatMap(({ desc }) => (typeof desc === 'string' ? desc : [])),
        ]);
      const told = [...new Set(notes)].slice(-NOTES_PER_TASK).map((note) => `  - ${note.slice(0, 500)}`);
      return [
        `- ${id} (${view.graph.find(id)?.status}): ${view.task(id)?.description.slice(0, 200)}`,
        ...told,
      ].join('\n');
    }),
  );
  return read.ok ? read.value : [];
}
