import type { JsonObject, JsonValue } from './json.ts';

/**
 * Every expected failure, by the exit code a script sees. The kind of a code is decided here and nowhere else;
 * the surfaces turn the kind into an exit code or an HTTP status.
 */
const KIND_OF_CODE = {
  gate_failed: 'failed',
  budget_exhausted: 'failed',
  io_error: 'failed',
  job_failed: 'failed',
  check_failed: 'failed',
  usage: 'usage',
  invalid_plan: 'usage',
  invalid_config: 'usage',
  not_initialized: 'not_found',
  not_found: 'not_found',
  nothing_ready: 'not_found',
  template_not_found: 'not_found',
  dependency_not_found: 'not_found',
  module_not_found: 'not_found',
  job_not_found: 'not_found',
  invalid_transition: 'conflict',
  task_blocked: 'conflict',
  task_finished: 'conflict',
  already_claimed: 'conflict',
  locked_by_parent: 'conflict',
  descendant_claimed: 'conflict',
  not_claimed: 'conflict',
  not_lease_holder: 'conflict',
  lease_lost: 'conflict',
  children_unfinished: 'conflict',
  has_dependents: 'conflict',
  has_children: 'conflict',
  dependency_cycle: 'conflict',
  version_conflict: 'conflict',
  template_exists: 'conflict',
  incremental_mode: 'conflict',
  undo_conflict: 'conflict',
  nothing_to_undo: 'conflict',
  corrupt_state: 'corrupt',
  invalid_template: 'corrupt',
  internal: 'internal',
  busy: 'busy',
  interrupted: 'interrupted',
} as const;

export type FailureCode = keyof typeof KIND_OF_CODE;
export type FailureKind = (typeof KIND_OF_CODE)[FailureCode];

export interface Failure {
  readonly code: FailureCode;
  /** One sentence for a person: what was asked, and why it cannot be. */
  readonly message: string;
  /** What to do next; never a command that destroys something. */
  readonly hint?: string;
  /** For programs: the ids, the file, the line. */
  readonly data?: JsonObject;
}

/** What passes by itself: a lease ends, work comes up, a writer is done. */
const PASSING: readonly FailureCode[] = [
  'busy',
  'nothing_ready',
  'already_claimed',
  'locked_by_parent',
  'descendant_claimed',
];

export function failureKind(code: FailureCode): FailureKind {
  return KIND_OF_CODE[code];
}

/** Whether the same call may succeed later with nothing else changed. */
export function isRetryable(code: FailureCode): boolean {
  return PASSING.includes(code);
}

/** What a program sees of a failure. */
export interface ErrorJson extends Failure {
  /** Whether the same call may succeed later with nothing else changed. */
  readonly retryable: boolean;
}

/** A failure in the form in which programs see it. */
export function errorJson({ code, message, hint, data }: Failure): ErrorJson {
  return {
    code,
    message,
    ...(hint ? { hint } : {}),
    ...(data ? { data } : {}),
    retryable: isRetryable(code),
  };
}

/** Builds a failure; empty hints and data are left out. */
export function fail(
  code: FailureCode,
  message: string,
  more: { hint?: string; data?: { [key: string]: JsonValue | undefined } } = {},
): Failure {
  const data = more.data && (JSON.parse(JSON.stringify(more.data)) as JsonObject);
  return { code, message, ...(more.hint ? { hint: more.hint } : {}), ...(data ? { data } : {}) };
}

/** Carries a failure across code that cannot return one (a callback of a library, a generator). */
export class FailureError extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.message);
    this.name = 'FailureError';
    this.failure = failure;
  }
}
