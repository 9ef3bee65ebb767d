import type { Failure } from '../failure.ts';
import { findCycle } from '../graph/cycle.ts';
import type { GraphNode } from '../graph/node.ts';
import type { Draft } from '../record/draft.ts';
import { err, ok, type Result } from '../result.ts';
import type { Template } from '../template/template.ts';
import { addTask, type Making, type NewTask } from './add.ts';
import { findTask } from './find.ts';
import { TASK_PREFIX } from './id.ts';
import { dependencyCycle, refuseClosed, refuseFinished, refuseMissing } from './refusals.ts';

/**
 * Creates a task below a parent, or at the top; it inherits its priority. Returns its id. Failures: not_found (the parent),
 * task_finished, not_lease_holder, dependency_not_found, dependency_cycle, invalid_template, usage (nested too deep, no number left).
 */
export function create(
  draft: Draft,
  input: { readonly fields: NewTask; readonly template: Template; readonly parentId: string | null },
  making: Making,
): Result<string, Failure> {
  const { fields, template, parentId } = input;
  const parent = parentId === null ? ok(null) : findTask(draft.graph, parentId);
  if (!parent.ok) return parent;
  const refused =
    (parent.value && refuseChild(parent.value, making)) ??
    refuseMissing(draft.graph, fields.dependencies ?? []);
  if (refused) return err(refused);
  const id = draft.nextId(TASK_PREFIX, parentId);
  const added = addTask(draft, { id, fields, template, parent: parent.value }, making);
  if (!added.ok) return added;
  const node = draft.graph.find(id)!;
  const ring = node.parent && findCycle(node, node.dependencies);
  return ring ? err(dependencyCycle(ring, `see what waits for what: lra deps ${ring[1]} --tree`)) : ok(id);
}

function refuseChild(parent: GraphNode, { asker, moment }: Making): Failure | null {
  return refuseFinished(parent, 'nothing can be added below it') ?? refuseClosed(parent, asker, moment);
}
