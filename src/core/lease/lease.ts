/** The process that works on a task, when a worker claimed it: enough to tell that it is gone. */
export interface WorkerProcess {
  readonly host: string;
  readonly pid: number;
  readonly start_time: string;
  readonly boot_id: string;
}

/** One agent's hold on a task and its subtree, as it stands in `locks.json`. */
export interface Lease {
  readonly task_id: string;
  readonly status: 'claimed' | 'paused';
  readonly agent: string;
  /** Null when another agent handed it over: its holder has named none yet. */
  readonly session_id: string | null;
  /** Fencing token: grows with every new lease. */
  readonly token: number;
  /** This and the times below are UTC, ISO 8601. */
  readonly claimed_at: string;
  readonly last_heartbeat: string;
  /** When it is orphaned unless a heartbeat comes before. */
  readonly expires_at: string;
  /** Whether the children are open to other agents. */
  readonly published: boolean;
  readonly worker?: WorkerProcess;
}

export type LeaseState = Lease['status'] | 'orphaned';

/** The moment a question is asked at: the clock, and what is known of this host's processes. */
export interface Moment {
  /** Milliseconds since the epoch. */
  readonly now: number;
  isGone(worker: WorkerProcess): boolean;
}

/** Who asks. Under the fallback name two agents cannot be told apart, so the name alone proves nothing. */
export interface Asker {
  readonly agent: string;
  readonly isFallback: boolean;
  readonly session: string | null;
  readonly token: number | null;
}

/** The state of a lease now: a claim whose heartbeat is overdue, or whose worker is gone, is orphaned. */
export function leaseState(lease: Lease, moment: Moment): LeaseState {
  if (lease.status === 'paused') return 'paused';
  if (Date.parse(lease.expires_at) <= moment.now) return 'orphaned';
  return lease.worker && moment.isGone(lease.worker) ? 'orphaned' : 'claimed';
}

/** Whether the lease locks its task and subtree now. */
export function isLive(lease: Lease | null, moment: Moment): lease is Lease {
  return lease !== null && leaseState(lease, moment) === 'claimed';
}

/** Whether the asker is certainly the lease's holder: what claiming, and being let past a lock to claim, asks for. */
export function isHolder(lease: Lease, asker: Asker): boolean {
  if (asker.token !== null && asker.token === lease.token) return true;
  if (lease.agent !== asker.agent) return false;
  return !asker.isFallback || (asker.session !== null && asker.session === lease.session_id);
}

/**
 * Whether the asker may act as the lease's holder. As `isHolder`, but a fallback name is believed unless another session
 * is given: nobody can tell two such agents apart, and one alone must be able to finish what it claimed.
 */
export function passesAsHolder(lease: Lease, asker: Asker): boolean {
  if (isHolder(lease, asker)) return true;
  return asker.isFallback && asker.session === null && lease.agent === asker.agent;
}
