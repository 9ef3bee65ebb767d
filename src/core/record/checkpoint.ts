import type { JsonValue } from '../json.ts';

/** What an agent left so that it, or another, can go on. */
export interface Checkpoint {
  readonly sequence: number;
  readonly at: string;
  readonly agent: string;
  readonly note: string | null;
  readonly completed: readonly string[];
  readonly remaining: readonly string[];
  readonly files: readonly string[];
  readonly state: JsonValue;
  readonly commit: string | null;
}

/** How many checkpoints of a task are kept. */
export const CHECKPOINTS_KEPT = 5;
