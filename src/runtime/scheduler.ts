export interface SchedulerOptions {
  /** How many run at once, 1 or more; default 1. */
  readonly maxParallel?: number;
}

interface Waiting {
  readonly priority: number;
  readonly order: number;
  start(): void;
}

/** Runs operations by priority, so many at a time. */
export class Scheduler {
  readonly #max: number;
  readonly #waiting: Waiting[] = [];
  #running = 0;
  #order = 0;
  #idle: (() => void)[] = [];

  /** Throws RangeError for a maximum that is no whole number from 1 on. */
  constructor({ maxParallel = 1 }: SchedulerOptions = {}) {
    if (!Number.isSafeInteger(maxParallel) || maxParallel < 1)
      throw new RangeError(`maxParallel is a whole number from 1 on, not ${maxParallel}`);
    this.#max = maxParallel;
  }

  /** How many operations run now. */
  get running(): number {
    return this.#running;
  }

  /** How many wait. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /**
   * Has an operation run when there is room and nothing more urgent waits: 0 (as P0) before 1; of equals the first one.
   * Settles as the operation does.
   */
  schedule<T>(operation: () => T | Promise<T>, priority = 1): Promise<T> {
    return new Promise((resolve, reject) => {
      const start = () => {
        this.#running++;
        Promise.resolve()
          .then(operation)
          .then(resolve, reject)
          .finally(() => this.#ended());
      };
      const entry = { priority, order: this.#order++, start };
      const at = this.#waiting.findIndex((one) => one.priority > priority);
      this.#waiting.splice(at < 0 ? this.#waiting.length : at, 0, entry);
      // What is scheduled in one go is begun by priority.
      queueMicrotask(() => this.#next());
    });
  }

  /** Settles when nothing runs and nothing waits. */
  idle(): Promise<void> {
    if (this.#running + this.#waiting.length === 0) return Promise.resolve();
    return new Promise((settle) => this.#idle.push(settle));
  }

  #next(): void {
    while (this.#running < this.#max) {
      const next = this.#waiting.shift();
      if (!next) return;
      next.start();
    }
  }

  #ended(): void {
    this.#running--;
    this.#next();
    if (this.#running + this.#waiting.length === 0) for (const settle of this.#idle.splice(0)) settle();
  }
}
