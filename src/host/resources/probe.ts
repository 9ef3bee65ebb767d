import type { TreeUsage, Usage } from '../../core/run/resources.ts';
import type { Resources } from '../../ports/resources.ts';
import { type CgroupPlaces, readCgroup } from './cgroup.ts';
import { cpuTimes, cpuUsage, diskUsage, memoryUsage, usage } from './machine.ts';
import { readTree, treeCpu } from './process-tree.ts';

/** Measures this machine, and the disk that a folder is on. */
export function resourcesAround(folder: string, places?: CgroupPlaces): Resources {
  let before: ReturnType<typeof read> | null = null;
  const read = (pids: readonly number[]) => ({
    // Wall-clock time may jump.
    at: performance.now(),
    cpu: cpuTimes(),
    cgroup: readCgroup(places),
    tree: pids.length > 0 ? readTree(pids) : null,
  });
  return {
    sample: (pids = []) => {
      const last = before;
      const now = read(pids);
      before = now;
      const passed = last ? now.at - last.at : 0;
      return {
        at: new Date().toISOString(),
        machine: {
          cpu: last ? cpuUsage(last.cpu, now.cpu) : null,
          memory: memoryUsage(),
          disk: diskUsage(folder),
        },
        cgroup: { cpu: cgroupCpu(last?.cgroup.cpu, now.cgroup.cpu, passed), memory: now.cgroup.memory },
        tree: now.tree && treeUsage(last?.tree ?? null, now.tree, passed),
      };
    },
  };

  function cgroupCpu(
    last: { used: number } | null | undefined,
    now: { used: number; cores: number } | null,
    passed: number,
  ): Usage | null {
    return last && now && passed > 0 ? usage((now.used - last.used) / passed, now.cores) : null;
  }

  function treeUsage(
    last: ReturnType<typeof readTree>,
    now: NonNullable<ReturnType<typeof readTree>>,
    passed: number,
  ): TreeUsage {
    const { processes, memory } = now;
    return { processes, memory, cpu: last && passed > 0 ? treeCpu(last, now) / passed : null };
  }
}
