import type { NextStep } from '../context/document.ts';

/** A task that the agent holds; times in words, as `3 min`. */
export interface HeldTask {
  readonly id: string;
  readonly description: string;
  readonly status: string;
  readonly held_for: string;
  /** How long ago the last heartbeat was. */
  readonly silent_for: string;
  /** Null when the claim lapsed: anyone may take the task. */
  readonly lease_left: string | null;
  readonly checkpoint: HeldCheckpoint | null;
}

export interface HeldCheckpoint {
  readonly sequence: number;
  readonly ago: string;
  readonly note: string | null;
  /** What remains to do, joined with semicolons. */
  readonly remaining: string;
}

/** A gate whose newest evidence says that it failed. */
export interface FailingGate {
  readonly task_id: string;
  readonly name: string;
  /** How it ended, in words. */
  readonly outcome: string;
  readonly ago: string;
  /** The last line that it wrote. */
  readonly said: string;
}

export interface JobLine {
  readonly id: string;
  readonly name: string;
  readonly task_id: string | null;
  readonly running_for: string;
}

export interface CommitLine {
  /** Its first 12 digits. */
  readonly commit: string;
  readonly ago: string;
  readonly subject: string;
}

/** Something that was done to tasks: a change, a checkpoint, a record. */
export interface DoneLine {
  readonly ago: string;
  readonly agent: string;
  readonly command: string;
  readonly summary: string;
  readonly note: string | null;
}

/** The lists of an answer. */
export interface OrientLists {
  readonly holds: HeldTask;
  readonly failing_gates: FailingGate;
  readonly jobs: JobLine;
  readonly commits: CommitLine;
  readonly done: DoneLine;
}

export type OrientList = keyof OrientLists;

/** Where the agent is. What git would say is null outside a repository. */
export interface Whereabouts {
  readonly project: string;
  readonly agent: string;
  /** The folder that it works in. */
  readonly folder: string;
  readonly branch: string | null;
  readonly commit: string | null;
  readonly dirty_files: number | null;
}

/** The whole answer; of each list the newest, or most urgent, first. */
export interface OrientDocument extends Whereabouts {
  readonly holds: readonly HeldTask[];
  readonly failing_gates: readonly FailingGate[];
  readonly jobs: readonly JobLine[];
  readonly commits: readonly CommitLine[];
  readonly done: readonly DoneLine[];
  readonly next: NextStep;
  /** How many entries of which list were left out; lists that are whole are not named. */
  readonly omitted: { readonly [list: string]: number };
  /** What this answer costs to read, in tokens of o200k_base. */
  readonly tokens: number;
}
