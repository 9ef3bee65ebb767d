import type { Failure } from '../core/failure.ts';
import { type LeaseJson, leaseJson } from '../core/lease/authority.ts';
import { PAUSE } from '../core/lease/checkpoint-input.ts';
import { pause } from '../core/lease/pause.ts';
import type { Checkpoint } from '../core/record/checkpoint.ts';
import { err, ok, type Result } from '../core/result.ts';
import { readFields, usageOf } from '../core/task/fields.ts';
import { type Deps, headOf, momentOf } from './deps.ts';

export interface PauseTaskRequest {
  readonly id: string;
  readonly note?: string | undefined;
  readonly completed?: readonly string[] | undefined;
  readonly remaining?: readonly string[] | undefined;
}

export interface PauseAnswer {
  readonly lease: LeaseJson;
  /** The one this made, or the last, when it was paused before and nothing was said. */
  readonly checkpoint: Checkpoint | null;
  /** It was paused before. */
  readonly already: boolean;
}

/** Lays a claimed task down with a checkpoint. Failures: usage, not_found, not_claimed, not_lease_holder, lease_lost. */
export async function pauseTask(
  deps: Pick<Deps, 'store' | 'asker' | 'clock' | 'processes' | 'git'>,
  { id, ...given }: PauseTaskRequest,
): Promise<Result<PauseAnswer, Failure>> {
  const said = readFields(PAUSE, given);
  if (!said.ok) return err(usageOf(said.failure));
  const commit = deps.git.head();
  const moment = momentOf(deps);
  return deps.store.transact(headOf(deps, moment, 'pause'), { kind: 'tasks', ids: [id] }, (tx) => {
    const done = pause(tx.draft, id, said.value, commit, deps.asker, moment);
    return done.ok ? ok({ ...done.value, lease: leaseJson(done.value.lease, moment)! }) : done;
  });
}
