import { type Failure, isRetryable } from '../core/failure.ts';
import type { JsonObject } from '../core/json.ts';

/** What a program sees of a failure. */
export function errorJson({ code, message, hint, data }: Failure): JsonObject {
  return {
    code,
    message,
    ...(hint ? { hint } : {}),
    ...(data ? { data } : {}),
    retryable: isRetryable(code),
  };
}
