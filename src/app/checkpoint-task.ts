import type { Failure } from '../core/failure.ts';
import type { JsonValue } from '../core/json.ts';
import { checkpoint } from '../core/lease/checkpoint.ts';
import { CHECKPOINT } from '../core/lease/checkpoint-input.ts';
import type { Checkpoint } from '../core/record/checkpoint.ts';
import { err, ok, type Result } from '../core/result.ts';
import { readFields, usageOf } from '../core/task/fields.ts';
import { type Deps, headOf, momentOf } from './deps.ts';
import { lifetime } from './lease-terms.ts';

export interface CheckpointTaskRequest {
  readonly id: string;
  readonly note?: string | undefined;
  readonly completed?: readonly string[] | undefined;
  readonly remaining?: readonly string[] | undefined;
  readonly files?: readonly string[] | undefined;
  /** Whatever the agent needs to go on. */
  readonly state?: JsonValue | undefined;
}

export interface CheckpointAnswer {
  readonly checkpoint: Checkpoint;
}

/** Leaves word of where the work stands. Failures: usage, not_found, not_lease_holder, lease_lost. */
export async function checkpointTask(
  deps: Pick<Deps, 'store' | 'asker' | 'clock' | 'processes' | 'settings' | 'git'>,
  { id, ...given }: CheckpointTaskRequest,
): Promise<Result<CheckpointAnswer, Failure>> {
  const said = readFields(CHECKPOINT, given);
  if (!said.ok) return err(usageOf(said.failure));
  const content = { ...said.value, commit: deps.git.head() };
  const moment = momentOf(deps);
  return deps.store.transact(headOf(deps, moment, 'checkpoint'), { kind: 'tasks', ids: [id] }, (tx) => {
    const done = checkpoint(tx.draft, id, content, lifetime(deps), deps.asker, moment);
    return done.ok ? ok({ checkpoint: done.value }) : done;
  });
}
