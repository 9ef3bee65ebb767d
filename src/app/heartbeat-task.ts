import type { Failure } from '../core/failure.ts';
import { type LeaseJson, leaseJson } from '../core/lease/authority.ts';
import { heartbeat } from '../core/lease/heartbeat.ts';
import { ok, type Result } from '../core/result.ts';
import { type Deps, headOf, momentOf } from './deps.ts';
import { lifetime } from './lease-terms.ts';

export interface HeartbeatAnswer {
  readonly lease: LeaseJson;
}

/** Keeps the asker's claim alive. Failures: not_found, not_claimed, not_lease_holder, lease_lost. */
export async function heartbeatTask(
  deps: Pick<Deps, 'store' | 'asker' | 'clock' | 'processes' | 'settings'>,
  { id }: { readonly id: string },
): Promise<Result<HeartbeatAnswer, Failure>> {
  const moment = momentOf(deps);
  return deps.store.transact(headOf(deps, moment, 'heartbeat'), { kind: 'tasks', ids: [id] }, (tx) => {
    const done = heartbeat(tx.draft, id, lifetime(deps), deps.asker, moment);
    return done.ok ? ok({ lease: leaseJson(done.value, moment)! }) : done;
  });
}
