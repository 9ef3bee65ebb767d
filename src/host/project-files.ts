import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Failure, fail } from '../core/failure.ts';
import type { ProjectInfo } from '../core/project.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Settings } from '../core/settings.ts';
import type { MadeProject, ProjectFiles } from '../ports/project-files.ts';
import { DEFAULT_SETTINGS_TEXT } from './default-settings.ts';
import { isFolder } from './git-folder.ts';
import { ioFailure } from './io-failure.ts';
import { PROJECT_FILE, readProject } from './project-info.ts';
import { newProjectPlace, PROJECT_FOLDER, unsharedRemark } from './project-root.ts';
import { SETTINGS_FILE } from './settings.ts';
import { createTextFile, syncFolder } from './text-file.ts';

const FOLDERS = ['tasks', 'records', 'templates', 'journal'];

const GITIGNORE = `# Of this clone only: who holds what, the commit log, what commands put out, and what doctor kept of damaged files.
# Tasks, records, templates and settings belong to the repository.
/locks.json
/journal/
/reports/
/jobs/
/events*
/STOP
*.tmp
*.orig
`;

/** What a new project holds of its store. */
export interface NewStore {
  /** What the store starts from, text by file name. */
  readonly files: { readonly [name: string]: string };
  /** Whether a `.long-run-agent/` holds the log of transactions that a store made there. */
  readonly hasLog: (path: string) => boolean;
}

/**
 * The place for a project: the folder asked for, or its like in the main worktree. Failures: usage (no such folder).
 */
export function openProjectFiles(startDir: string, store: NewStore): Result<ProjectFiles, Failure> {
  const place = newProjectPlace(startDir);
  if (!place.ok) return place;
  const { folder, main, outer } = place.value;
  const remarks: string[] = [];
  if (main !== null) remarks.push(`this is a linked git worktree; the project is in the main one, ${main}`);
  if (outer !== null) remarks.push(`from here on this project counts, and the outer one, ${outer}, does not`);
  const path = join(folder, PROJECT_FOLDER);
  const unshared = unsharedRemark(path);
  const lasting = unshared === null ? [] : [unshared];
  return ok({ folder, path, remarks, lasting, make: (info, lang) => make(path, store, info, lang) });
}

function make(
  path: string,
  store: NewStore,
  info: ProjectInfo,
  lang: Settings['lang'],
): Result<MadeProject, Failure> {
  const existing = readProject(path);
  if (!existing.ok) return existing;
  if (existing.value) return ok({ project: existing.value, created: false });
  const gone = goneFiles(path, store);
  if (gone.length > 0) return err(filesGone(path, gone));
  const folders = makeFolders(path);
  if (!folders.ok) return folders;
  const files = { '.gitignore': GITIGNORE, [SETTINGS_FILE]: DEFAULT_SETTINGS_TEXT[lang], ...store.files };
  for (const [name, text] of Object.entries(files)) {
    const written = createTextFile(join(path, name), text);
    if (!written.ok) return written;
  }
  // The identity comes last: with it the project is there, whole; without it the next init completes what is missing.
  const made = createTextFile(join(path, PROJECT_FILE), `${JSON.stringify(info, null, 2)}\n`);
  if (!made.ok) return made;
  return made.value ? ok({ project: info, created: true }) : make(path, store, info, lang);
}

/**
 * The files of the store that are not there, while its log is: with empty ones in their place the log would say that
 * everything was deleted. A checkout of a branch without the project leaves it so, for the log is not git's.
 */
function goneFiles(path: string, { files, hasLog }: NewStore): readonly string[] {
  return hasLog(path) ? Object.keys(files).filter((name) => !existsSync(join(path, name))) : [];
}

function filesGone(path: string, names: readonly string[]): Failure {
  const gone = [...names, PROJECT_FILE].join(' and ');
  return fail('corrupt_state', `${path} holds the log of a project of which ${gone} are gone`, {
    hint:
      'a git branch that lacks the project may be checked out: check out the one that has it; ' +
      'if the files are lost, bring them back: lra doctor --fix, then lra init',
    data: { dir: path, files: [...names, PROJECT_FILE] },
  });
}

function makeFolders(path: string): Result<void, Failure> {
  for (const folder of ['', ...FOLDERS].map((name) => join(path, name))) {
    try {
      // The like of a linked worktree's folder may be missing as well. Where nothing can be written, a recursive mkdir
      // would say that something is not there.
      mkdirSync(dirname(path), { recursive: true });
      mkdirSync(folder);
    } catch (error) {
      if (isFolder(folder)) continue;
      return err(ioFailure('make the folder', folder, error));
    }
  }
  syncFolder(dirname(path));
  return ok(undefined);
}
