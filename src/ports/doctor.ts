import type { Symptom } from '../core/check/symptom.ts';
import type { Failure } from '../core/failure.ts';
import type { EntryHead } from '../core/record/change.ts';
import type { Result } from '../core/result.ts';

/** One thing that was mended. */
export interface Repair {
  readonly message: string;
  readonly file: string;
  /** Where the original is now; null when nothing of it was replaced. */
  readonly original: string | null;
}

/** What mending did. */
export interface Mended {
  readonly repairs: readonly Repair[];
  /** What could not be decided, and was left as it was; no later examination finds it. */
  readonly doubts: readonly Symptom[];
}

/** Looks after the files in which a store keeps a project, whatever state they are in. */
export interface StoreDoctor {
  /** Everything that is wrong with the files and with what they say. Changes nothing, takes no lock. */
  examine(): Promise<readonly Symptom[]>;
  /**
   * Mends what can be mended, keeping each original beside its file. What follows from the graph is mended in a
   * transaction with this head. Failures: io_error, busy.
   */
  repair(head: EntryHead): Promise<Result<Mended, Failure>>;
}
