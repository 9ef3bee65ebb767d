import type { Failure } from '../core/failure.ts';
import type { JsonObject } from '../core/json.ts';
import { err, ok, type Result } from '../core/result.ts';
import { EDIT, edit } from '../core/task/edit.ts';
import { readFields, usageOf } from '../core/task/fields.ts';
import { deadlineWarnings } from './deadline-warnings.ts';
import { type Deps, headOf, momentOf } from './deps.ts';
import { type TaskJson, TaskPresenter } from './task-json.ts';

export interface EditTaskRequest {
  readonly id: string;
  readonly description?: string | undefined;
  readonly output_req?: string | undefined;
  /** Null: none. */
  readonly deadline?: string | null | undefined;
  readonly add_labels?: readonly string[] | undefined;
  readonly remove_labels?: readonly string[] | undefined;
  /** Added to those the task has. */
  readonly variables?: JsonObject | undefined;
  /** Only when the task is at this version. */
  readonly if_version?: number | undefined;
}

export interface EditTaskAnswer {
  readonly task: TaskJson;
  /** It said all this before. */
  readonly already: boolean;
  /** For a person: a deadline that has passed. */
  readonly warnings: readonly string[];
}

/** Changes fields of a task. Failures: usage, not_found, version_conflict, not_lease_holder, lease_lost. */
export async function editTask(
  deps: Pick<Deps, 'store' | 'asker' | 'clock' | 'processes'>,
  request: EditTaskRequest,
): Promise<Result<EditTaskAnswer, Failure>> {
  const { id, ...given } = request;
  const asked = readFields(EDIT, given);
  if (!asked.ok) return err(usageOf(asked.failure));
  const moment = momentOf(deps);
  const warnings = deadlineWarnings(asked.value.deadline, moment);
  return deps.store.transact(headOf(deps, moment, 'edit'), { kind: 'project' }, (tx) => {
    const done = edit(tx.draft, id, asked.value, deps.asker, moment);
    if (!done.ok) return done;
    const task = new TaskPresenter(tx, deps.asker, moment).json(id);
    return ok({ task, already: done.value.already, warnings });
  });
}
