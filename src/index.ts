export {
  CheckpointManager,
  type CheckpointManagerOptions,
  type SavedCheckpoint,
} from './api/checkpoint-manager.ts';
export { createWorker, type ProjectWorker, type WorkerOptions } from './api/create-worker.ts';
export { LraError } from './api/lra-error.ts';
export {
  examineProject,
  initProject,
  type OpenOptions,
  openProject,
  type Project,
} from './api/open-project.ts';
export {
  type ProgressListener,
  ProgressTracker,
  type ProgressTrackerOptions,
} from './api/progress-tracker.ts';
export { ResourceMonitor, type ResourceMonitorOptions } from './api/resource-monitor.ts';
export { StateManager } from './api/state-manager.ts';
export type * from './api/types.ts';
export { CheckpointError, FatalError, MaxRetriesExceededError, TransientError } from './core/run/errors.ts';
export { type RecoveryOptions, RecoveryStrategy, type Restores } from './runtime/recovery-strategy.ts';
export type { ResourceListener } from './runtime/resource-watch.ts';
export { Scheduler, type SchedulerOptions } from './runtime/scheduler.ts';
export type { StopReason, WorkSummary } from './runtime/summary.ts';
export type { WorkEvent, WorkOptions } from './runtime/work-deps.ts';
