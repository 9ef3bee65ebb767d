import { readdirSync } from 'node:fs';
import { readOrNull } from './machine.ts';

/** What a tree of processes uses. */
export interface TreeReading {
  readonly processes: number;
  /** Resident, in bytes; pages that processes share count once for each. */
  readonly memory: number;
  /** Milliseconds of CPU time by process, so that one that ended between two readings does not count backwards. */
  readonly cpu: ReadonlyMap<string, number>;
}

/** What Linux counts in on every architecture that Node runs on, as far as programs see it. */
const MILLISECONDS_A_TICK = 10;

interface Stat {
  readonly pid: number;
  readonly parent: number;
  readonly startTime: string;
  readonly cpu: number;
}

/** Reads the processes with these pids and all that they started and that did not leave them; null without /proc. */
export function readTree(tops: readonly number[]): TreeReading | null {
  const stats = allStats();
  if (!stats) return null;
  const children = byParent(stats.values());
  const seen = new Map<number, Stat>();
  const open = [...tops];
  for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
    const stat = stats.get(pid);
    if (!stat || seen.has(pid)) continue;
    seen.set(pid, stat);
    for (const child of children.get(pid) ?? []) open.push(child.pid);
  }
  let memory = 0;
  const cpu = new Map<string, number>();
  for (const { pid, startTime, cpu: used } of seen.values()) {
    memory += residentBytes(pid);
    cpu.set(`${pid}.${startTime}`, used);
  }
  return { processes: seen.size, memory, cpu };
}

/** CPU time between two readings, in milliseconds: what a new process used counts whole. */
export function treeCpu(before: TreeReading, now: TreeReading): number {
  let used = 0;
  for (const [process, time] of now.cpu) used += time - (before.cpu.get(process) ?? 0);
  return used;
}

function allStats(): ReadonlyMap<number, Stat> | null {
  let names: readonly string[];
  try {
    names = readdirSync('/proc');
  } catch {
    return null;
  }
  const stats = new Map<number, Stat>();
  for (const name of names) {
    const stat = /^\d+$/.test(name) ? statOf(Number(name)) : null;
    if (stat) stats.set(stat.pid, stat);
  }
  return stats;
}

function statOf(pid: number): Stat | null {
  const text = readOrNull(`/proc/${pid}/stat`);
  if (text === null) return null;
  // The second field is the program's name in parentheses; it may hold spaces and parentheses itself.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [parent, user, system, startTime] = [fields[1], fields[11], fields[12], fields[19]];
  if (startTime === undefined || fields[0] === 'Z' || fields[0] === 'X') return null;
  return {
    pid,
    parent: Number(parent),
    startTime,
    cpu: (Number(user) + Number(system)) * MILLISECONDS_A_TICK,
  };
}

function residentBytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readOrNull(`/proc/${pid}/status`) ?? '')?.[1];
  return Number(kilobytes ?? 0) * 1024;
}

function byParent(stats: Iterable<Stat>): ReadonlyMap<number, readonly Stat[]> {
  const children = new Map<number, Stat[]>();
  for (const stat of stats) {
    const known = children.get(stat.parent);
    if (known) known.push(stat);
    else children.set(stat.parent, [stat]);
  }
  return children;
}
