import type { Failure } from '../core/failure.ts';
import { ok, type Result } from '../core/result.ts';
import type { Notice } from '../core/run/job.ts';
import { noticesFor, tasksOfNotices } from '../core/run/notices-for.ts';
import { type Deps, momentOf } from './deps.ts';

export interface NotificationsAnswer {
  /** The oldest first. */
  readonly notifications: readonly Notice[];
}

/** Word of background jobs that ended, for the asker; told again until it is acknowledged. */
export async function readNotifications(
  deps: Pick<Deps, 'store' | 'asker' | 'clock' | 'processes' | 'notices'>,
): Promise<Result<NotificationsAnswer, Failure>> {
  const kept = await deps.notices.pending();
  const ids = tasksOfNotices(kept, deps.asker);
  if (kept.length === 0) return ok({ notifications: [] });
  const moment = momentOf(deps);
  return deps.store.read({ kind: 'tasks', ids }, ({ graph }) => ({
    notifications: noticesFor(kept, graph, deps.asker, moment),
  }));
}

export interface AcknowledgeAnswer {
  /** The ids as they were given. */
  readonly acknowledged: readonly string[];
}

/** Notes that notices were delivered: they are not told again. Ids that are not known are passed over. */
export async function acknowledgeNotices(
  deps: Pick<Deps, 'notices'>,
  { ids }: { readonly ids: readonly string[] },
): Promise<Result<AcknowledgeAnswer, Failure>> {
  deps.notices.acknowledge(ids);
  return ok({ acknowledged: ids });
}
