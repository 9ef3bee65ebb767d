import type { Deps } from '../app/deps.ts';
import type { Asker, WorkerProcess } from '../core/lease/lease.ts';
import type { LoggedEvent, RunEvent } from '../core/run/event.ts';
import type { ProgressJson } from '../core/run/progress.ts';
import type { Budgets } from '../ports/budgets.ts';
import type { CommandRunner } from '../ports/command-runner.ts';
import type { Events } from '../ports/events.ts';
import type { ProgressBoard } from '../ports/progress-board.ts';
import type { Resources } from '../ports/resources.ts';
import type { StopRequests } from '../ports/stop-requests.ts';
import type { WorkFiles } from '../ports/work-files.ts';

/** What a worker works with: an open project, and what runs and watches agents. */
export interface WorkDeps {
  readonly deps: Deps;
  readonly runner: CommandRunner;
  readonly files: WorkFiles;
  readonly events: Events;
  readonly stops: StopRequests;
  readonly resources: Resources;
  readonly budgets: Budgets;
  readonly progress: ProgressBoard;
  /** The process that the worker is. */
  readonly self: WorkerProcess;
  /** The folder that agents start in. */
  readonly cwd: string;
  /** What agents have in their environment, beside what lra adds. */
  readonly env: { readonly [name: string]: string | undefined };
  /** 0 up to, not with, 1. */
  random(): number;
  /** Ends the gates that run now. */
  endGates(): Promise<void>;
}

/** What a worker is asked to do. Durations are milliseconds. */
export interface WorkOptions {
  /** The command line that is the agent, for `sh -c`. */
  readonly exec: string;
  /** How many tasks at once; default 1. */
  readonly concurrency?: number;
  /** Ends after so many tasks were begun; default: no limit. */
  readonly maxTasks?: number;
  /** Ends after this time, and pauses what runs; default: no limit. */
  readonly maxTime?: number;
  /** The largest output size to take, as `8k`; any by default. */
  readonly outputLimit?: string | undefined;
  readonly template?: string | undefined;
  readonly label?: string | undefined;
  /** The most that an attempt may take; default as `work.timeout_minutes` says. */
  readonly timeout?: number | undefined;
  /** Waits for new tasks instead of ending. */
  readonly watch?: boolean;
  /** Ends when the tasks that it began at once are done. */
  readonly once?: boolean;
}

/** An event as a watcher is told of it; `seq` is null when the log did not take it. */
export type WorkEvent = RunEvent & Pick<LoggedEvent, 'at' | 'agent'> & { readonly seq: number | null };

/** One of the things that a worker does at a time, as a live view shows it. */
export interface SlotView {
  readonly agent: string;
  readonly task_id: string;
  readonly description: string;
  readonly attempt: number;
  /** Milliseconds since the epoch. */
  readonly since: number;
  /** The last line of the agent's output. */
  readonly line: string;
  readonly pid: number | null;
  /** What the agent last reported; null for nothing. */
  readonly progress: ProgressJson | null;
}

/** Is told what a worker does, as it does it. */
export interface WorkWatch {
  event(event: WorkEvent): void;
  /** Several times a second while something runs. */
  slots?(slots: readonly SlotView[]): void;
}

/** Writes an event into the project's log and tells the watcher. */
export type Tell = (event: RunEvent, agent: string | null) => void;

/** The use-cases on behalf of one slot, for one lease. */
export function asSlot(deps: Deps, agent: string, lease?: { session_id: string; token: number }): Deps {
  const asker: Asker = {
    agent,
    isFallback: false,
    session: lease?.session_id ?? null,
    token: lease?.token ?? null,
  };
  return { ...deps, asker };
}
