import { readFileSync, readlinkSync } from 'node:fs';
import type { WorkerProcess } from '../core/lease/lease.ts';
import type { Processes } from '../ports/processes.ts';
import { processStat } from './process-stat.ts';

/** The number of the process namespace that a machine boots with; a container has another one. */
const FIRST_NAMESPACE = 'pid:[4026531836]';

/** The processes of this host, as far as the system shows them. */
export const hostProcesses: Processes = { isGone };

/** Describes a running process so that others can tell later whether it ended; what is not known is empty. */
export function describeProcess(pid: number = process.pid): WorkerProcess {
  return {
    host: hostName(),
    pid,
    start_time: processStat(pid)?.startTime ?? '',
    boot_id: bootId(),
  };
}

/** Says "gone" only when that is certain: a wrong "gone" would give one task to two workers. */
function isGone(worker: WorkerProcess): boolean {
  if (!Number.isSafeInteger(worker.pid) || worker.pid <= 0 || worker.host !== hostName()) return false;
  const boot = bootId();
  if (boot !== '' && worker.boot_id !== '' && worker.boot_id !== boot) return true;
  if (!isThere(worker.pid)) return true;
  const stat = processStat(worker.pid);
  if (!stat) return false;
  return stat.isDead || (worker.start_time !== '' && worker.start_time !== stat.startTime);
}

/** A host in the sense that equal pids mean the same process: containers of one machine are told apart. */
function hostName(): string {
  const name = process.getBuiltinModule('node:os').hostname();
  try {
    const namespace = readlinkSync('/proc/self/ns/pid');
    return namespace === FIRST_NAMESPACE ? name : `${name} ${namespace}`;
  } catch {
    return name;
  }
}

function bootId(): string {
  return readOr('/proc/sys/kernel/random/boot_id', '').trim();
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

function readOr(path: string, fallback: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return fallback;
  }
}
