import type { Failure } from '../core/failure.ts';
import { ok, type Result } from '../core/result.ts';
import { setStatus } from '../core/task/set-status.ts';
import { type Deps, headOf, momentOf } from './deps.ts';
import { type TaskJson, TaskPresenter } from './task-json.ts';

export interface SetStatusRequest {
  readonly id: string;
  readonly status: string;
  readonly note?: string;
  readonly force?: boolean;
}

export interface SetStatusAnswer {
  readonly task: TaskJson;
  /** The tasks that wait for nothing any more. */
  readonly unblocked: readonly string[];
  /** It had this status before. */
  readonly already: boolean;
}

/**
 * Moves a task to another status. Failures: not_found, invalid_transition, task_blocked, children_unfinished,
 * not_lease_holder, lease_lost, invalid_template.
 */
export async function setTaskStatus(
  deps: Pick<Deps, 'store' | 'asker' | 'clock' | 'processes'>,
  request: SetStatusRequest,
): Promise<Result<SetStatusAnswer, Failure>> {
  const moment = momentOf(deps);
  const force = request.force ?? false;
  const head = headOf(deps, moment, 'set', {
    ...(request.note ? { note: request.note } : {}),
    ...(force ? { forced: true as const } : {}),
  });
  return deps.store.transact(head, { kind: 'tasks', ids: [request.id] }, (tx) => {
    const done = setStatus(tx.draft, { id: request.id, status: request.status, force }, deps.asker, moment);
    if (!done.ok) return done;
    const task = new TaskPresenter(tx, deps.asker, moment).json(request.id);
    return ok({ task, unblocked: done.value.unblocked, already: done.value.already });
  });
}
