import type { Failure } from '../failure.ts';
import { reevaluate } from '../graph/blocking.ts';
import { findCycle } from '../graph/cycle.ts';
import type { GraphNode } from '../graph/node.ts';
import type { Draft } from '../record/draft.ts';
import { ok, type Result } from '../result.ts';
import { shortText } from '../short-text.ts';
import { addTask, type Making } from '../task/add.ts';
import { DOC_PREFIX } from '../task/id.ts';
import type { Template } from '../template/template.ts';
import { docFields } from './doc-fields.ts';
import { untouchedDocTasks } from './doc-task.ts';
import type { ModuleDocuments } from './documents.ts';
import { keepDocTasksUp } from './follow.ts';

/** What the documentation task of a new task is made of. */
export interface DocPlan {
  readonly module: string;
  readonly template: Template;
  readonly documents: ModuleDocuments;
}

/**
 * Has a new task documented: by the documentation task of its module that nobody has begun, which then waits for it too,
 * else by a new one. Returns the id of the documentation task. Failures: invalid_template, usage (no number left).
 */
export function documentTask(
  draft: Draft,
  id: string,
  { module, template, documents }: DocPlan,
  making: Making,
): Result<string, Failure> {
  const task = draft.task(id)!;
  const open = joinable(draft, id, module);
  if (open) {
    const why = `documents ${id} as well: ${shortText(task.description, 200)}`;
    const told = keepDocTasksUp(draft, [open], why, () => {
      draft.update(open.id, { dependencies: [...draft.task(open.id)!.dependencies, id] });
    });
    if (told === 0) draft.addRecord(open.id, { desc: why });
    reevaluate(draft, [open]);
    return ok(open.id);
  }
  const { variables, ...told } = docFields(draft, module, [draft.graph.find(id)!])!;
  const fields = {
    ...told,
    dependencies: [id],
    module,
    variables: {
      module,
      ...variables,
      documents: { existing: [...documents.existing], missing: [...documents.missing] },
    },
  };
  const docId = draft.nextId(DOC_PREFIX, null);
  const added = addTask(draft, { id: docId, fields, template, parent: null }, making);
  return added.ok ? ok(docId) : added;
}

/** One that the new task waits for itself cannot wait for the task in turn. */
function joinable(draft: Draft, id: string, module: string): GraphNode | null {
  const node = draft.graph.find(id)!;
  for (const doc of untouchedDocTasks(draft.graph, module)) {
    if (node.dependencies.length === 0 || !findCycle(doc, [node])) return doc;
  }
  return null;
}
