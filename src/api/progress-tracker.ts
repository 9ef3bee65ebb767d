import { fail } from '../core/failure.ts';
import { err } from '../core/result.ts';
import {
  advanced,
  PROGRESS,
  type Progress,
  type ProgressJson,
  progressJson,
  progressReport,
} from '../core/run/progress.ts';
import { readFields, usageOf } from '../core/task/fields.ts';
import { valueOrThrow } from './lra-error.ts';

export type ProgressListener = (progress: ProgressJson) => void;

export interface ProgressTrackerOptions {
  /** How many steps there are, 1 or more. */
  readonly total: number;
  /** Whose progress it is. */
  readonly agent?: string;
  /** Milliseconds since the epoch. Default: the system's clock. */
  readonly now?: () => number;
}

/** Follows work step by step: percent, time left (milliseconds, at the pace of the last 20 reports), and who wants to know. */
export class ProgressTracker {
  readonly #agent: string;
  readonly #now: () => number;
  readonly #listeners = new Set<ProgressListener>();
  #progress: Progress | null = null;
  #total: number;

  /** Throws LraError: usage, for a total that is no whole number from 1 on. The work begins now. */
  constructor({ total, agent = '', now = Date.now }: ProgressTrackerOptions) {
    this.#agent = agent;
    this.#now = now;
    this.#total = total;
    this.#advance({ step: 0, total });
  }

  /**
   * Says which step was reached; a total that changed may come along. Throws LraError: usage, for a step that is no whole
   * number from 0 to the total, or a description that is no line of 1 to 200 characters; then nothing changes.
   */
  report(step: number, more: { readonly description?: string; readonly total?: number } = {}): ProgressJson {
    this.#advance({ total: this.#total, ...more, step });
    const now = this.status();
    for (const listener of this.#listeners) listener(now);
    return now;
  }

  /** How far it is now. */
  status(): ProgressJson {
    return progressJson(this.#progress!, this.#now());
  }

  /** Has a listener called after each report; returns what ends that. What it throws, `report` throws. */
  subscribe(listener: ProgressListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #advance(given: { step: number; total: number; description?: string }): void {
    const fields = readFields(PROGRESS, given);
    const report = valueOrThrow(
      fields.ok ? usageFor(progressReport(fields.value)) : err(usageOf(fields.failure)),
    );
    const by = { task_id: '', agent: this.#agent, now: this.#now() };
    this.#progress = advanced(this.#progress, report, by);
    this.#total = report.total;
  }
}

function usageFor(read: ReturnType<typeof progressReport>) {
  return read.ok ? read : err(fail('usage', read.failure));
}
