import type { Progress } from '../core/run/progress.ts';

/** The last progress of each task, kept over restarts; one that cannot be kept is lost without harm to the work. */
export interface ProgressBoard {
  /** Null for a task that reported none, or long ago. */
  get(taskId: string): Progress | null;
  put(progress: Progress): void;
}
