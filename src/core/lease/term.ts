import type { Lease, Moment, WorkerProcess } from './lease.ts';

/** On what terms a lease is held. */
export interface LeaseTerms {
  /** The session of the holder; null when it is not known. */
  readonly session: string | null;
  /** How long a lease lives without a heartbeat, in milliseconds. */
  readonly orphanAfter: number;
  /** The process that does the work, when it is known: the lease ends with it. */
  readonly worker?: WorkerProcess;
}

/** The last instant that can be written down. */
const END_OF_TIME = 8.64e15;

/** When a sign of life at this moment was, and when it lapses. */
export function heartbeatAt(
  moment: Moment,
  orphanAfter: number,
): Pick<Lease, 'last_heartbeat' | 'expires_at'> {
  return {
    last_heartbeat: new Date(moment.now).toISOString(),
    expires_at: new Date(Math.min(moment.now + orphanAfter, END_OF_TIME)).toISOString(),
  };
}

/**
 * The lease after a sign of life of its holder, which ends being orphaned. It counts from now, also when the clock was
 * set back, so that a time that was ahead does not keep a dead holder's claim.
 */
export function renewed(lease: Lease, moment: Moment, orphanAfter: number): Lease {
  const { worker, ...rest } = lease;
  const isAlive = worker !== undefined && !moment.isGone(worker);
  return { ...rest, ...(isAlive ? { worker } : {}), ...heartbeatAt(moment, orphanAfter) };
}
