/** How an attempt at work went wrong; its type decides what is done about it. */
export abstract class RunError extends Error {
  abstract readonly kind: 'transient' | 'checkpoint' | 'fatal';
}

/** What may pass by itself: a rate limit, the network, a crash. It is tried again after a while. */
export class TransientError extends RunError {
  override readonly name = 'TransientError';
  readonly kind = 'transient';
  /** How long the other side asked to wait, in milliseconds; null when it did not say. */
  readonly retryAfter: number | null;

  constructor(message: string, options: ErrorOptions & { readonly retryAfter?: number | null } = {}) {
    super(message, options);
    this.retryAfter = options.retryAfter ?? null;
  }
}

/** The state that work was to go on from cannot be used: the one before it is tried. */
export class CheckpointError extends RunError {
  override readonly name = 'CheckpointError';
  readonly kind = 'checkpoint';
}

/** What no repetition mends: bad credentials, a command that is not there, a budget that is spent. */
export class FatalError extends RunError {
  override readonly name = 'FatalError';
  readonly kind = 'fatal';
}

/** The last repetition failed as well. */
export class MaxRetriesExceededError extends Error {
  override readonly name = 'MaxRetriesExceededError';
  /** Why each attempt failed, the first one first. */
  readonly causes: readonly Error[];

  constructor(causes: readonly Error[]) {
    const last = causes.at(-1);
    super(`failed ${causes.length} times, at last: ${last?.message ?? 'for no known reason'}`, {
      cause: last,
    });
    this.causes = causes;
  }
}
