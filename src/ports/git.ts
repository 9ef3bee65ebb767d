import type { Commit } from '../core/codebase/facts.ts';
import type { Failure } from '../core/failure.ts';
import type { Result } from '../core/result.ts';

export interface ChangedFile {
  readonly path: string;
  readonly added: number | null;
  readonly deleted: number | null;
}

export interface GitState {
  readonly commit: string | null;
  readonly branch: string | null;
  /** The commit's subject. */
  readonly subject: string | null;
  /** The files of the working tree that differ from the commit, or those of the commit when none does. */
  readonly files: readonly ChangedFile[];
}

/** Where a working tree stands, and what was committed there last. */
export interface Bearings {
  /** The top of the working tree. */
  readonly worktree: string;
  /** Null when none is checked out. */
  readonly branch: string | null;
  /** Null before the first. */
  readonly commit: string | null;
  /** How many files differ from the commit, new ones included, lra's own aside; null when git does not say. */
  readonly dirty_files: number | null;
  /** The newest first, merges aside. */
  readonly commits: readonly Commit[];
}

/** The repository around the project. */
export interface Git {
  /** The commit checked out, read without starting git; null outside a repository. */
  head(): string | null;
  /** Where the working tree stands. Fails with not_found outside a repository. */
  state(): Promise<Result<GitState, Failure>>;
  /** With at most so many commits; null outside a repository. */
  bearings(commits: number): Promise<Bearings | null>;
}
