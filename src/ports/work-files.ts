import type { WorkerProcess } from '../core/lease/lease.ts';

/** An attempt that was begun: by it others can end what a worker that died left behind. */
export interface RunNote {
  readonly job_id: string;
  readonly task_id: string;
  /** The lease that it is begun under. */
  readonly agent: string;
  readonly token: number;
  readonly worker: WorkerProcess;
}

export interface RunFiles {
  readonly promptFile: string;
  readonly outputFile: string;
}

/** What workers keep on the disk while agents run. Throws what the system says when it cannot be kept. */
export interface WorkFiles {
  /** Notes an attempt, and writes its prompt, before it is begun. */
  begin(note: RunNote, prompt: string): RunFiles;
  /** The attempt is over, and nothing of it is left. */
  end(jobId: string): void;
  /** The attempts that are noted, whoever began them. */
  notes(): readonly RunNote[];
  /** Takes the first free name `<agent>/1`, `<agent>/2` …; no two workers have the same at a time. */
  takeName(agent: string, worker: WorkerProcess, isGone: (worker: WorkerProcess) => boolean): string;
  freeName(name: string): void;
  /** Deletes the prompts and outputs of all but the newest attempts. */
  prune(): void;
}
