import type { Failure } from '../core/failure.ts';
import { readPlan } from '../core/plan/read-plan.ts';
import { split } from '../core/plan/split.ts';
import { ok, type Result } from '../core/result.ts';
import { type Deps, headOf, momentOf } from './deps.ts';
import { inheritedTemplate } from './inherited-template.ts';
import { makingFor } from './making.ts';
import { withTemplates } from './planned-parts.ts';
import { type TaskJson, TaskPresenter } from './task-json.ts';

export interface SplitTaskRequest {
  readonly id: string;
  /** JSON text, or the array it stands for. */
  readonly plan: unknown;
}

export interface SplitTaskAnswer {
  readonly parent: TaskJson;
  /** In the order of the plan. */
  readonly created: readonly TaskJson[];
}

/**
 * Creates the parts of a plan below a task, all or none. Failures: invalid_plan, not_found, task_finished,
 * not_lease_holder, lease_lost, template_not_found, invalid_template, dependency_not_found, dependency_cycle.
 */
export async function splitTask(
  deps: Pick<
    Deps,
    'store' | 'asker' | 'clock' | 'processes' | 'project' | 'settings' | 'templates' | 'renderer'
  >,
  { id, plan }: SplitTaskRequest,
): Promise<Result<SplitTaskAnswer, Failure>> {
  const read = readPlan(plan);
  if (!read.ok) return read;
  const inherited = await inheritedTemplate(deps, id);
  if (!inherited.ok) return inherited;
  const parts = await withTemplates(deps, read.value, inherited.value);
  if (!parts.ok) return parts;
  const moment = momentOf(deps);
  const making = await makingFor(deps, moment);
  return deps.store.transact(headOf(deps, moment, 'split'), { kind: 'project' }, (tx) => {
    const ids = split(tx.draft, { id, parts: parts.value }, making);
    if (!ids.ok) return ids;
    const tasks = new TaskPresenter(tx, deps.asker, moment);
    return ok({ parent: tasks.json(id), created: ids.value.map((created) => tasks.json(created)) });
  });
}
