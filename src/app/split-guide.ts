import type { Failure } from '../core/failure.ts';
import type { JsonObject } from '../core/json.ts';
import { PLAN_EXAMPLE, PLAN_FIELDS } from '../core/plan/format.ts';
import { ok, type Result } from '../core/result.ts';
import { findTask } from '../core/task/find.ts';
import { COMMON_SIZES } from '../core/task/size.ts';
import { type TaskLine, taskLine } from './dependency-list.ts';
import { type Deps, momentOf } from './deps.ts';
import { briefText } from './task-brief.ts';
import { type TaskJson, TaskPresenter } from './task-json.ts';

/** What a model needs to write a plan that splits a task. */
export interface SplitGuide {
  readonly task: TaskJson;
  /** The text of its task file. */
  readonly brief: string;
  /** What it was split into before. */
  readonly children: readonly TaskLine[];
  /** The sizes people use, as `8k`. */
  readonly sizes: readonly string[];
  readonly format: { readonly fields: typeof PLAN_FIELDS; readonly example: readonly JsonObject[] };
}

/** Gathers what a plan for a task starts from. Failures: not_found, template_not_found, invalid_template. */
export async function splitGuide(
  deps: Pick<Deps, 'store' | 'asker' | 'clock' | 'processes' | 'project' | 'templates' | 'renderer'>,
  id: string,
): Promise<Result<SplitGuide, Failure>> {
  const read = await deps.store.read({ kind: 'tasks', ids: [id] }, (view) => {
    const found = findTask(view.graph, id);
    if (!found.ok) return found;
    const children = found.value.children.map((child) => taskLine(view, child));
    const json = new TaskPresenter(view, deps.asker, momentOf(deps)).json(id);
    return ok({ task: view.task(id)!, json, stored: view.brief(id), children });
  });
  if (!read.ok) return read;
  if (!read.value.ok) return read.value;
  const { task, json, stored, children } = read.value.value;
  const brief = await briefText(deps, task, stored);
  if (!brief.ok) return brief;
  const format = { fields: PLAN_FIELDS, example: PLAN_EXAMPLE };
  return ok({ task: json, brief: brief.value, children, sizes: COMMON_SIZES, format });
}
