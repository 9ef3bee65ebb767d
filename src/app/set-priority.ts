import type { Failure } from '../core/failure.ts';
import { err, ok, type Result } from '../core/result.ts';
import { readPriority, usageOf } from '../core/task/fields.ts';
import { setPriority } from '../core/task/set-priority.ts';
import { type Deps, headOf, momentOf } from './deps.ts';
import { type TaskJson, TaskPresenter } from './task-json.ts';

export interface SetPriorityAnswer {
  readonly task: TaskJson;
  /** It had this priority before. */
  readonly already: boolean;
}

/** Changes the priority of a task, `P0` to `P3`. Failures: usage, not_found. */
export async function setTaskPriority(
  deps: Pick<Deps, 'store' | 'asker' | 'clock' | 'processes'>,
  request: { readonly id: string; readonly priority: string },
): Promise<Result<SetPriorityAnswer, Failure>> {
  const { id } = request;
  const priority = readPriority(request.priority);
  if (!priority.ok) return err(usageOf({ field: 'priority', reason: priority.failure }));
  const moment = momentOf(deps);
  return deps.store.transact(headOf(deps, moment, 'set-priority'), { kind: 'project' }, (tx) => {
    const done = setPriority(tx.draft, id, priority.value);
    if (!done.ok) return done;
    const task = new TaskPresenter(tx, deps.asker, moment).json(id);
    return ok({ task, already: done.value.already });
  });
}
