export interface BackoffOptions {
  /** The upper bound of the first wait, in milliseconds; it doubles with each failure in a row. */
  readonly first: number;
  /** The upper bound of any wait that nobody asked for, in milliseconds. */
  readonly longest: number;
  /** 0 up to, not with, 1. */
  random(): number;
}

/** How long a failed attempt is waited out: exponential with full jitter. One for all that meets the same limits. */
export class Backoff {
  readonly #options: BackoffOptions;
  #failures = 0;
  #until = Number.NEGATIVE_INFINITY;

  constructor(options: BackoffOptions) {
    this.#options = options;
  }

  /** Until when nothing is to be begun, in milliseconds since the epoch. */
  get until(): number {
    return this.#until;
  }

  /** Notes a failure at a moment; returns how long to wait, in milliseconds, which is never less than was asked for. */
  failed(now: number, retryAfter: number | null = null): number {
    const { first, longest, random } = this.#options;
    // 2 ** 30 of anything is beyond the longest.
    const bound = Math.min(longest, first * 2 ** Math.min(30, this.#failures++));
    const wait = Math.max(retryAfter ?? 0, Math.floor(random() * bound));
    this.#until = Math.max(this.#until, now + wait);
    return wait;
  }

  /** An attempt went well: the next failure is a first one. */
  succeeded(): void {
    this.#failures = 0;
  }
}
