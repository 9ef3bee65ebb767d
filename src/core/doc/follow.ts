import type { GraphNode } from '../graph/node.ts';
import type { JsonObject } from '../json.ts';
import type { Draft } from '../record/draft.ts';
import { type DocFields, docFields } from './doc-fields.ts';
import { isDocTask, isUntouched } from './doc-task.ts';

/** Said where the texts of a documentation task follow: people write in a brief, so it is never written again. */
const BRIEF_STAYS = 'its description and variables follow, its brief is as it was';

/**
 * Makes a change, and lets those documentation tasks of a list that nobody has begun follow it, field by field: what is no
 * longer as lra wrote it is somebody's own, and stays. Why is said in the records of those whose texts follow; tells how
 * many these are.
 */
export function keepDocTasksUp(
  draft: Draft,
  nodes: Iterable<GraphNode>,
  why: string,
  change: () => void,
): number {
  const before = [...nodes]
    .filter((node) => isDocTask(node.id) && isUntouched(node))
    .map((node) => ({ node, was: docFields(draft, node.module, node.dependencies) }));
  change();
  let told = 0;
  for (const { node, was } of before) {
    if (was === null || !follow(draft, node, was)) continue;
    draft.addRecord(node.id, { desc: `${why}; ${BRIEF_STAYS}` });
    told++;
  }
  return told;
}

/** What may be the documentation tasks of a task. */
export function documenting({ module, dependents }: GraphNode): readonly GraphNode[] {
  return module === null ? [] : dependents;
}

/** Tells whether one of its texts is another now. */
function follow(draft: Draft, { id, module, dependencies }: GraphNode, was: DocFields): boolean {
  const now = docFields(draft, module, dependencies);
  if (now === null) return false;
  const { description, priority, variables } = draft.task(id)!;
  const texts: { description?: string; variables?: JsonObject } = {};
  if (description === was.description && description !== now.description) texts.description = now.description;
  for (const name of ['update_scope', 'user_demand'] as const) {
    if (variables[name] !== was.variables[name] || variables[name] === now.variables[name]) continue;
    texts.variables = { ...(texts.variables ?? variables), [name]: now.variables[name] };
  }
  draft.update(id, { ...texts, ...(priority === was.priority ? { priority: now.priority } : {}) });
  return Object.keys(texts).length > 0;
}
