import { type Failure, type FailureCode, isRetryable } from '../core/failure.ts';
import type { JsonObject } from '../core/json.ts';
import type { Result } from '../core/result.ts';

/** An expected failure of a use-case, as the library throws it. Its fields are those of the command line's error. */
export class LraError extends Error {
  readonly code: FailureCode;
  /** What to do next. */
  readonly hint: string | null;
  /** For programs: the ids, the file, the line. */
  readonly data: JsonObject;
  /** Whether the same call may succeed later with nothing else changed. */
  readonly retryable: boolean;

  constructor({ code, message, hint, data }: Failure) {
    super(message);
    this.name = 'LraError';
    this.code = code;
    this.hint = hint ?? null;
    this.data = data ?? {};
    this.retryable = isRetryable(code);
  }
}

/** The value of a result; throws its failure as an LraError. */
export function valueOrThrow<T>(result: Result<T, Failure>): T {
  if (result.ok) return result.value;
  throw new LraError(result.failure);
}
