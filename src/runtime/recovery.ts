import type { Backoff } from '../core/run/backoff.ts';
import { FatalError, MaxRetriesExceededError, type RunError } from '../core/run/errors.ts';
import type { Said } from './carry.ts';

/** What is to be done after an attempt that failed. */
export type NextMove =
  | { readonly kind: 'retry'; readonly wait: number }
  /** Goes on at once, from an earlier checkpoint. */
  | { readonly kind: 'restore' }
  | { readonly kind: 'fail'; readonly error: Error };

/** After the last good checkpoint and the one before it, no other is tried. */
const CHECKPOINTS_TRIED = 2;

/** The failed attempts at one task, and what follows from them. The back-off is the worker's, shared by all tasks. */
export class Recovery {
  readonly #retries: number;
  readonly #backoff: Backoff;
  readonly #causes: Error[];
  readonly #rejected = new Set<string>();

  /** `causes` are those of earlier attempts, and are added to. */
  constructor(retries: number, backoff: Backoff, causes: Error[] = []) {
    this.#retries = retries;
    this.#backoff = backoff;
    this.#causes = causes;
  }

  /** The newest that was said and was not found unusable. */
  choose(all: readonly Said[]): Said | null {
    return all.find((said) => !this.#rejected.has(JSON.stringify(said))) ?? null;
  }

  /** Decides what follows from a failure; `used` is what the attempt went on from, `all` what there is. */
  after(error: RunError, now: number, used: Said | null, all: readonly Said[]): NextMove {
    switch (error.kind) {
      case 'fatal':
        return { kind: 'fail', error };
      case 'checkpoint': {
        if (used) this.#rejected.add(JSON.stringify(used));
        const isOut = !used || this.#rejected.size > CHECKPOINTS_TRIED || this.choose(all) === null;
        if (!isOut) return { kind: 'restore' };
        return {
          kind: 'fail',
          error: new FatalError(`no checkpoint can be used: ${error.message}`, { cause: error }),
        };
      }
      case 'transient': {
        this.#causes.push(error);
        if (this.#causes.length > this.#retries)
          return {
            kind: 'fail',
            error: this.#retries === 0 ? error : new MaxRetriesExceededError([...this.#causes]),
          };
        const asked = 'retryAfter' in error ? (error.retryAfter as number | null) : null;
        return { kind: 'retry', wait: this.#backoff.failed(now, asked) };
      }
    }
  }
}
