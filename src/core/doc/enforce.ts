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
import { untouchedDocTasks } from './doc-task.ts';
import { docText } from './doc-text.ts';
import type { ModuleDocuments } from './documents.ts';

/** What the documentation task of a new task is made of. */
export interface DocPlan {
  readonly module: string;
  readonly template: Template;
  readonly documents: ModuleDocuments;
}

/** A demand is quoted at most so far: a description may be a whole document, and the brief names the task it came with. */
const LONGEST_DEMAND = 2000;

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
    draft.update(open.id, { dependencies: [...draft.task(open.id)!.dependencies, id] });
    reevaluate(draft, [open]);
    draft.addRecord(open.id, { desc: `documents ${id} as well: ${shortText(task.description, 200)}` });
    return ok(open.id);
  }
  const { description, update_scope } = docText(task.description, module);
  const fields = {
    description,
    priority: task.priority,
    dependencies: [id],
    module,
    variables: {
      module,
      update_scope,
      user_demand: clipped(task.description),
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

function clipped(text: string): string {
  const letters = Array.from(text.slice(0, 2 * LONGEST_DEMAND))
    .slice(0, LONGEST_DEMAND)
    .join('');
  return letters.length < text.length ? `${letters}…` : text;
}
