import type { Thresholds } from '../core/run/levels.ts';
import {
  ALL_OK,
  type LevelChange,
  type Levels,
  levelChanges,
  levelsOf,
  type ResourceStatus,
  resourceStatus,
} from '../core/run/resources.ts';
import type { Resources } from '../ports/resources.ts';

export interface ResourceWatchOptions {
  readonly resources: Resources;
  readonly thresholds: Thresholds;
  /** The tops of the trees of processes to measure as well. */
  readonly pids?: () => readonly number[];
}

/** Told of each change of a level, with how all resources stand then. */
export type ResourceListener = (change: LevelChange, status: ResourceStatus) => void;

/** Keeps the levels of the resources from one measurement to the next, and tells of their changes. */
export class ResourceWatch {
  readonly #options: ResourceWatchOptions;
  readonly #listeners = new Set<ResourceListener>();
  #levels: Levels = ALL_OK;
  #timer: ReturnType<typeof setInterval> | null = null;

  constructor(options: ResourceWatchOptions) {
    this.#options = options;
  }

  /** Measures now. The CPU is measured since the call before, and unknown in the first one. */
  status(): ResourceStatus {
    const { resources, thresholds, pids } = this.#options;
    const before = this.#levels;
    const status = resourceStatus(resources.sample(pids?.()), before, thresholds);
    this.#levels = levelsOf(status);
    for (const change of levelChanges(before, status)) {
      for (const listener of this.#listeners) listener(change, status);
    }
    return status;
  }

  /** Has a listener called at each change of a level; returns what ends that. What it throws, `status` throws. */
  subscribe(listener: ResourceListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Measures every so many milliseconds from now on, until `stop`. Does not keep the process alive. */
  start(milliseconds: number): void {
    this.stop();
    this.#timer = setInterval(() => this.status(), milliseconds).unref();
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
  }
}
