import { type FailureCode, type FailureKind, failureKind } from '../core/failure.ts';

/** The exit code of each kind of failure. */
export const EXIT_CODES: { readonly [kind in FailureKind]: number } = {
  failed: 1,
  usage: 2,
  not_found: 3,
  conflict: 4,
  corrupt: 5,
  internal: 70,
  busy: 75,
  interrupted: 130,
};

/** The exit code a script sees for a failure. */
export function exitCodeOf(code: FailureCode): number {
  return EXIT_CODES[failureKind(code)];
}
