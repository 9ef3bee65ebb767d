import type { WorkerProcess } from '../core/lease/lease.ts';
import type { LeaseTerms } from '../core/lease/term.ts';
import type { Deps } from './deps.ts';

const MINUTE = 60_000;

/** How long a lease of this project lives without a heartbeat. */
export function lifetime({ settings }: Pick<Deps, 'settings'>): Pick<LeaseTerms, 'orphanAfter'> {
  return { orphanAfter: settings.locks.orphan_after_minutes * MINUTE };
}

/** On what terms the asker takes a task; draws a session for one that named none. */
export function claimTerms(
  deps: Pick<Deps, 'settings' | 'asker' | 'ids'>,
  worker: WorkerProcess | undefined,
): LeaseTerms {
  const session = deps.asker.session ?? deps.ids.session();
  return { ...lifetime(deps), session, ...(worker ? { worker } : {}) };
}
