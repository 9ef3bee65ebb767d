/** A command to run as a tree of processes of its own. */
export interface CommandSpec {
  /** A command line for `sh -c`, or a program and its arguments. */
  readonly command: string | readonly [program: string, ...args: string[]];
  readonly cwd: string;
  /** The whole environment; the runner adds `LRA_JOB_ID`. */
  readonly env: { readonly [name: string]: string | undefined };
  /** Written to its stdin, which is then closed; null for none. */
  readonly stdin: string | null;
  /** Where stdout and stderr go, as they come. */
  readonly outputFile: string;
  /** Bytes of output that are kept; the rest is read and thrown away. */
  readonly outputCap: number;
  /** Names the tree: whatever process has it in its environment belongs to it. */
  readonly jobId: string;
}

/** How a command ended. */
export interface CommandEnd {
  /** Null when a signal ended it, or it could not be started. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** Why it could not be started; null when it was. */
  readonly startError: { readonly code: string; readonly message: string } | null;
}

export interface RunningCommand {
  /** Null when it could not be started. */
  readonly pid: number | null;
  /** Settles when the command itself ended, never on the end of a pipe that a grandchild keeps open. Never rejects. */
  readonly ended: Promise<CommandEnd>;
  /** When it last wrote something; milliseconds since the epoch, its start before that. */
  lastOutputAt(): number;
  /** Bytes that it wrote. */
  outputBytes(): number;
  /** The last so many characters of its output. */
  tail(characters: number): string;
  /** Ends the whole tree: SIGTERM, so many milliseconds, SIGKILL; also what left its process group. Settles when none is left. */
  stop(graceMilliseconds: number): Promise<void>;
  /** Ends what the command left behind when it ended by itself. Settles when none is left. */
  sweep(): Promise<void>;
}

/** Starts commands whose whole tree can be ended, whatever they do to escape. */
export interface CommandRunner {
  start(spec: CommandSpec): RunningCommand;
  /** Ends the trees of these jobs whose runner is gone; returns how many processes were met. */
  sweep(jobIds: readonly string[]): Promise<number>;
}
