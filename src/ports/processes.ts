import type { WorkerProcess } from '../core/lease/lease.ts';

/** What is known of the processes of this host. */
export interface Processes {
  /** Whether a recorded process certainly ended: this host, and no process of that pid and start time since that boot. */
  isGone(worker: WorkerProcess): boolean;
}
