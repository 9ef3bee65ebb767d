import { join } from 'node:path';
import type { Usage } from '../../core/run/resources.ts';
import { readOrNull, usage } from './machine.ts';

/** What a control group says of itself: limits, and what is used; null where there is no limit. */
export interface CgroupReading {
  /** Bytes. */
  readonly memory: Usage | null;
  /** Milliseconds of CPU time used so far, and how many cores it may use; null without a limit. */
  readonly cpu: { readonly used: number; readonly cores: number } | null;
}

/** Version 1 writes "no limit" as a number close to 2^63. */
const NO_LIMIT = 2 ** 60;

/** Where the system shows control groups; a test shows others. */
export interface CgroupPlaces {
  readonly root: string;
  readonly self: string;
}

const PLACES: CgroupPlaces = { root: '/sys/fs/cgroup', self: '/proc/self/cgroup' };

/** Reads the limits of the group of this process, of version 2 or 1, the tightest of it and those above it. */
export function readCgroup(places: CgroupPlaces = PLACES): CgroupReading {
  const lines = (readOrNull(places.self) ?? '').split('\n').map((line) => line.split(':'));
  const pathOf = (controller: string) =>
    lines
      .find(([, names]) => names?.split(',').includes(controller))
      ?.slice(2)
      .join(':') ?? '/';
  const unified =
    lines
      .find(([id, names]) => id === '0' && names === '')
      ?.slice(2)
      .join(':') ?? '/';
  if (readOrNull(join(places.root, 'cgroup.controllers')) !== null) {
    const groups = groupsUp(places.root, unified);
    return { memory: tightest(groups.map(memory2)), cpu: narrowest(groups.map(cpu2)) };
  }
  const memory = groupsUp(join(places.root, 'memory'), pathOf('memory'));
  const cpu = groupsUp(join(places.root, 'cpu'), pathOf('cpu'));
  return { memory: tightest(memory.map(memory1)), cpu: narrowest(cpu.map(cpu1)) };
}

/** A group's folder and all above it. In a container the path may be one outside of it: then its root is its own group. */
function groupsUp(root: string, path: string): readonly string[] {
  const parts = path.split('/').filter((part) => part !== '' && part !== '..');
  return Array.from({ length: parts.length + 1 }, (_, i) => join(root, ...parts.slice(0, parts.length - i)));
}

function memory2(group: string): Usage | null {
  const inactive = statIn(group, 'memory.stat', 'inactive_file');
  return memoryOf(numberIn(group, 'memory.current'), inactive, numberIn(group, 'memory.max'));
}

function memory1(group: string): Usage | null {
  const inactive = statIn(group, 'memory.stat', 'total_inactive_file');
  const limit = numberIn(group, 'memory.limit_in_bytes');
  return memoryOf(numberIn(group, 'memory.usage_in_bytes'), inactive, limit);
}

/** What the kernel can take back at once, the file cache that nobody uses, counts as free. */
function memoryOf(used: number, inactive: number, limit: number): Usage | null {
  if (!(limit < NO_LIMIT)) return null;
  return usage(used - (Number.isNaN(inactive) ? 0 : inactive), limit);
}

function cpu2(group: string): CgroupReading['cpu'] {
  const [quota, period] = (readOrNull(join(group, 'cpu.max')) ?? '').trim().split(' ').map(Number);
  return cpuOf(statIn(group, 'cpu.stat', 'usage_usec') / 1000, quota, period);
}

function cpu1(group: string): CgroupReading['cpu'] {
  const used = numberIn(group, 'cpuacct.usage') / 1e6;
  return cpuOf(used, numberIn(group, 'cpu.cfs_quota_us'), numberIn(group, 'cpu.cfs_period_us'));
}

function cpuOf(used: number, quota = Number.NaN, period = Number.NaN): CgroupReading['cpu'] {
  return quota > 0 && period > 0 && used >= 0 ? { used, cores: quota / period } : null;
}

function tightest(usages: readonly (Usage | null)[]): Usage | null {
  return usages.reduce((worst, one) => (one && (!worst || one.share > worst.share) ? one : worst), null);
}

function narrowest(cpus: readonly CgroupReading['cpu'][]): CgroupReading['cpu'] {
  return cpus.reduce((least, one) => (one && (!least || one.cores < least.cores) ? one : least), null);
}

function numberIn(group: string, name: string): number {
  const text = readOrNull(join(group, name))?.trim();
  return text === undefined || text === '' ? Number.NaN : Number(text);
}

function statIn(group: string, file: string, name: string): number {
  const text = readOrNull(join(group, file)) ?? '';
  return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1] ?? Number.NaN);
}
