import type { JsonValue } from '../json.ts';

/** What an agent left so that it, or another, can go on. */
export interface Checkpoint {
  /** Counts the checkpoints of a task from 1. */
  readonly sequence: number;
  /** UTC, ISO 8601. */
  readonly at: string;
  readonly agent: string;
  readonly note: string | null;
  readonly completed: readonly string[];
  readonly remaining: readonly string[];
  readonly files: readonly string[];
  /** Whatever the agent needs to go on; null when nothing was given. */
  readonly state: JsonValue;
  /** The git commit that was checked out; null outside a repository. */
  readonly commit: string | null;
}

/** How many checkpoints of a task are kept. */
export const CHECKPOINTS_KEPT = 5;
