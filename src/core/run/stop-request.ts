/** Asks the workers of a project to stop. */
export interface StopRequest {
  /** Who asked; null when the file was made by hand. */
  readonly agent: string | null;
  /** UTC, ISO 8601. */
  readonly at: string;
  /** Whether what runs is ended at once, instead of checkpointed and paused. */
  readonly now: boolean;
}
