import { type Failure, fail } from '../core/failure.ts';
import type { GraphNode } from '../core/graph/node.ts';
import { err, ok, type Result } from '../core/result.ts';
import { readFields, usageOf } from '../core/task/fields.ts';
import type { View } from '../ports/store.ts';
import { type Deps, momentOf } from './deps.ts';
import { refuseUnknownStatuses } from './known-statuses.ts';
import { TaskPresenter } from './task-json.ts';
import { PAGE, type PageRequest, pageOf, type TaskPage } from './task-page.ts';

export interface SearchTasksRequest extends PageRequest {
  readonly text: string;
  /** Any of these; all when it is empty. */
  readonly statuses?: readonly string[] | undefined;
}

/**
 * Finds tasks by a text in their id, description or brief, whatever its case, in the order of their ids. A brief that
 * was not made yet says no more than the description. Failure: usage.
 */
export async function searchTasks(
  deps: Pick<Deps, 'store' | 'asker' | 'clock' | 'processes' | 'templates'>,
  { text, statuses = [], ...page }: SearchTasksRequest,
): Promise<Result<TaskPage, Failure>> {
  const read = readFields(PAGE, page);
  if (!read.ok) return err(usageOf(read.failure));
  const sought = text.trim().toLowerCase();
  if (sought === '') return err(nothingSought());
  const moment = momentOf(deps);
  const found = await deps.store.read({ kind: 'project' }, (view): Result<TaskPage, Failure> => {
    const unknown = refuseUnknownStatuses(statuses, deps.templates, view.graph);
    if (unknown) return err(unknown);
    const presenter = new TaskPresenter(view, deps.asker, moment);
    const isWanted = ({ status }: GraphNode) => statuses.length === 0 || statuses.includes(status);
    const nodes = view.graph.nodes.filter((node) => isWanted(node) && says(view, node, sought));
    return ok(pageOf(nodes, read.value, ({ id }) => presenter.json(id)));
  });
  return found.ok ? found.value : found;
}

/** A brief is a file of its own: it is looked at last. */
function says(view: Pick<View, 'task' | 'brief'>, { id }: GraphNode, sought: string): boolean {
  const contains = (text: string) => text.toLowerCase().includes(sought);
  return contains(id) || contains(view.task(id)?.description ?? '') || contains(view.brief(id) ?? '');
}

function nothingSought(): Failure {
  return fail('usage', 'a search needs a text to look for', { hint: 'every task: lra list --limit 0' });
}
