import { Backoff } from '../core/run/backoff.ts';
import { CheckpointError, FatalError, MaxRetriesExceededError, TransientError } from '../core/run/errors.ts';
import { wait } from './wait.ts';

export interface RecoveryOptions {
  /** How often it is tried again; default 3. */
  readonly retries?: number;
  /** The upper bound of the first wait in milliseconds, which doubles each time; default 1000. */
  readonly firstWait?: number;
  /** The upper bound of all waits in milliseconds, unless a longer one is asked for; default 60,000. */
  readonly longestWait?: number;
  /** Whether an error that is none of lra's may pass; default: it may. */
  readonly isTransient?: (error: Error) => boolean;
  /** Is told before each wait, of so many milliseconds. */
  readonly onRetry?: (error: Error, attempt: number, wait: number) => void;
  /** 0 up to, not with, 1; default Math.random. */
  readonly random?: () => number;
  /** Ends a wait early; what was thrown last is thrown then. */
  readonly signal?: AbortSignal;
}

/** States to go on from, the newest first; each is loaded when it is tried, and throws CheckpointError when it is damaged. */
export type Restores<S> = Iterable<() => S | Promise<S>>;

/** Repeats what fails, as long as that makes sense. One for all that meets the same limits: they share its back-off. */
export class RecoveryStrategy {
  readonly #options: RecoveryOptions;
  readonly #backoff: Backoff;

  constructor(options: RecoveryOptions = {}) {
    const { firstWait = 1000, longestWait = 60_000, random = Math.random } = options;
    this.#options = options;
    this.#backoff = new Backoff({ first: firstWait, longest: longestWait, random });
  }

  /**
   * Calls an operation until it succeeds, with the state it is to go on from: the newest of `restores`; after a
   * CheckpointError the one before, then the one before that. Undefined without any. Throws FatalError at once, also when
   * no checkpoint can be used; MaxRetriesExceededError, with the causes, after the last try.
   */
  async executeWithRecovery<T, S = undefined>(
    operation: (state: S | undefined, attempt: number) => T | Promise<T>,
    restores: Restores<S> = [],
  ): Promise<T> {
    const { retries = 3, onRetry, signal } = this.#options;
    const states = [...restores];
    const causes: Error[] = [];
    let used = 0;
    for (let attempt = 1; ; attempt++) {
      try {
        const value = await operation(await states[used]?.(), attempt);
        this.#backoff.succeeded();
        return value;
      } catch (thrown) {
        const error = this.#judge(thrown);
        if (error instanceof FatalError) throw error;
        if (error instanceof CheckpointError) {
          used++;
          if (used >= Math.min(states.length, CHECKPOINTS_TRIED))
            throw new FatalError(`no checkpoint can be used: ${error.message}`, { cause: error });
          continue;
        }
        causes.push(error);
        if (causes.length > retries) throw new MaxRetriesExceededError(causes);
        const asked = error instanceof TransientError ? error.retryAfter : null;
        const pause = this.#backoff.failed(Date.now(), asked);
        onRetry?.(error, attempt, pause);
        await (signal ? wait(pause, signal) : wait(pause));
        if (signal?.aborted) throw error;
      }
    }
  }

  #judge(thrown: unknown): Error {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    const isKnown = error instanceof TransientError || error instanceof CheckpointError;
    const passes = isKnown || (this.#options.isTransient?.(error) ?? true);
    return passes ? error : new FatalError(error.message, { cause: error });
  }
}

/** The last good checkpoint, the one before, and the one before that. */
const CHECKPOINTS_TRIED = 3;
