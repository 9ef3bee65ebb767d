import { documenting, keepDocTasksUp } from '../doc/follow.ts';
import { type Failure, fail } from '../failure.ts';
import type { JsonObject } from '../json.ts';
import { refuseForeign } from '../lease/authority.ts';
import type { Asker, Moment } from '../lease/lease.ts';
import type { Draft } from '../record/draft.ts';
import { err, ok, type Result } from '../result.ts';
import { type Fields, type Reader, readDeadline, readDescription, readLabels, readSize } from './fields.ts';
import { findTask } from './find.ts';
import type { Task, TaskPatch } from './task.ts';
import { readVariables } from './variables.ts';

const readVersion: Reader<number> = (value) =>
  Number.isSafeInteger(value) && Number(value) > 0
    ? ok(Number(value))
    : err('a version is a whole number from 1');

/** How each part of an edit is read; `deadline` may be null, for none. */
export const EDIT = {
  description: readDescription,
  output_req: readSize,
  deadline: ((value) => (value === null ? ok(null) : readDeadline(value))) as Reader<string | null>,
  add_labels: readLabels,
  remove_labels: readLabels,
  variables: readVariables,
  if_version: readVersion,
};

export type Edit = Fields<typeof EDIT>;

/**
 * Changes fields of a task; variables are added to those it has, and a label both removed and added stays. The brief is
 * left as it is: people write in it. `already` when all is as asked. Failures: not_found, not_lease_holder, lease_lost,
 * version_conflict, usage (nothing asked).
 */
export function edit(
  draft: Draft,
  id: string,
  asked: Edit,
  asker: Asker,
  moment: Moment,
): Result<{ readonly already: boolean }, Failure> {
  const { if_version: version, ...changes } = asked;
  if (Object.keys(changes).length === 0) {
    return err(
      fail('usage', `nothing to change of ${id} was named`, { hint: 'see what can be: lra edit --help' }),
    );
  }
  const found = findTask(draft.graph, id);
  if (!found.ok) return found;
  const foreign = refuseForeign(draft, found.value, asker, moment);
  if (foreign) return err(foreign);
  const task = draft.task(id)!;
  if (version !== undefined && version !== task.version) return err(versionConflict(task, version));
  const before = draft.mark();
  const docs = changes.description === undefined ? [] : documenting(found.value);
  keepDocTasksUp(draft, docs, `the description of ${id} was edited`, () => {
    draft.update(id, patchOf(task, changes));
  });
  return ok({ already: draft.mark() === before });
}

function patchOf(task: Task, changes: Omit<Edit, 'if_version'>): TaskPatch {
  const { add_labels: added, remove_labels: removed, variables, ...fields } = changes;
  const labels = new Set(task.labels.filter((label) => !removed?.includes(label)));
  for (const label of added ?? []) labels.add(label);
  return {
    ...fields,
    labels: [...labels],
    variables: { ...task.variables, ...variables } as JsonObject,
  };
}

function versionConflict({ id, version, updated_at: at }: Task, expected: number): Failure {
  return fail(
    'version_conflict',
    `${id} is at version ${version}, not ${expected}: it was changed at ${at}`,
    {
      hint: `see what changed: lra log ${id}`,
      data: { id, expected, actual: version, updated_at: at },
    },
  );
}
