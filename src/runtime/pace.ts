import type { Deps } from '../app/deps.ts';

/** How often it is asked for new tasks while nothing changed, in milliseconds: a lease may lapse without anybody's doing. */
const ASK_EVERY = 5000;

/** How often it is swept. */
const SWEEP_EVERY = 5000;

/** Decides when it is time to look: to ask for new tasks costs a walk over the graph. */
export class Pace {
  readonly #deps: Deps;
  #askedAt = Number.NEGATIVE_INFINITY;
  #generation = -1;
  #sweptAt = Number.NEGATIVE_INFINITY;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Whether anything changed since the last time it was, or enough time passed. */
  async isTime(): Promise<boolean> {
    const now = this.#deps.clock.now();
    const read = await this.#deps.store.read({ kind: 'tasks', ids: [] }, ({ generation }) => generation);
    const generation = read.ok ? read.value : -1;
    const isTime = generation !== this.#generation || Math.abs(now - this.#askedAt) >= ASK_EVERY;
    this.#generation = generation;
    if (isTime) this.#askedAt = now;
    return isTime;
  }

  /** Whether enough time passed since the last sweep; then it is one. */
  isSweepTime(now: number): boolean {
    const isTime = Math.abs(now - this.#sweptAt) >= SWEEP_EVERY;
    if (isTime) this.#sweptAt = now;
    return isTime;
  }

  /** The next time is at once. */
  hurry(): void {
    this.#askedAt = Number.NEGATIVE_INFINITY;
  }
}
