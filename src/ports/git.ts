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

/** The repository around the project. */
export interface Git {
  /** The commit checked out, read without starting git; null outside a repository. */
  head(): string | null;
  /** Where the working tree stands. Fails with not_found outside a repository. */
  state(): Promise<Result<GitState, Failure>>;
}
