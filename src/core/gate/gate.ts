/** A command that must succeed before a task is finished. */
export interface Gate {
  /** A command line for `sh -c`, run in the project's folder. */
  readonly run: string;
  /** What it is called; its command line when it has no name. */
  readonly name: string;
  readonly timeout_seconds: number;
  /** Whether `--force` cannot skip it. */
  readonly required: boolean;
}

/** What running a gate showed; kept in the task's record. */
export interface Evidence {
  readonly name: string;
  readonly run: string;
  readonly passed: boolean;
  /** Null when it was ended by a signal or by its timeout. */
  readonly exit_code: number | null;
  readonly timed_out: boolean;
  /** Milliseconds. */
  readonly duration: number;
  /** The commit that was checked out; null outside a repository. */
  readonly commit: string | null;
  /** SHA-256 of its output, hexadecimal. */
  readonly output_sha256: string;
  /** The last lines of its output. */
  readonly tail: string;
  /** UTC, ISO 8601. */
  readonly at: string;
}
