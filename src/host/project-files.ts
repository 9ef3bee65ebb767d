import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Failure } from '../core/failure.ts';
import type { ProjectInfo } from '../core/project.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Settings } from '../core/settings.ts';
import type { MadeProject, ProjectFiles } from '../ports/project-files.ts';
import { DEFAULT_SETTINGS_TEXT } from './default-settings.ts';
import { ioFailure } from './io-failure.ts';
import { PROJECT_FILE, readProject } from './project-info.ts';
import { newProjectPlace, PROJECT_FOLDER } from './project-root.ts';
import { SETTINGS_FILE } from './settings.ts';
import { createTextFile, syncFolder } from './text-file.ts';

const FOLDERS = ['tasks', 'records', 'templates', 'journal'];

const GITIGNORE = `# Of this clone only: who holds what, the commit log, and what commands put out.
# Tasks, records, templates and settings belong to the repository.
/locks.json
/journal/
/reports/
/jobs/
/events*
*.tmp
`;

/**
 * The place for a project: the folder asked for, or its like in the main worktree. `storeFiles` are what the store
 * starts from, text by file name. Failures: usage (no such folder).
 */
export function openProjectFiles(
  startDir: string,
  storeFiles: { readonly [name: string]: string },
): Result<ProjectFiles, Failure> {
  const place = newProjectPlace(startDir);
  if (!place.ok) return place;
  const { folder, main, outer } = place.value;
  const remarks: string[] = [];
  if (main !== null) remarks.push(`this is a linked git worktree; the project is in the main one, ${main}`);
  if (outer !== null) remarks.push(`from here on this project counts, and the outer one, ${outer}, does not`);
  const path = join(folder, PROJECT_FOLDER);
  return ok({ folder, path, remarks, make: (info, lang) => make(path, storeFiles, info, lang) });
}

function make(
  path: string,
  storeFiles: { readonly [name: string]: string },
  info: ProjectInfo,
  lang: Settings['lang'],
): Result<MadeProject, Failure> {
  const existing = readProject(path);
  if (!existing.ok) return existing;
  if (existing.value) return ok({ project: existing.value, created: false });
  const folders = makeFolders(path);
  if (!folders.ok) return folders;
  const files = { '.gitignore': GITIGNORE, [SETTINGS_FILE]: DEFAULT_SETTINGS_TEXT[lang], ...storeFiles };
  for (const [name, text] of Object.entries(files)) {
    const written = createTextFile(join(path, name), text);
    if (!written.ok) return written;
  }
  // The identity comes last: with it the project is there, whole; without it the next init completes what is missing.
  const made = createTextFile(join(path, PROJECT_FILE), `${JSON.stringify(info, null, 2)}\n`);
  if (!made.ok) return made;
  return made.value ? ok({ project: info, created: true }) : make(path, storeFiles, info, lang);
}

function makeFolders(path: string): Result<void, Failure> {
  for (const folder of ['', ...FOLDERS].map((name) => join(path, name))) {
    try {
      mkdirSync(folder, { recursive: true });
    } catch (error) {
      return err(ioFailure('make the folder', folder, error));
    }
  }
  syncFolder(dirname(path));
  return ok(undefined);
}
