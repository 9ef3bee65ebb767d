import { isProjectName, toProjectName } from '../core/check-project.ts';
import { type Failure, fail } from '../core/failure.ts';
import { type ProjectInfo, SCHEMA_VERSION } from '../core/project.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { ProjectFiles } from '../ports/project-files.ts';

/** What making a project takes; there is none yet whose dependencies could be opened. */
export interface InitDeps {
  readonly files: ProjectFiles;
  readonly ids: Ids;
  readonly clock: Clock;
}

export interface InitRequest {
  /** Default: the name of the folder. */
  readonly name?: string;
  /** Default: en. */
  readonly lang?: string;
}

export interface InitAnswer {
  /** Its name. */
  readonly project: string;
  readonly project_id: string;
  /** The `.long-run-agent/` of the project. */
  readonly path: string;
  /** False when it was there already. */
  readonly created: boolean;
  readonly already: boolean;
  /** For a person: what is odd about the place. */
  readonly warnings: readonly string[];
}

const LANGUAGES = ['en', 'zh'] as const;

/** Makes a project, or finds it made and leaves it as it is. Failures: usage, io_error, corrupt_state. */
export async function initProject(
  deps: InitDeps,
  request: InitRequest,
): Promise<Result<InitAnswer, Failure>> {
  const lang = LANGUAGES.find((known) => known === (request.lang ?? 'en'));
  if (!lang) {
    const asked = JSON.stringify(request.lang?.slice(0, 80));
    return err(fail('usage', `the language is one of ${LANGUAGES.join(', ')}, not ${asked}`));
  }
  if (request.name !== undefined && !isProjectName(request.name)) {
    const message = 'a project name is one line of 1 to 200 characters without control characters';
    return err(fail('usage', message, { data: { name: request.name.slice(0, 200) } }));
  }
  const { files, ids, clock } = deps;
  const info: ProjectInfo = {
    name: request.name ?? toProjectName(folderName(files.folder)),
    project_id: ids.transaction(),
    created_at: new Date(clock.now()).toISOString(),
    schema_version: SCHEMA_VERSION,
  };
  const made = files.make(info, lang);
  if (!made.ok) return made;
  const { created } = made.value;
  const { name, project_id } = made.value.project;
  const warnings = [...(created ? files.remarks : []), ...files.lasting];
  return ok({ project: name, project_id, path: files.path, created, already: !created, warnings });
}

function folderName(folder: string): string {
  return folder.split(/[\\/]/).findLast((part) => part !== '') ?? '';
}
