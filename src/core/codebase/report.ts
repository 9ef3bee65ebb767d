import type { Settings } from '../settings.ts';
import type { CommitType } from './conventional.ts';
import type { Language } from './language.ts';

/** Whether a code base is taken over whole, or module by module. */
export type Decision = 'full' | 'incremental';

export type Thresholds = Settings['system_check']['thresholds'];

/** The four measures, null where there is nothing to measure, and what they were made of. */
export interface Metrics {
  /** MiB of source files. */
  readonly code_total_size_mb: number | null;
  readonly git_valid_ratio: number | null;
  readonly doc_coverage_ratio: number | null;
  readonly func_comment_ratio: number | null;
  readonly code_file_count: number;
  /** Commits that were looked at: the newest 1,000, merges aside. */
  readonly git_total_commits: number;
  /** Commits by their Conventional Commits type; `other` for those that follow no convention. */
  readonly git_commit_types: { readonly [type in CommitType | 'other']?: number };
  readonly doc_code_modules: number;
  readonly doc_documented_modules: number;
  readonly func_total: number;
  readonly func_commented: number;
}

/** A language's share of the code. */
export interface LanguageSummary {
  readonly language: Language;
  readonly files: number;
  readonly bytes: number;
  readonly functions: number;
  readonly commented: number;
}

/** A module: a package of a workspace, a folder under a source root, or a source file. */
export interface ModuleSummary {
  readonly name: string;
  /** Its folder, or its file, relative to the root; `.` for the root itself. */
  readonly path: string;
  readonly files: number;
  readonly bytes: number;
  readonly functions: number;
  readonly commented: number;
  readonly documented: boolean;
}

/** What a check found. Times are UTC, ISO 8601. */
export interface Report {
  readonly project_id: string;
  readonly checked_at: string;
  /** The commit checked out; null outside git and before the first commit. */
  readonly head: string | null;
  readonly decision: Decision;
  /** Each figure beside its threshold, in the project's language. */
  readonly reason: string;
  readonly thresholds: Thresholds;
  readonly metrics: Metrics;
  readonly languages: readonly LanguageSummary[];
  readonly modules: readonly ModuleSummary[];
  /** Source files that could not be measured, and folders that cannot be read, each as one. */
  readonly skipped: number;
  readonly suggestions: readonly string[];
}
