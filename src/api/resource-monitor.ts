import { resolve } from 'node:path';
import { fail } from '../core/failure.ts';
import type { Thresholds } from '../core/run/levels.ts';
import { DEFAULT_SETTINGS } from '../core/settings.ts';
import { resourcesAround } from '../host/resources/probe.ts';
import { ResourceWatch } from '../runtime/resource-watch.ts';
import { LraError } from './lra-error.ts';

export interface ResourceMonitorOptions extends Partial<Thresholds> {
  /** The disk that this folder is on is measured. Default: the working directory. */
  readonly dir?: string;
  /** The tops of the trees of processes to measure as well; asked at each measurement. */
  readonly pids?: () => readonly number[];
}

/**
 * CPU (cores), memory and disk (bytes) of this machine, of the container it runs in, and of trees of processes, with a level
 * each: `warn` from a share of 0.8 on, `stop` (begin nothing new) from 0.9, `pause` from 0.95 of the disk; a level is left
 * 5 points below where it begins. Usable without a project.
 */
export class ResourceMonitor extends ResourceWatch {
  /** Throws LraError: usage, for thresholds that are not from 0 to 1 or not in this order. */
  constructor({ dir = '.', pids, ...given }: ResourceMonitorOptions = {}) {
    const thresholds = { ...DEFAULT_SETTINGS.resources, ...given };
    const { warn, admit, disk_pause } = thresholds;
    if (!(0 <= warn && warn <= admit && admit <= disk_pause && disk_pause <= 1)) {
      const message = 'thresholds are shares from 0 to 1, and warn <= admit <= disk_pause';
      throw new LraError(fail('usage', message, { data: { warn, admit, disk_pause } }));
    }
    super({ resources: resourcesAround(resolve(dir)), thresholds, ...(pids ? { pids } : {}) });
  }
}
