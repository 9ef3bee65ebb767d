import { type DocPlan, documentTask } from '../core/doc/enforce.ts';
import type { Failure } from '../core/failure.ts';
import { Obstacles } from '../core/graph/obstacles.ts';
import type { JsonObject } from '../core/json.ts';
import { err, ok, type Result } from '../core/result.ts';
import { type Making, NEW_TASK, type NewTask } from '../core/task/add.ts';
import { create } from '../core/task/create.ts';
import { type Fields, readFields, readId, readTemplate, usageOf } from '../core/task/fields.ts';
import { suggestTemplate, type TemplateSuggestion } from '../core/template/suggest.ts';
import type { Template } from '../core/template/template.ts';
import type { Scope, Transaction } from '../ports/store.ts';
import { deadlineWarnings } from './deadline-warnings.ts';
import { type Deps, headOf, momentOf } from './deps.ts';
import type { CheckWatch, FirstCheckDeps } from './first-check.ts';
import { inheritedTemplate } from './inherited-template.ts';
import { makingFor } from './making.ts';
import { concernOf, type DocSuggestion } from './task-concern.ts';
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
  /** Default: the module that the description names. */
  readonly module?: string | null | undefined;
  readonly labels?: readonly string[] | undefined;
  readonly variables?: JsonObject | undefined;
  /** Creates it also where incremental mode wants a module. */
  readonly force?: boolean | undefined;
}

/** Another template that a description seems to ask for, when none was named, or, before that, a documentation task that should follow. */
export type CreateSuggestion = ({ readonly kind: 'template' } & TemplateSuggestion) | DocSuggestion;

export interface CreateTaskAnswer {
  readonly task: TaskJson;
  /** Whether the asker could claim it at once. */
  readonly ready: boolean;
  /** The documentation task that was made with it, or the one that waits for it too. */
  readonly doc_task: TaskJson | null;
  readonly suggestion: CreateSuggestion | null;
  /** For a person: a deadline that has passed, a module that may be a slip. */
  readonly warnings: readonly string[];
}

const READERS = { ...NEW_TASK, template: readTemplate, parent_id: readId };
type Given = NewTask & Pick<Fields<typeof READERS>, 'template' | 'parent_id'>;

/**
 * Creates a task with its brief and, where it concerns a module, its documentation task. Before the first one the code is
 * checked; `watch` is told. Failures: usage, not_found (the parent), task_finished, not_lease_holder, template_not_found,
 * invalid_template, dependency_not_found, dependency_cycle, incremental_mode.
 */
export async function createTask(
  deps: FirstCheckDeps & Pick<Deps, 'asker' | 'processes' | 'templates' | 'renderer' | 'documents'>,
  request: CreateTaskRequest,
  watch?: CheckWatch,
): Promise<Result<CreateTaskAnswer, Failure>> {
  const { description, deadline, module, parent_id, force = false, ...rest } = request;
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
  const work = { ...fields, template: template.value.name, isChild: parentId !== null, force };
  const concern = await concernOf(deps, work, watch);
  if (!concern.ok) return concern;
  const { forced, plan, module: about } = concern.value;
  const moment = momentOf(deps);
  const making = await makingFor(deps, moment);
  const head = headOf(deps, moment, 'create', forced ? { forced: true } : {});
  const scope = scopeOf(parentId, fields.dependencies ?? [], plan);
  const withModule = about === undefined ? fields : { ...fields, module: about };
  const input = { fields: withModule, template: template.value, parentId };
  const created = await deps.store.transact(head, scope, (tx) => createIn(tx, input, plan, making));
  if (!created.ok) return created;
  const suggestion =
    concern.value.suggestion ??
    (named === undefined ? await suggest(deps, fields.description, template.value) : null);
  const warnings = [...deadlineWarnings(fields.deadline, moment), ...concern.value.warnings];
  return ok({ ...created.value, suggestion, warnings });
}

function createIn(
  tx: Transaction,
  input: Parameters<typeof create>[1],
  plan: DocPlan | null,
  making: Making,
): Result<Pick<CreateTaskAnswer, 'task' | 'ready' | 'doc_task'>, Failure> {
  const { asker, moment } = making;
  const id = create(tx.draft, input, making);
  if (!id.ok) return id;
  const docId = plan ? documentTask(tx.draft, id.value, plan, making) : ok(null);
  if (!docId.ok) return docId;
  const ready = new Obstacles(tx.graph, moment, asker).isReady(tx.graph.find(id.value)!);
  const tasks = new TaskPresenter(tx, asker, moment);
  return ok({
    task: tasks.json(id.value),
    ready,
    doc_task: docId.value === null ? null : tasks.json(docId.value),
  });
}

/**
 * Whether a child waits for what waits for its parent can show anywhere in the graph; so can the documentation task of a
 * module.
 */
function scopeOf(parentId: string | null, dependencies: readonly string[], plan: DocPlan | null): Scope {
  if (plan !== null || (parentId !== null && dependencies.length > 0)) return { kind: 'project' };
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
): Promise<CreateSuggestion | null> {
  const others: Template[] = [];
  for (const name of templates.names()) {
    const template = await templates.get(name);
    if (template.ok) others.push(template.value);
  }
  const found = suggestTemplate(description, others, chosen.name);
  return found && { kind: 'template', ...found };
}
