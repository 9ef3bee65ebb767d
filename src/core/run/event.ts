/** Everything that the log of events tells, by type. Times are UTC, ISO 8601; durations are milliseconds. */
export type RunEvent =
  | { readonly type: 'worker_started'; readonly concurrency: number }
  | {
      readonly type: 'worker_stopped';
      readonly reason: string;
      readonly finished: number;
      readonly failed: number;
    }
  | { readonly type: 'task_started'; readonly task_id: string; readonly attempt: number }
  | { readonly type: 'task_finished'; readonly task_id: string; readonly status: string }
  | { readonly type: 'task_failed'; readonly task_id: string; readonly reason: string }
  | { readonly type: 'task_released'; readonly task_id: string; readonly reason: string }
  | { readonly type: 'task_paused'; readonly task_id: string; readonly reason: string }
  | {
      readonly type: 'retry';
      readonly task_id: string;
      readonly attempt: number;
      readonly wait: number;
      readonly reason: string;
    }
  | { readonly type: 'lease_lost'; readonly task_id: string }
  | {
      readonly type: 'limit';
      readonly task_id: string;
      readonly limit: 'wall_clock' | 'silence' | 'no_progress';
    }
  | { readonly type: 'checkpoint'; readonly task_id: string; readonly sequence: number }
  | {
      readonly type: 'progress';
      readonly task_id: string;
      readonly step: number;
      readonly total: number;
      readonly description: string | null;
    }
  | { readonly type: 'cost'; readonly task_id: string; readonly cost: number; readonly spent: number }
  | {
      readonly type: 'gate';
      readonly task_id: string;
      readonly run: string;
      readonly passed: boolean;
      readonly exit_code: number | null;
      readonly duration: number;
    }
  | { readonly type: 'breaker'; readonly failures: number; readonly reason: string }
  | { readonly type: 'resources'; readonly resource: string; readonly level: string; readonly share: number }
  | { readonly type: 'swept'; readonly processes: number; readonly task_ids: readonly string[] }
  | { readonly type: 'job_started'; readonly job_id: string; readonly task_id: string | null }
  | {
      readonly type: 'job_ended';
      readonly job_id: string;
      readonly task_id: string | null;
      readonly status: string;
      readonly exit_code: number | null;
    };

/** An event as the log has it. */
export type LoggedEvent = RunEvent & {
  /** Grows by one with every event of the project, also over restarts. */
  readonly seq: number;
  readonly at: string;
  /** Whose doing it was. */
  readonly agent: string | null;
};
