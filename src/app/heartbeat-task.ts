import type { Failure } from '../core/failure.ts';
import { type LeaseJson, leaseJson } from '../core/lease/authority.ts';
import { heartbeat } from '../core/lease/heartbeat.ts';
import { ok, type Result } from '../core/result.ts';
import type { Notice } from '../core/run/job.ts';
import { noticesFor, tasksOfNotices } from '../core/run/notices-for.ts';
import { type Deps, headOf, momentOf } from './deps.ts';
import { lifetime } from './lease-terms.ts';

export interface HeartbeatAnswer {
  readonly lease: LeaseJson;
  /** Word of background jobs that ended, the oldest first, 20 at most; told again until they are acknowledged. */
  readonly notifications: readonly Notice[];
}

/** An answer to a sign of life is short; the rest comes with the next one. */
const MOST_NOTICES = 20;

/** Keeps the asker's claim alive. Failures: not_found, not_claimed, not_lease_holder, lease_lost. */
export async function heartbeatTask(
  deps: Pick<Deps, 'store' | 'asker' | 'clock' | 'processes' | 'settings' | 'notices'>,
  { id }: { readonly id: string },
): Promise<Result<HeartbeatAnswer, Failure>> {
  const moment = momentOf(deps);
  const kept = await deps.notices.pending();
  const ids = [id, ...tasksOfNotices(kept, deps.asker)];
  return deps.store.transact(headOf(deps, moment, 'heartbeat'), { kind: 'tasks', ids }, (tx) => {
    const done = heartbeat(tx.draft, id, lifetime(deps), deps.asker, moment);
    if (!done.ok) return done;
    const notifications = noticesFor(kept, tx.graph, deps.asker, moment).slice(0, MOST_NOTICES);
    return ok({ lease: leaseJson(done.value, moment)!, notifications });
  });
}
