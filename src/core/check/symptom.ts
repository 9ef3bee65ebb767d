import type { Failure } from '../failure.ts';

/** One thing that is wrong with a project, or odd. */
export interface Symptom {
  readonly code: SymptomCode;
  /** An error stops commands, or makes them answer wrongly; a warning does neither. */
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  /** Whether `doctor --fix` can mend it. */
  readonly fixable: boolean;
}

export type SymptomCode =
  /** `config.json`, `config.yaml` or a template that cannot be used, or says something odd. */
  | 'invalid_project'
  | 'invalid_settings'
  | 'invalid_template'
  /** A file that is missing, unreadable as what it should be, or changed in a way that cannot be taken over. */
  | 'missing_file'
  | 'unreadable_file'
  | 'merge_conflict'
  | 'refused_change'
  /** Something in a file that may not stand there. */
  | 'invalid_task'
  | 'duplicate_id'
  | 'ambiguous_id'
  /** Where two branches changed one task in the same place, or one deleted it: what gave way. */
  | 'dropped_change'
  | 'missing_reference'
  | 'dependency_cycle'
  | 'invalid_lease'
  | 'invalid_record'
  /** A status that no template has, or that does not fit the graph. */
  | 'unknown_status'
  | 'wrong_block'
  | 'finished_parent'
  | 'finished_lease'
  /** The commit log. */
  | 'damaged_log'
  | 'torn_entry'
  | 'leftover'
  | 'stale_lock'
  | 'list_behind'
  | 'stray_file'
  /** Claims that other worktrees of the repository do not see. */
  | 'unshared_claims'
  /** The file system refuses. */
  | 'io_error';

/** What a failure of reading a file says, as a symptom. */
export function symptomOf(code: SymptomCode, failure: Failure, fixable: boolean): Symptom {
  const { file, line, path } = failure.data ?? {};
  return {
    code: failure.code === 'io_error' ? 'io_error' : code,
    severity: 'error',
    message: failure.message,
    ...(typeof file === 'string' ? { file } : typeof path === 'string' ? { file: path } : {}),
    ...(typeof line === 'number' ? { line } : {}),
    fixable: fixable && failure.code !== 'io_error',
  };
}
