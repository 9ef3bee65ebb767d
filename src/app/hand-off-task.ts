import type { Failure } from '../core/failure.ts';
import { readAsker } from '../core/lease/asker.ts';
import { type LeaseJson, leaseJson } from '../core/lease/authority.ts';
import { PAUSE } from '../core/lease/checkpoint-input.ts';
import { handOff } from '../core/lease/hand-off.ts';
import type { Checkpoint } from '../core/record/checkpoint.ts';
import { err, ok, type Result } from '../core/result.ts';
import { readFields, usageOf } from '../core/task/fields.ts';
import { type Deps, headOf, momentOf } from './deps.ts';
import { lifetime } from './lease-terms.ts';
import type { PauseTaskRequest } from './pause-task.ts';

export interface HandOffTaskRequest extends PauseTaskRequest {
  /** The agent that goes on. */
  readonly to: string;
  /** Passes on another's claim; recorded. */
  readonly force?: boolean | undefined;
}

export interface HandOffAnswer {
  /** The other agent's; its session is null until that agent claims it. */
  readonly lease: LeaseJson;
  /** The one this made, or the last, when the other agent held the task before and nothing was said. */
  readonly checkpoint: Checkpoint | null;
  /** The other agent held it before. */
  readonly already: boolean;
}

/**
 * Passes a claim to another agent, with a checkpoint, in one transaction. Failures: usage, not_found, not_claimed,
 * not_lease_holder, lease_lost, invalid_template, task_blocked, locked_by_parent, descendant_claimed.
 */
export async function handOffTask(
  deps: Pick<Deps, 'store' | 'asker' | 'clock' | 'processes' | 'settings' | 'git'>,
  { id, to, force = false, ...given }: HandOffTaskRequest,
): Promise<Result<HandOffAnswer, Failure>> {
  const named = readAsker({ agent: { from: '--to', text: String(to) }, session: null, token: null });
  if (!named.ok) return named;
  const said = readFields(PAUSE, given);
  if (!said.ok) return err(usageOf(said.failure));
  const input = { id, to: named.value.agent, said: said.value, commit: deps.git.head(), force };
  const moment = momentOf(deps);
  const head = headOf(deps, moment, 'handoff', force ? { forced: true } : {});
  return deps.store.transact(head, { kind: 'tasks', ids: [id] }, (tx) => {
    const done = handOff(tx.draft, input, lifetime(deps), deps.asker, moment);
    return done.ok ? ok({ ...done.value, lease: leaseJson(done.value.lease, moment)! }) : done;
  });
}
