import { dirname, join } from 'node:path';
import type { Deps } from './app/deps.ts';
import type { InitDeps } from './app/init-project.ts';
import type { DoctorDeps } from './app/run-doctor.ts';
import { type Failure, fail } from './core/failure.ts';
import type { Asker } from './core/lease/lease.ts';
import { err, ok, type Result } from './core/result.ts';
import { DEFAULT_SETTINGS, type Settings } from './core/settings.ts';
import { systemClock } from './host/clock.ts';
import { documentsIn } from './host/documents.ts';
import { gitAround } from './host/git.ts';
import { randomIds } from './host/ids.ts';
import { noticesIn } from './host/jobs/notices.ts';
import { packageRoot } from './host/package-root.ts';
import { hostProcesses } from './host/processes.ts';
import { readProject } from './host/project-info.ts';
import { findProject, unsharedRemark } from './host/project-root.ts';
import { reportsIn } from './host/reports.ts';
import { runStateIn } from './host/run-state.ts';
import { readSettings } from './host/settings.ts';
import { openTemplates } from './host/templates/templates.ts';
import type { CodeBase } from './ports/code-base.ts';
import type { CodeHistory } from './ports/code-history.ts';
import type { GateRunner } from './ports/gate-runner.ts';
import type { Jobs } from './ports/jobs.ts';
import type { TemplateRenderer } from './ports/template-renderer.ts';
import type { Templates } from './ports/templates.ts';
import type { TokenCounter } from './ports/token-counter.ts';

export { userAtHost } from './host/user-at-host.ts';

// What every command on a project needs is imported at once, for a chunk of its own costs half a millisecond;
// everything that only some need (YAML, Jinja2, git, tokens) is imported when it is asked for.

/** Where to look for the project, and on whose behalf. */
export interface OpenRequest {
  readonly startDir: string;
  readonly asker: Asker;
}

/** An open project, and what a person should know about its settings. */
export interface Opened {
  readonly deps: Deps;
  readonly warnings: readonly string[];
}

/** Opens the project around a folder. Failures: not_initialized, corrupt_state, invalid_config, io_error. */
export async function openDeps({ startDir, asker }: OpenRequest): Promise<Result<Opened, Failure>> {
  const found = findProject(startDir);
  if (!found.ok) return found;
  const dir = found.value;
  const project = readProject(dir);
  if (!project.ok) return project;
  if (!project.value) return err(unfinishedProject(dir));
  const read = await readSettings(dir);
  if (!read.ok) return read;
  const { settings, warnings } = read.value;
  const renderer = once(loadRenderer);
  const templates = await templatesOf(dir, settings.lang, renderer);
  const { createFileStore } = await import('./store/file/file-store.ts');
  const deps: Deps = {
    project: project.value,
    settings,
    asker,
    store: createFileStore({ dir, lifecycles: templates.lifecycles, ids: randomIds }),
    templates,
    clock: systemClock,
    ids: randomIds,
    processes: hostProcesses,
    git: gitAround(startDir),
    renderer,
    tokens: once(() => loadTokens(join(packageRoot(), 'dist', 'o200k.bin'))),
    codeBase: once(() => loadCodeBase(dir)),
    history: once(() => loadHistory(dir)),
    reports: reportsIn(join(dir, 'reports')),
    documents: documentsIn(dirname(dir)),
    gates: once(() => loadGates(dirname(dir), startDir)),
    jobs: once(() => loadJobs(dir, settings)),
    notices: noticesIn(join(dir, 'jobs')),
    ...runStateIn(dir, settings, asker),
  };
  return ok({ deps, warnings });
}

/** What `init` works with: there is no project yet. Failures: usage (no such folder). */
export async function initDeps(startDir: string): Promise<Result<InitDeps, Failure>> {
  const { openProjectFiles } = await import('./host/project-files.ts');
  const { hasLog } = await import('./store/file/has-log.ts');
  const files = openProjectFiles(startDir, { files: { 'task_list.json': EMPTY_TASK_LIST }, hasLog });
  return files.ok ? ok({ files: files.value, ids: randomIds, clock: systemClock }) : files;
}

/** What `doctor` works with: a project that may be too broken to be opened. Failures: not_initialized. */
export async function doctorDeps({ startDir, asker }: OpenRequest): Promise<Result<DoctorDeps, Failure>> {
  const found = findProject(startDir);
  if (!found.ok) return found;
  const dir = found.value;
  const read = await readSettings(dir);
  const lang = read.ok ? read.value.settings.lang : DEFAULT_SETTINGS.lang;
  const templates = await templatesOf(dir, lang, once(loadRenderer));
  const { createFileDoctor } = await import('./store/file/file-doctor.ts');
  return ok({
    dir,
    asker,
    clock: systemClock,
    processes: hostProcesses,
    project: () => readProject(dir),
    settings: () => readSettings(dir),
    templates,
    unshared: unsharedRemark(dir),
    store: createFileDoctor({ dir, lifecycles: templates.lifecycles, ids: randomIds }),
  });
}

function templatesOf(
  dir: string,
  lang: Settings['lang'],
  renderer: () => Promise<TemplateRenderer>,
): Promise<Templates> {
  const shipped = packageRoot();
  const builtins = { parsed: join(shipped, 'dist', 'templates.json'), sources: join(shipped, 'templates') };
  return openTemplates({ dir, lang, builtins, renderer });
}

/** The form in which the file store writes no tasks. */
const EMPTY_TASK_LIST = '{"schema_version":1,"counters":{},"tasks":[\n]}\n';

function unfinishedProject(dir: string): Failure {
  return fail('not_initialized', `${dir} holds no project: its config.json is not there`, {
    hint:
      'a git branch that lacks the project may be checked out: check out the one that has it; ' +
      'else complete it, with everything that is there kept: lra init',
    data: { dir },
  });
}

async function loadRenderer(): Promise<TemplateRenderer> {
  const { createJinjaRenderer } = await import('./host/jinja/index.ts');
  return createJinjaRenderer();
}

async function loadTokens(tableFile: string): Promise<TokenCounter> {
  const { createTokenCounter } = await import('./host/tokens/token-counter.ts');
  return createTokenCounter(tableFile);
}

/** The code around a project; what was measured lies beside the reports, which are no part of the repository either. */
async function loadCodeBase(dir: string): Promise<CodeBase> {
  const { createCodeBase } = await import('./host/code/code-base.ts');
  return createCodeBase({
    root: dirname(dir),
    cacheFile: join(dir, 'reports', 'code.cache'),
    workerFile: join(packageRoot(), 'dist', 'parse-worker.cjs'),
  });
}

async function loadHistory(dir: string): Promise<CodeHistory> {
  const { codeHistoryOf } = await import('./host/code-history.ts');
  return codeHistoryOf(dirname(dir));
}

async function loadGates(folder: string, startDir: string): Promise<GateRunner> {
  const { createCommandRunner } = await import('./host/process/command-runner.ts');
  const { createGateRunner } = await import('./host/gate-runner.ts');
  return createGateRunner({ runner: createCommandRunner(), folder, startDir });
}

async function loadJobs(dir: string, { events }: Settings): Promise<Jobs> {
  const { createJobs } = await import('./host/jobs/jobs.ts');
  return createJobs({
    folder: join(dir, 'jobs'),
    supervisor: join(packageRoot(), 'dist', 'supervisor.cjs'),
    events: { folder: join(dir, 'events'), most: events.megabytes * 1024 * 1024 },
  });
}

function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load();
    return loading;
  };
}
