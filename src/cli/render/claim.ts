import type { ClaimAnswer } from '../../app/claim-answer.ts';
import type { TaskJson } from '../../app/task-json.ts';
import type { Lifecycles } from '../../core/graph/seed.ts';
import type { Asker } from '../../core/lease/lease.ts';
import { allowedNext } from '../../core/template/lifecycle.ts';
import { headline } from './headline.ts';
import { relativeTime } from './relative-time.ts';
import type { Style } from './style.ts';

/** What every claim says to programs. */
export function claimJson({ task, lease, children_locked, checkpoint, already }: ClaimAnswer) {
  return { task, lease, children_locked, checkpoint, ...(already ? { already } : {}) };
}

/** What every claim says to people: whose the task is now, until when, and what it locks. */
export function claimLines(answer: ClaimAnswer, style: Style): readonly string[] {
  const { task, lease, children_locked, already } = answer;
  const until = relativeTime(lease.expires_at, style.now);
  const lines = [
    taskLine(task, `${already ? 'already' : 'now'} yours`, style),
    style.dim(`token ${lease.token}; without a heartbeat the claim lapses ${until}`),
  ];
  const locked = children_locked.length;
  if (locked > 0) lines.push(`locked below it for others: ${locked}, until lra publish ${task.id}`);
  return lines;
}

/** A task on one line, with what is to be said of it. */
export function taskLine(
  task: Pick<TaskJson, 'id' | 'status' | 'description'>,
  what: string,
  style: Style,
): string {
  const id = style.bold(task.id);
  const status = style.green(style.data(task.status));
  return `${id} is ${what} (${status}): ${headline(task.description, style)}`;
}

/** What to do with a task that was claimed; its template says which statuses may follow. */
export function afterClaim({ task }: ClaimAnswer, lifecycles: Lifecycles): string {
  const lifecycle = lifecycles(task.template);
  const following = lifecycle ? allowedNext(lifecycle, task.status) : [];
  const status = following.join('|') || '<status>';
  return `read it: lra show ${task.id}; done: lra set ${task.id} ${status}; too large: lra split ${task.id}`;
}

/** What a claim under the fallback name has to say of it. */
export function claimWarnings(asker: Asker): readonly string[] {
  if (!asker.isFallback) return [];
  return [
    `claimed as ${asker.agent}, which every agent here is called that gives no name: set LRA_AGENT_ID to be told apart`,
  ];
}
