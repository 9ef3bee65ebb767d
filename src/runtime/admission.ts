import { type Level, nextConcurrency } from '../core/run/levels.ts';
import { ALL_OK, type Levels, levelChanges, levelsOf, resourceStatus } from '../core/run/resources.ts';
import type { Tell, WorkDeps } from './work-deps.ts';

/** How often the machine is measured, in milliseconds. */
const EVERY = 2000;

/** Decides by the resources of the machine how many tasks may run at once. */
export class Admission {
  readonly #work: WorkDeps;
  readonly #wanted: number;
  readonly #tell: Tell;
  #levels: Levels = ALL_OK;
  #allowed: number;
  #level: Level = 'ok';
  #measuredAt = Number.NEGATIVE_INFINITY;

  constructor(work: WorkDeps, wanted: number, tell: Tell) {
    this.#work = work;
    this.#wanted = wanted;
    this.#allowed = wanted;
    this.#tell = tell;
  }

  /** What runs is to be paused. */
  get mustPause(): boolean {
    return this.#level === 'pause';
  }

  /**
   * How many may run, for those that run go on. None is begun while memory or disk are scarce. A busy CPU, which may be
   * others' doing for hours, only slows work down: one task at a time goes on.
   */
  get allowed(): number {
    const { cpu, memory, disk } = this.#levels;
    if (isShort(memory) || isShort(disk)) return 0;
    return isShort(cpu) ? 1 : this.#allowed;
  }

  /** Measures, when it is time; each change of a level is an event. */
  measure(now: number, pids: readonly number[]): void {
    if (Math.abs(now - this.#measuredAt) < EVERY) return;
    this.#measuredAt = now;
    const { resources, deps } = this.#work;
    const status = resourceStatus(resources.sample(pids), this.#levels, deps.settings.resources);
    for (const { resource, level, share } of levelChanges(this.#levels, status))
      this.#tell({ type: 'resources', resource, level, share }, deps.asker.agent);
    this.#levels = levelsOf(status);
    this.#level = status.level;
    this.#allowed = Math.max(1, nextConcurrency(status.level, this.#allowed, this.#wanted));
  }
}

function isShort(level: Level): boolean {
  return level === 'stop' || level === 'pause';
}
