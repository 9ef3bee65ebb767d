import type { FailureRules } from './classify.ts';

/** How `lra work` runs agents; `work:` in `config.yaml`. */
export interface WorkSettings extends FailureRules {
  /** The command line that is the agent, for `sh -c`; empty: it must be said each time. */
  readonly exec: string;
  /** How long an attempt may take, may be silent; 0 for no limit. */
  readonly timeout_minutes: number;
  readonly silence_minutes: number;
  /** Rounds, each as long as between two checkpoints, in which nothing changes; 0 for no limit. */
  readonly idle_rounds: number;
  readonly checkpoint_seconds: number;
  /** Between SIGTERM and SIGKILL. */
  readonly grace_seconds: number;
  /** How often a task is tried again. */
  readonly retries: number;
  readonly backoff_seconds: number;
  readonly longest_backoff_seconds: number;
  /** After so many tasks in a row that failed for good the worker stops. */
  readonly breaker: number;
  /** Of the output of each attempt. */
  readonly log_megabytes: number;
}

export const DEFAULT_WORK: WorkSettings = {
  exec: '',
  timeout_minutes: 30,
  silence_minutes: 10,
  idle_rounds: 3,
  checkpoint_seconds: 300,
  grace_seconds: 5,
  retries: 3,
  backoff_seconds: 5,
  longest_backoff_seconds: 600,
  breaker: 3,
  log_megabytes: 10,
  transient: {
    exit_codes: [75],
    patterns: [
      'rate.?limit',
      'too many requests',
      'overloaded',
      '(status|http|error|code)\\W{0,3}(429|5\\d\\d)\\b',
      'ECONNRESET|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|EPIPE',
      'socket hang up|connection (reset|timed out)|temporarily unavailable',
    ],
  },
  fatal: {
    exit_codes: [126, 127],
    patterns: [
      '(invalid|incorrect|missing|expired).{0,20}(api.?key|credentials|token)',
      '(status|http|error|code)\\W{0,3}(401|403)\\b',
      'unauthorized|authentication.{0,10}(failed|error)|not logged in',
      'insufficient.?(quota|credit|funds)|credit balance|(budget|quota|credits?).{0,20}(exhausted|exceeded|used up)',
    ],
  },
};
