import type { Failure } from '../core/failure.ts';
import type { Result } from '../core/result.ts';
import type { StopRequest } from '../core/run/stop-request.ts';

/** The STOP file of a project: while it is there, its workers stop. Failures: io_error. */
export interface StopRequests {
  /** Null when nobody asked. Cheap enough to ask every second. */
  read(): StopRequest | null;
  write(request: StopRequest): Result<void, Failure>;
  /** Takes it back; false when there was none. */
  clear(): Result<boolean, Failure>;
}
