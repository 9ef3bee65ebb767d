import { documenting, keepDocTasksUp } from '../doc/follow.ts';
import type { Failure } from '../failure.ts';
import type { Draft } from '../record/draft.ts';
import { ok, type Result } from '../result.ts';
import { findTask } from './find.ts';
import type { Priority } from './task.ts';

/**
 * Changes a task's place in the order of urgency, and that of its documentation task. A lease of another agent does not stand in the way: the order is for
 * whoever plans, and what is claimed already stays so. Fails with not_found.
 */
export function setPriority(
  draft: Draft,
  id: string,
  priority: Priority,
): Result<{ readonly already: boolean }, Failure> {
  const found = findTask(draft.graph, id);
  if (!found.ok) return found;
  const before = draft.mark();
  keepDocTasksUp(draft, documenting(found.value), `${id} is ${priority} now`, () =>
    draft.update(id, { priority }),
  );
  return ok({ already: draft.mark() === before });
}
