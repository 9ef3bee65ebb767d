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
};
