import type { Failure } from '../failure.ts';
import type { TaskGraph } from '../graph/graph.ts';
import type { GraphNode } from '../graph/node.ts';
import type { JsonObject } from '../json.ts';
import type { Asker, Moment } from '../lease/lease.ts';
import type { Draft } from '../record/draft.ts';
import { err, ok, type Result } from '../result.ts';
import type { Settings } from '../settings.ts';
import { type BriefRenderer, renderBrief } from '../template/brief.ts';
import { initialState } from '../template/lifecycle.ts';
import type { Template } from '../template/template.ts';
import {
  type Fields,
  readDeadline,
  readDependencyType,
  readDescription,
  readIds,
  readLabels,
  readModule,
  readPriority,
  readSize,
} from './fields.ts';
import { refuseId } from './refusals.ts';
import { BLOCKED, type DependencyType, PRIORITIES, type Task } from './task.ts';
import { readVariables } from './variables.ts';

/** How each field of a new task is read. */
export const NEW_TASK = {
  description: readDescription,
  priority: readPriority,
  output_req: readSize,
  dependencies: readIds,
  dependency_type: readDependencyType,
  deadline: readDeadline,
  module: readModule,
  labels: readLabels,
  variables: readVariables,
};

/** The fields of a new task; what is left out is inherited or has a default. */
export type NewTask = Fields<typeof NEW_TASK> & { readonly description: string };

/** What making tasks needs beside their fields. */
export interface Making {
  readonly renderer: BriefRenderer;
  /** Names that every brief may use beside those of its task. */
  readonly facts: JsonObject;
  readonly defaults: Settings['tasks'];
  readonly asker: Asker;
  readonly moment: Moment;
}

/**
 * Puts a new task and its brief into the draft; dependencies may name tasks that the same draft adds later.
 * Failures: invalid_template, usage (nested too deep, no number left).
 */
export function addTask(
  draft: Draft,
  input: {
    readonly id: string;
    readonly fields: NewTask;
    readonly template: Template;
    readonly parent: GraphNode | null;
  },
  { renderer, facts, defaults, asker }: Making,
): Result<Task, Failure> {
  const { id, fields, template, parent } = input;
  const refused = refuseId(id, parent?.id ?? null);
  if (refused) return err(refused);
  const dependencies = fields.dependencies ?? [];
  const dependencyType = fields.dependency_type ?? 'all';
  const waits = mustWait(draft.graph, dependencies, dependencyType);
  const task: Task = {
    id,
    description: fields.description,
    template: template.name,
    priority: fields.priority ?? (parent ? PRIORITIES[parent.priority]! : defaults.default_priority),
    status: waits ? BLOCKED : initialState(template),
    parent_id: parent?.id ?? null,
    output_req: fields.output_req ?? defaults.default_output_req,
    dependencies,
    dependency_type: dependencyType,
    deadline: fields.deadline ?? null,
    module: fields.module ?? null,
    labels: fields.labels ?? [],
    variables: fields.variables ?? {},
    source: null,
    task_file: `tasks/${id}.md`,
    created_at: draft.at,
    updated_at: draft.at,
    finished_at: null,
    created_by: asker.agent,
    version: 1,
  };
  const brief = renderBrief(task, template, renderer, facts);
  if (!brief.ok) return brief;
  draft.create(task);
  draft.addBrief(id, brief.value);
  return ok(task);
}

/** Whether a task with these dependencies waits; one that is not there yet is not finished. */
function mustWait(graph: TaskGraph, ids: readonly string[], type: DependencyType): boolean {
  const isOpen = (id: string) => graph.find(id)?.phase !== 'finished';
  return ids.length > 0 && (type === 'all' ? ids.some(isOpen) : ids.every(isOpen));
}
