import { readdirSync, readFileSync } from 'node:fs';
import { type ProcessStat, processStat } from '../process-stat.ts';

/** A process that runs now. */
export interface ProcessRow extends ProcessStat {
  readonly pid: number;
}

const NAME = 'LRA_JOB_ID=';

/** Every process of the machine that is alive, by pid; null where the system does not show them (no /proc). */
export function processTable(): ReadonlyMap<number, ProcessRow> | null {
  let names: readonly string[];
  try {
    names = readdirSync('/proc');
  } catch {
    return null;
  }
  const rows = new Map<number, ProcessRow>();
  for (const name of names) {
    const pid = Number(name);
    const stat = Number.isInteger(pid) ? processStat(pid) : null;
    if (stat && !stat.isDead) rows.set(pid, { pid, ...stat });
  }
  return rows.size > 0 ? rows : null;
}

/** Whether a process is still the one that was looked at. */
export function isStill({ pid, startTime }: Pick<ProcessRow, 'pid' | 'startTime'>): boolean {
  const stat = processStat(pid);
  return stat !== null && !stat.isDead && stat.startTime === startTime;
}

/** The jobs that a process was started in, the outermost first; empty when it is in none, or may not be asked. */
export function jobsOf(pid: number): readonly string[] {
  try {
    const environment = readFileSync(`/proc/${pid}/environ`, 'latin1');
    if (!environment.includes(NAME)) return [];
    const line = environment.split('\0').find((entry) => entry.startsWith(NAME));
    return line ? line.slice(NAME.length).split('/') : [];
  } catch {
    return [];
  }
}

/** The children of a process, found without looking at every other one; empty where the system does not list them. */
export function childrenOf(pid: number): readonly number[] {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    const lists = threads.map((thread) => readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8'));
    return lists.join(' ').split(/\s+/).filter(Boolean).map(Number);
  } catch {
    return [];
  }
}
