import type { Failure } from '../core/failure.ts';
import { Obstacles } from '../core/graph/obstacles.ts';
import type { JsonObject } from '../core/json.ts';
import { err, ok, type Result } from '../core/result.ts';
import { NEW_TASK, type NewTask } from '../core/task/add.ts';
import { create } from '../core/task/create.ts';
import { type Fields, readFields, readId, readTemplate, usageOf } from '../core/task/fields.ts';
import { suggestTemplate, type TemplateSuggestion } from '../core/template/suggest.ts';
import type { Template } from '../core/template/template.ts';
import type { Scope } from '../ports/store.ts';
import { deadlineWarnings } from './deadline-warnings.ts';
import { type Deps, headOf, momentOf } from './deps.ts';
import { inheritedTemplate } from './inherited-template.ts';
import { makingFor } from './making.ts';
import { type TaskJson, TaskPresenter } from './task-json.ts';

export interface CreateTaskRequest {
  readonly description: string;
  /** Default: the parent's, or the project's. */
  readonly template?: string | undefined;
  /** Default: the parent's, or the project's. */
  readonly priority?: string | undefined;
  readonly output_req?: string | undefined;
  readonly parent_id?: string | null | undefined;
  readonly dependencies?: readonly string[] | undefined;
  readonly dependency_type?: string | undefined;
  readonly deadline?: string | null | undefined;
  readonly module?: string | null | undefined;
  readonly labels?: readonly string[] | undefined;
  readonly variables?: JsonObject | undefined;
}

export interface CreateTaskAnswer {
  readonly task: TaskJson;
  /** Whether the asker could claim it at once. */
  readonly ready: boolean;
  /** The documentation task that was made with it. */
  readonly doc_task: TaskJson | null;
  /** Another template that its description seems to ask for, when none was named. */
  readonly suggestion: TemplateSuggestion | null;
  /** For a person: a deadline that has passed. */
  readonly warnings: readonly string[];
}

const READERS = { ...NEW_TASK, template: readTemplate, parent_id: readId };
type Given = NewTask & Pick<Fields<typeof READERS>, 'template' | 'parent_id'>;

/**
 * Creates a task with its brief. Failures: usage, not_found (the parent), task_finished, not_lease_holder,
 * template_not_found, invalid_template, dependency_not_found, dependency_cycle.
 */
export async function createTask(
  deps: Pick<
    Deps,
    'store' | 'asker' | 'clock' | 'processes' | 'project' | 'settings' | 'templates' | 'renderer'
  >,
  request: CreateTaskRequest,
): Promise<Result<CreateTaskAnswer, Failure>> {
  const { description, deadline, module, parent_id, ...rest } = request;
  const read = readFields(READERS, {
    ...rest,
    description: description ?? '',
    deadline: deadline ?? undefined,
    module: module ?? undefined,
    parent_id: parent_id ?? undefined,
  });
  if (!read.ok) return err(usageOf(read.failure));
  const { template: named, parent_id: parentId = null, ...fields } = read.value as Given;
  const template = await templateFor(deps, named, parentId);
  if (!template.ok) return template;
  const moment = momentOf(deps);
  const making = await makingFor(deps, moment);
  const scope = scopeOf(parentId, fields.dependencies ?? []);
  const created = await deps.store.transact(headOf(deps, moment, 'create'), scope, (tx) => {
    const input = { fields, template: template.value, parentId };
    const id = create(tx.draft, input, making);
    if (!id.ok) return id;
    const ready = new Obstacles(tx.graph, moment, deps.asker).isReady(tx.graph.find(id.value)!);
    return ok({ task: new TaskPresenter(tx, deps.asker, moment).json(id.value), ready });
  });
  if (!created.ok) return created;
  const suggestion = named === undefined ? await suggest(deps, fields.description, template.value) : null;
  const warnings = deadlineWarnings(fields.deadline, moment);
  return ok({ ...created.value, doc_task: null, suggestion, warnings });
}

/** Whether a child waits for what waits for its parent can show anywhere in the graph. */
function scopeOf(parentId: string | null, dependencies: readonly string[]): Scope {
  if (parentId !== null && dependencies.length > 0) return { kind: 'project' };
  return { kind: 'tasks', ids: parentId === null ? dependencies : [parentId] };
}

async function templateFor(
  deps: Pick<Deps, 'store' | 'settings' | 'templates'>,
  named: string | undefined,
  parentId: string | null,
): Promise<Result<Template, Failure>> {
  if (named !== undefined) return deps.templates.get(named);
  if (parentId === null) return deps.templates.get(deps.settings.tasks.default_template);
  const inherited = await inheritedTemplate(deps, parentId);
  return inherited.ok ? deps.templates.get(inherited.value) : inherited;
}

async function suggest(
  { templates }: Pick<Deps, 'templates'>,
  description: string,
  chosen: Template,
): Promise<TemplateSuggestion | null> {
  const others: Template[] = [];
  for (const name of templates.names()) {
    const template = await templates.get(name);
    if (template.ok) others.push(template.value);
  }
  return suggestTemplate(description, others, chosen.name);
}
