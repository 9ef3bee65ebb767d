import { isJsonObject } from '../json.ts';
import { isTaskId } from '../task/id.ts';

const TIMES = ['claimed_at', 'last_heartbeat', 'expires_at'];

/** What is wrong with a lease by itself, whoever wrote it; null when it is sound. */
export function leaseFault(lease: unknown): string | null {
  if (!isJsonObject(lease)) return 'it is not an object';
  if (typeof lease.task_id !== 'string' || !isTaskId(lease.task_id)) return 'task_id is not a task id';
  if (lease.status !== 'claimed' && lease.status !== 'paused') return 'status is claimed or paused';
  if (typeof lease.agent !== 'string' || lease.agent === '') return 'agent is missing';
  if (lease.session_id !== null && typeof lease.session_id !== 'string') return 'session_id is missing';
  if (!Number.isSafeInteger(lease.token) || (lease.token as number) < 1)
    return 'token is not a whole number above 0';
  if (typeof lease.published !== 'boolean') return 'published is true or false';
  if (lease.worker !== undefined && !isJsonObject(lease.worker)) return 'worker is not an object';
  const time = TIMES.find(
    (field) => typeof lease[field] !== 'string' || Number.isNaN(Date.parse(lease[field])),
  );
  return time === undefined ? null : `${time} is not a time`;
}
