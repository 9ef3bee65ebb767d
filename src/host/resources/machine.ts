import { readFileSync, statfsSync } from 'node:fs';
import { cpus, freemem, totalmem } from 'node:os';
import type { Usage } from '../../core/run/resources.ts';

/** CPU time in milliseconds that a machine of so many cores worked, and was there for, since it was started. */
export interface CpuTimes {
  readonly busy: number;
  readonly total: number;
  readonly cores: number;
}

export function cpuTimes(): CpuTimes {
  let busy = 0;
  let idle = 0;
  const cores = cpus();
  for (const { times } of cores) {
    busy += times.user + times.nice + times.sys + times.irq;
    idle += times.idle;
  }
  return { busy, total: busy + idle, cores: cores.length };
}

/** The cores in use between two readings; null when no time passed. */
export function cpuUsage(before: CpuTimes, now: CpuTimes): Usage | null {
  const passed = now.total - before.total;
  return passed > 0 ? usage(((now.busy - before.busy) / passed) * now.cores, now.cores) : null;
}

/** Memory that programs cannot have, in bytes: what the system can take back at once (its file cache) counts as free. */
export function memoryUsage(meminfo = '/proc/meminfo'): Usage | null {
  const text = readOrNull(meminfo);
  const kilobytes = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(text ?? '')?.[1]);
  const total = kilobytes('MemTotal') * 1024 || totalmem();
  const available = kilobytes('MemAvailable') * 1024;
  return usage(total - (Number.isNaN(available) ? freemem() : available), total);
}

/** The disk that a folder is on, in bytes, as `df` counts it: what is reserved for the system is neither used nor free. */
export function diskUsage(folder: string): Usage | null {
  try {
    const { bsize, blocks, bfree, bavail } = statfsSync(folder);
    const used = (blocks - bfree) * bsize;
    return usage(used, used + bavail * bsize);
  } catch {
    return null;
  }
}

export function usage(used: number, total: number): Usage | null {
  if (!(total > 0) || !Number.isFinite(used)) return null;
  const within = Math.max(0, used);
  return { used: within, total, share: Math.min(1, within / total) };
}

/** The text of a file of the system; null where there is none. */
export function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
