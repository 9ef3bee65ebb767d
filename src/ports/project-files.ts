import type { Failure } from '../core/failure.ts';
import type { ProjectInfo } from '../core/project.ts';
import type { Result } from '../core/result.ts';
import type { Settings } from '../core/settings.ts';

export interface MadeProject {
  /** The identity on disk: the one that was here first, if another was. */
  readonly project: ProjectInfo;
  /** Whether this call made it. */
  readonly created: boolean;
}

/** The place where a project can be made. */
export interface ProjectFiles {
  /** The folder that the project is about. */
  readonly folder: string;
  /** Its `.long-run-agent/`. */
  readonly path: string;
  /** What the caller should know of the place: that it is in another worktree, that it hides an outer project. */
  readonly remarks: readonly string[];
  /** What the caller should know also of a project that is here already: that other worktrees do not share it. */
  readonly lasting: readonly string[];
  /**
   * Makes the project, or finds it made: of several calls at once one makes it, and a call that was interrupted can be
   * repeated. Files that are there stay as they are. Failures: io_error, corrupt_state.
   */
  make(info: ProjectInfo, lang: Settings['lang']): Result<MadeProject, Failure>;
}
