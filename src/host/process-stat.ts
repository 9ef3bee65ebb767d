import { readFileSync } from 'node:fs';

/** What the system says of a process: it is this one and no later one with its pid as long as `startTime` is the same. */
export interface ProcessStat {
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  /** Ticks since the machine booted, as text. */
  readonly startTime: string;
  /** Killed, and not yet waited for. */
  readonly isDead: boolean;
}

/** Reads /proc/<pid>/stat; null when there is no such process, or no /proc. */
export function processStat(pid: number): ProcessStat | null {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return null;
  }
  // The second field is the program's name in parentheses; it may hold spaces and parentheses itself.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [state, startTime] = [fields[0], fields[19]];
  if (!startTime) return null;
  return {
    parent: Number(fields[1]),
    group: Number(fields[2]),
    session: Number(fields[3]),
    startTime,
    isDead: state === 'Z' || state === 'X',
  };
}
