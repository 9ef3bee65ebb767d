import type { Failure } from '../core/failure.ts';
import { neighbourhoodOf, type Picture, pictureOf } from '../core/graph/picture.ts';
import { ok, type Result } from '../core/result.ts';
import { findTask } from '../core/task/find.ts';
import type { Deps } from './deps.ts';

/** What to draw: everything, or a task with its subtree and what it is linked to. Failure: not_found. */
export async function drawGraph(
  deps: Pick<Deps, 'store'>,
  { id }: { readonly id?: string | undefined } = {},
): Promise<Result<Picture, Failure>> {
  const drawn = await deps.store.read({ kind: 'project' }, (view) => {
    const describe = (task: string) => view.task(task)?.description ?? '';
    if (id === undefined) return ok(pictureOf(view.graph.nodes, describe));
    const found = findTask(view.graph, id);
    return found.ok ? ok(pictureOf(neighbourhoodOf(found.value), describe)) : found;
  });
  return drawn.ok ? drawn.value : drawn;
}
