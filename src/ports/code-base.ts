import type { FileDetails, Survey } from '../core/codebase/facts.ts';
import type { Failure } from '../core/failure.ts';
import type { Result } from '../core/result.ts';

/** How far a survey is: files that are measured, of all. */
export type OnProgress = (done: number, total: number) => void;

/** The code around the project. */
export interface CodeBase {
  /**
   * Measures every source file; those that did not change since the last survey come from a cache. A file that cannot be
   * measured is skipped, whatever is in it. Failure: io_error, when the folder itself cannot be read.
   */
  survey(onProgress?: OnProgress): Promise<Result<Survey, Failure>>;
  /** What the fingerprint of a survey would be now, without measuring. Failure: io_error. */
  fingerprint(): Promise<Result<string, Failure>>;
  /** Some source files in full, by path; those that cannot be read are left out. */
  details(paths: readonly string[]): Promise<readonly FileDetails[]>;
}
