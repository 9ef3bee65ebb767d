import type { Deps } from '../app/deps.ts';
import { heartbeatTask } from '../app/heartbeat-task.ts';
import { recordNote } from '../app/record-note.ts';
import { releaseTask } from '../app/release-task.ts';
import { setTaskStatus } from '../app/set-status.ts';
import { type Failure, fail } from '../core/failure.ts';
import { err, ok, type Result } from '../core/result.ts';
import { FatalError, type RunError, TransientError } from '../core/run/errors.ts';
import { failurePath, nextStatus } from '../core/run/next-status.ts';
import { standingOf } from './standing.ts';
import type { Tell, WorkDeps } from './work-deps.ts';

/** A task as its slot knows it. */
export interface Held {
  readonly id: string;
  readonly token: number;
}

/**
 * Moves a task on until it is finished; its gates are run. Returns its last status. Failures: those of setting a status:
 * gate_failed, children_unfinished, lease_lost …
 */
export async function finishTask(
  { endGates }: WorkDeps,
  deps: Deps,
  { id, token }: Held,
  interrupt: AbortSignal,
  tell: Tell,
): Promise<Result<string, Failure>> {
  const end = () => void endGates();
  interrupt.addEventListener('abort', end, { once: true });
  try {
    for (;;) {
      const standing = await standingOf(deps, id, token);
      if (standing === 'gone') return err(fail('not_found', `${id} was deleted`));
      if (standing === 'unreadable') return err(fail('busy', `${id} cannot be read now`));
      if (standing.isOver) return ok(standing.status);
      const lifecycle = deps.templates.lifecycles(standing.template);
      const next = lifecycle && nextStatus(lifecycle, standing.status);
      if (!next) return err(noWay(id, standing.status));
      const moved = await setTaskStatus(withoutLog(deps), { id, status: next }, gateWatch(deps, tell));
      if (!moved.ok) return moved;
    }
  } finally {
    interrupt.removeEventListener('abort', end);
  }
}

/** What it means for a slot that a task could not be finished. */
export type FinishFailure =
  | { readonly kind: 'lost' }
  | { readonly kind: 'children' }
  /** An attempt that failed; what a gate showed goes into the next prompt. */
  | { readonly kind: 'error'; readonly error: RunError; readonly tail?: string };

export function meaningOf({ code, message, data }: Failure): FinishFailure {
  switch (code) {
    case 'lease_lost':
    case 'not_lease_holder':
    case 'not_found':
      return { kind: 'lost' };
    case 'children_unfinished':
      return { kind: 'children' };
    case 'gate_failed':
      return {
        kind: 'error',
        error: new TransientError(message),
        tail: typeof data?.tail === 'string' ? data.tail : '',
      };
    case 'busy':
    case 'io_error':
    case 'version_conflict':
      return { kind: 'error', error: new TransientError(message) };
    default:
      return { kind: 'error', error: new FatalError(message) };
  }
}

/** What a slot tells of is logged as it is told; the use-case need not log its gates as well. */
function withoutLog(deps: Deps): Deps {
  const events = async () => Object.assign(Object.create(await deps.events()), { append: () => null });
  return { ...deps, events };
}

function gateWatch(deps: Deps, tell: Tell) {
  return {
    // A gate may take long, and nothing else shows that the work goes on.
    started: (_gate: unknown, id: string) => void heartbeatTask(deps, { id }),
    ended: (
      shown: { run: string; passed: boolean; exit_code: number | null; duration: number },
      id: string,
    ) => {
      const { run, passed, exit_code, duration } = shown;
      tell({ type: 'gate', task_id: id, run, passed, exit_code, duration }, deps.asker.agent);
    },
  };
}

/** Puts a task that failed for good where its template wants it, or gives it back with a note. */
export async function failTask(deps: Deps, { id, token }: Held, reason: string, tell: Tell): Promise<void> {
  tell({ type: 'task_failed', task_id: id, reason }, deps.asker.agent);
  const standing = await standingOf(deps, id, token);
  if (typeof standing === 'string' || standing.isOver) return;
  const lifecycle = deps.templates.lifecycles(standing.template);
  for (const status of lifecycle ? failurePath(lifecycle, standing.status) : []) {
    const moved = await setTaskStatus(deps, { id, status, note: reason });
    if (!moved.ok) break;
  }
  await giveBack(deps, id, reason, tell);
}

/** Releases a task with a note; one that is over has no lease any more. */
export async function giveBack(deps: Deps, id: string, reason: string, tell: Tell): Promise<void> {
  await recordNote(deps, { id, desc: reason });
  const released = await releaseTask(deps, { id });
  if (released.ok) tell({ type: 'task_released', task_id: id, reason }, deps.asker.agent);
}

function noWay(id: string, status: string): Failure {
  return fail('invalid_transition', `no transition leads ${id} from ${status} to an end`, {
    hint: `see its states: lra show ${id}`,
    data: { id, from: status },
  });
}
