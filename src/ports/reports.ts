import type { Report } from '../core/codebase/report.ts';
import type { Failure } from '../core/failure.ts';
import type { Result } from '../core/result.ts';
import type { Settings } from '../core/settings.ts';

/** A report, the fingerprint of the code it is about, and the language it is written in. */
export interface KeptReport {
  readonly report: Report;
  readonly fingerprint: string;
  readonly lang: Settings['lang'];
}

/** The right to make a report while others wait for it. */
export interface Turn {
  /** Lets the next one in; when this returns, it may be there. */
  end(): Promise<void>;
}

/** The reports of a project, one a run. Read by the path of every `create`: quick, and without a dependency. */
export interface Reports {
  /** The newest that can be read; null when there is none. One that is damaged is passed over. */
  newest(): KeptReport | null;
  /** Keeps a report, and drops those that are too many. Failure: io_error. */
  keep(kept: KeptReport): Result<void, Failure>;
  /** Takes the turn to make a report, and waits at most so many milliseconds for others; null when that is not enough. */
  turn(patience: number): Promise<Turn | null>;
}
