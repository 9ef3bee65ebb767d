import type { Failure } from '../core/failure.ts';
import { ok, type Result } from '../core/result.ts';
import { setStatus } from '../core/task/set-status.ts';
import { headOf } from './deps.ts';
import { type GateDeps, type GateWatch, transactGated } from './gated.ts';
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
 * Moves a task to another status; before it is finished its gates are run, and the watch is told of them. Failures:
 * not_found, invalid_transition, task_blocked, children_unfinished, not_lease_holder, lease_lost, invalid_template,
 * gate_failed, version_conflict (it changed while its gates ran, time and again).
 */
export async function setTaskStatus(
  deps: GateDeps,
  { id, status, note, force = false }: SetStatusRequest,
  watch?: GateWatch,
): Promise<Result<SetStatusAnswer, Failure>> {
  const said = { ...(note ? { note } : {}), ...(force ? { forced: true as const } : {}) };
  return transactGated(
    deps,
    {
      ids: [id],
      force,
      head: (moment) => headOf(deps, moment, 'set', said),
      decide: (tx, keeper, moment) => {
        const done = keeper.pass(tx.draft, id, () =>
          setStatus(tx.draft, { id, status, force }, deps.asker, moment),
        );
        if (!done.ok) return done;
        const task = new TaskPresenter(tx, deps.asker, moment).json(id);
        return ok({ task, unblocked: done.value.unblocked, already: done.value.already });
      },
    },
    watch,
  );
}
