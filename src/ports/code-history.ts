import type { Commit, GitHistory } from '../core/codebase/facts.ts';

/** What git remembers of the code: nothing outside a repository, and when git does not read it. */
export interface CodeHistory {
  /** The newest commits, merges aside, at most so many; null outside a repository; with a `refusal` when git does not read it. */
  history(most: number): Promise<GitHistory | null>;
  /** The newest commits that changed something below the paths, relative to the root of the code. */
  commitsOf(paths: readonly string[], most: number): Promise<readonly Commit[]>;
}
