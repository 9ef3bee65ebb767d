import { realpathSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { type Failure, fail } from '../core/failure.ts';
import { err, ok, type Result } from '../core/result.ts';
import { gitFolderAt, hasNoMainWorktree, isFolder, mainWorktree, upwards } from './git-folder.ts';

/** The folder in which lra keeps a project. */
export const PROJECT_FOLDER = '.long-run-agent';

/**
 * Finds the nearest `.long-run-agent/` from a folder upwards. In a linked git worktree the walk goes on in the main one,
 * from the same place, so that agents in several worktrees share live claims; a checked-out copy does not count.
 * Failures: not_initialized.
 */
export function findProject(startDir: string): Result<string, Failure> {
  const start = realFolder(startDir);
  if (start === null)
    return err(noProject(`there is no folder ${startDir}`, startDir, 'check --dir and LRA_DIR'));
  const found = walk(start);
  if (found.project !== null) return ok(found.project);
  const message = found.main
    ? `${start} is in a linked git worktree, and the main one, ${found.main}, has no project`
    : `there is no project in ${start} or above`;
  return err(noProject(message, start));
}

/** Where `init` makes a project. */
export interface NewProjectPlace {
  readonly folder: string;
  /** The main worktree, when the project is made there because the folder asked for is in a linked one. */
  readonly main: string | null;
  /** The `.long-run-agent/` further up that the new one will hide. */
  readonly outer: string | null;
}

/**
 * The folder to make a project in: the one asked for, or its like in the main worktree; inside of a `.long-run-agent/`, the
 * one around it. Failures: usage.
 */
export function newProjectPlace(startDir: string): Result<NewProjectPlace, Failure> {
  const asked = realFolder(startDir);
  if (asked === null)
    return err(fail('usage', `there is no folder ${startDir}`, { data: { dir: startDir } }));
  const start = aroundProject(asked);
  for (const above of upwards(start)) {
    const git = gitFolderAt(above);
    const main = git && mainWorktree(git);
    if (!git) continue;
    const folder = main ? join(main, relative(above, start)) : start;
    return ok({ folder, main, outer: walk(dirname(folder)).project });
  }
  return ok({ folder: start, main: null, outer: walk(dirname(start)).project });
}

/** Why the claims of a project hold in one git worktree only, when the repository has others; null where they are shared. */
export function unsharedRemark(projectDir: string): string | null {
  const folder = dirname(projectDir);
  if (!hasNoMainWorktree(folder)) return null;
  return (
    'this git worktree has no main one that could keep one project for all, as in a bare repository ' +
    'or one that is kept elsewhere (--separate-git-dir): ' +
    `the claims of ${projectDir} are not seen in other worktrees`
  );
}

interface Walk {
  readonly project: string | null;
  /** The main worktree that was looked in, if any. */
  readonly main: string | null;
}

function walk(start: string, mayFollow = true): Walk {
  let project: string | null = null;
  let main: string | null = null;
  for (const folder of upwards(start)) {
    const candidate = join(folder, PROJECT_FOLDER);
    if (project === null && isFolder(candidate)) project = candidate;
    const git = gitFolderAt(folder);
    const other = git && mayFollow ? mainWorktree(git) : null;
    if (other !== null) {
      const there = walk(join(other, relative(folder, start)), false);
      if (there.project !== null) return there;
      main = other;
      project = null;
    } else if (git && project !== null) break;
  }
  return { project, main };
}

/** The folder that is worked on, for one inside of what lra keeps of the work. */
function aroundProject(folder: string): string {
  const outermost = [...upwards(folder)].findLast((above) => basename(above) === PROJECT_FOLDER);
  return outermost === undefined ? folder : dirname(outermost);
}

/** The folder without symbolic links, as git would walk up from it; null when there is none. */
function realFolder(path: string): string | null {
  try {
    // Of a file, what lies behind the separator is not there.
    return realpathSync.native(path + sep);
  } catch {
    return null;
  }
}

function noProject(message: string, dir: string, hint = 'start one: lra init'): Failure {
  return fail('not_initialized', message, { hint, data: { dir } });
}
