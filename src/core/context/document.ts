import type { Notice } from '../run/job.ts';
import type { Priority } from '../task/task.ts';

/** The lists of tasks in a context answer, each in its own order of urgency. */
export const SECTIONS = ['mine', 'can_take', 'needs_split', 'in_progress', 'blocked', 'resumable'] as const;
export type Section = (typeof SECTIONS)[number];

/** What an agent left when it last stopped; times in words, as `3 min`. */
export interface CheckpointLine {
  readonly sequence: number;
  readonly ago: string;
  readonly note?: string;
  /** What remains to do, joined with semicolons. */
  readonly remaining?: string;
}

/** A dependency that is not finished. */
export interface BlockerLine {
  readonly id: string;
  readonly status: string;
  /** Who holds it. */
  readonly agent?: string;
}

/** One task of a context answer: what helps an agent to decide, and no more. */
export interface ContextLine {
  readonly id: string;
  /** One line; cut with `…` where the budget asks for it. */
  readonly description: string;
  readonly priority: Priority;
  readonly status: string;
  readonly output_req: string;
  readonly deadline?: string;
  readonly late?: true;
  /** How many tasks depend on it directly. */
  readonly unblocks?: number;
  /** How many children have to be finished before it. */
  readonly children_open?: number;
  /** How many children it has, all of them finished: what is left is to check and finish it. */
  readonly children_done?: number;
  /** Whose lease it is, or was. */
  readonly agent?: string;
  /** Its holder was silent for too long; whoever takes it goes on from there. */
  readonly lease?: 'orphaned';
  /** This and the next two in words, as `3 min`. */
  readonly held_for?: string;
  readonly paused_for?: string;
  readonly lease_left?: string;
  readonly waits_for?: readonly BlockerLine[];
  /** How many more it waits for. */
  readonly waits_for_more?: number;
  /** Set when one of them is enough. */
  readonly waits_for_any?: true;
  readonly checkpoint?: CheckpointLine;
}

/** What the agent should do now. */
export interface NextStep {
  readonly action: 'continue' | 'claim' | 'resume' | 'split' | 'wait' | 'create' | 'done';
  readonly task_id: string | null;
  readonly command: string | null;
  readonly reason?: string;
}

/** The whole answer, as programs see it. */
export interface ContextDocument {
  readonly project: string;
  readonly output_limit: string;
  readonly stats: { readonly total: number; readonly by_status: { readonly [status: string]: number } };
  /** What the agent holds. */
  readonly mine: readonly ContextLine[];
  /** What is ready for it and fits what it can write. */
  readonly can_take: readonly ContextLine[];
  /** What is ready, but too large for it. */
  readonly needs_split: readonly ContextLine[];
  /** What others hold. */
  readonly in_progress: readonly ContextLine[];
  readonly blocked: readonly ContextLine[];
  /** What was paused, by whomever. */
  readonly resumable: readonly ContextLine[];
  /** Word of background jobs that ended; their results on one line, cut with `…` where the budget asks for it. */
  readonly notifications: readonly Notice[];
  readonly next: NextStep;
  /** How many lines of which list were dropped; lists that are whole are not named. */
  readonly omitted: { readonly [list: string]: number };
  /** What this answer costs to read, in tokens of o200k_base. */
  readonly tokens: number;
}
