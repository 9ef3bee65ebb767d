import type { Gate } from './gate/gate.ts';
import { DEFAULT_WORK, type WorkSettings } from './run/work-settings.ts';
import type { Priority } from './task/task.ts';

/** The settings of a project, from `config.yaml`; every key has a default. */
export interface Settings {
  readonly lang: 'en' | 'zh';
  readonly tasks: {
    readonly default_template: string;
    readonly default_priority: Priority;
    readonly default_output_req: string;
  };
  readonly locks: { readonly heartbeat_minutes: number; readonly orphan_after_minutes: number };
  readonly context: { readonly budget: number };
  readonly system_check: {
    readonly thresholds: {
      readonly code_size_mb: number;
      readonly git_valid_ratio: number;
      readonly doc_coverage_ratio: number;
      readonly func_comment_ratio: number;
    };
    readonly auto_check_on_first_task: boolean;
    readonly doc_enforcement: 'strict' | 'soft' | 'disabled';
  };
  /** What must succeed before any task of the project is finished. */
  readonly gates: readonly Gate[];
  /** Background jobs: how long one may take unless it is said, in seconds, and how much of its log is kept. */
  readonly bg: { readonly timeout_seconds: number; readonly log_megabytes: number };
  /** Shares of a resource, 0 to 1, from which lra warns, begins nothing new, and pauses (for the disk). */
  readonly resources: { readonly warn: number; readonly admit: number; readonly disk_pause: number };
  /** How much the log of events may take of the disk. */
  readonly events: { readonly megabytes: number };
  /** What a task and all below it may cost together, in the unit in which agents report costs; 0 for no limit. */
  readonly budget: { readonly cost: number };
  /** How `lra work` runs agents. */
  readonly work: WorkSettings;
}

export const DEFAULT_SETTINGS: Settings = {
  lang: 'en',
  tasks: { default_template: 'task', default_priority: 'P1', default_output_req: '8k' },
  locks: { heartbeat_minutes: 5, orphan_after_minutes: 15 },
  context: { budget: 2000 },
  system_check: {
    thresholds: { code_size_mb: 5, git_valid_ratio: 0.3, doc_coverage_ratio: 0.4, func_comment_ratio: 0.2 },
    auto_check_on_first_task: true,
    doc_enforcement: 'strict',
  },
  gates: [],
  bg: { timeout_seconds: 300, log_megabytes: 10 },
  resources: { warn: 0.8, admit: 0.9, disk_pause: 0.95 },
  events: { megabytes: 10 },
  budget: { cost: 0 },
  work: DEFAULT_WORK,
};
