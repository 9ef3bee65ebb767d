import type { Failure } from '../core/failure.ts';
import { release } from '../core/lease/release.ts';
import { ok, type Result } from '../core/result.ts';
import { type Deps, headOf, momentOf } from './deps.ts';
import { type TaskJson, TaskPresenter } from './task-json.ts';

export interface ReleaseTaskRequest {
  readonly id: string;
  /** Frees another's claim; recorded. */
  readonly force?: boolean;
}

export interface ReleaseTaskAnswer {
  readonly task_id: string;
  readonly task: TaskJson;
  /** Whose claim it was. */
  readonly holder: string;
}

/** Gives a claim back; the status stays. Failures: not_found, not_claimed, not_lease_holder, lease_lost. */
export async function releaseTask(
  deps: Pick<Deps, 'store' | 'asker' | 'clock' | 'processes'>,
  { id, force = false }: ReleaseTaskRequest,
): Promise<Result<ReleaseTaskAnswer, Failure>> {
  const moment = momentOf(deps);
  const head = headOf(deps, moment, 'release', force ? { forced: true } : {});
  return deps.store.transact(head, { kind: 'tasks', ids: [id] }, (tx) => {
    const ended = release(tx.draft, id, force, deps.asker);
    if (!ended.ok) return ended;
    const task = new TaskPresenter(tx, deps.asker, moment).json(id);
    return ok({ task_id: id, task, holder: ended.value.agent });
  });
}
