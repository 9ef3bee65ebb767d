import type { Commit, GitHistory } from '../core/codebase/facts.ts';

/** What git remembers of the code. Outside a repository, and when git cannot be run, nothing. */
export interface CodeHistory {
  /** The newest commits, merges aside, at most so many; null outside a repository. */
  history(most: number): Promise<GitHistory | null>;
  /** The newest commits that changed something below the paths, relative to the root of the code. */
  commitsOf(paths: readonly string[], most: number): Promise<readonly Commit[]>;
}
