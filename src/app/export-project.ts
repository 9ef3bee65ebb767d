import type { Failure } from '../core/failure.ts';
import type { Result } from '../core/result.ts';
import { type ExportLine, headerLine, taskLine } from '../core/transfer/lra-format.ts';
import type { View } from '../ports/store.ts';
import type { Deps } from './deps.ts';

/**
 * Says the whole project as JSON objects, one after the other: a header, then each task with its brief and history.
 * All of it is of one moment. Failures: those of the store.
 */
export async function exportProject(
  deps: Pick<Deps, 'store' | 'project'>,
  write: (line: ExportLine) => void,
): Promise<Result<void, Failure>> {
  return deps.store.read({ kind: 'project' }, (view) => {
    write(headerLine(deps.project, countersOf(view)));
    for (const { id } of view.graph.nodes) {
      const task = view.task(id);
      if (task) write(taskLine(task, view.brief(id), view.record(id)));
    }
  });
}

/** The numbers drawn that no task shows any more, so that they are not drawn again. */
function countersOf(view: View): ReadonlyMap<string, number> {
  return new Map([...view.graph.counters].filter(([key, n]) => n > 0 && view.graph.isHidden(key, n)));
}
