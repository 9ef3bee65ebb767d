import { type Failure, fail } from '../failure.ts';
import type { JsonObject } from '../json.ts';
import { err, ok, type Result } from '../result.ts';
import type { Task } from '../task/task.ts';
import type { Template } from './template.ts';

/** What rendering a brief needs of the template engine. */
export interface BriefRenderer {
  render(
    source: string,
    variables: JsonObject,
  ): Result<string, { readonly line: number | null; readonly reason: string }>;
}

/**
 * The names a template's `structure` may use: the template's own defaults, the task's fields with `title` for its
 * description, `extra` facts that the caller knows, and the task's variables, which win over everything but `id`.
 */
export function briefVariables(task: Task, template: Template, extra: JsonObject = {}): JsonObject {
  const { variables, dependencies, labels, ...fields } = task;
  return {
    ...template.variables,
    ...fields,
    dependencies: [...dependencies],
    labels: [...labels],
    title: task.description,
    states: [...template.states],
    acceptance: [...template.acceptance],
    ...extra,
    variables: { ...template.variables, ...variables },
    ...variables,
    id: task.id,
  };
}

/** The text of a task's brief, which ends with one newline: people append to it. Fails with invalid_template: the template, the line within its structure, the reason. */
export function renderBrief(
  task: Task,
  template: Template,
  renderer: BriefRenderer,
  extra: JsonObject = {},
): Result<string, Failure> {
  const rendered = renderer.render(template.structure, briefVariables(task, template, extra));
  if (rendered.ok) return ok(`${rendered.value.trimEnd()}\n`);
  const { line, reason } = rendered.failure;
  const where = line === null ? '' : `, line ${line} of its structure`;
  return err(
    fail('invalid_template', `the template ${template.name} cannot be rendered${where}: ${reason}`, {
      hint: `see all that is wrong with it: lra template validate ${template.name}`,
      data: { template: template.name, line, reason },
    }),
  );
}
