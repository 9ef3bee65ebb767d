import { keepDocTasksUp } from '../doc/follow.ts';
import { type Failure, fail } from '../failure.ts';
import { reevaluate } from '../graph/blocking.ts';
import { findCycle } from '../graph/cycle.ts';
import { refuseForeign } from '../lease/authority.ts';
import type { Asker, Moment } from '../lease/lease.ts';
import type { Draft } from '../record/draft.ts';
import { err, ok, type Result } from '../result.ts';
import { findTask } from './find.ts';
import { dependencyCycle, refuseFinished, refuseMissing } from './refusals.ts';

export interface EditDependenciesInput {
  readonly id: string;
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/**
 * Adds and removes dependencies of a task, and blocks or unblocks it when it was not started. `already` when all is as
 * asked. Failures: not_found, not_lease_holder, lease_lost, dependency_not_found, dependency_cycle, task_finished,
 * usage (one id in both lists).
 */
export function editDependencies(
  draft: Draft,
  { id, add, remove }: EditDependenciesInput,
  asker: Asker,
  moment: Moment,
): Result<{ readonly already: boolean }, Failure> {
  const found = findTask(draft.graph, id);
  if (!found.ok) return found;
  const node = found.value;
  const { dependencies } = draft.task(id)!;
  const had = new Set(dependencies);
  const removed = new Set(remove);
  const added = add.filter((dependency) => !had.has(dependency));
  const refused =
    refuseForeign(draft, node, asker, moment) ??
    refuseBoth(add, removed) ??
    refuseMissing(draft.graph, [...added, ...remove.filter((dependency) => !had.has(dependency))]) ??
    (added.length > 0 ? refuseFinished(node, 'it has nothing left to wait for') : null);
  if (refused) return err(refused);
  const before = draft.mark();
  keepDocTasksUp(draft, [node], 'its dependencies were edited', () => {
    draft.update(id, {
      dependencies: [...dependencies.filter((dependency) => !removed.has(dependency)), ...added],
    });
  });
  const ring = findCycle(
    node,
    added.map((dependency) => draft.graph.find(dependency)!),
  );
  if (ring) return err(dependencyCycle(ring, `see what waits for what: lra deps ${ring[1]} --tree`));
  reevaluate(draft, [node]);
  return ok({ already: draft.mark() === before });
}

function refuseBoth(add: readonly string[], removed: ReadonlySet<string>): Failure | null {
  const both = add.find((id) => removed.has(id));
  return both === undefined ? null : fail('usage', `${both} cannot be both added and removed`);
}
