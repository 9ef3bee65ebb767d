import { resolve } from 'node:path';
import type { Deps } from '../app/deps.ts';
import { type InitAnswer, initProject as makeProject } from '../app/init-project.ts';
import { type DoctorAnswer, type DoctorRequest, runDoctor } from '../app/run-doctor.ts';
import type { Failure } from '../core/failure.ts';
import { readAsker, withFallback } from '../core/lease/asker.ts';
import type { ProjectInfo } from '../core/project.ts';
import type { Result } from '../core/result.ts';
import type { Settings } from '../core/settings.ts';
import { doctorDeps, initDeps, type OpenRequest, openDeps, userAtHost } from '../wire.ts';
import { OPTIONS, refuseArguments, refuseFields, withRequest } from './check-arguments.ts';
import { LraError, valueOrThrow } from './lra-error.ts';
import { useCases } from './use-cases.ts';

export interface OpenOptions {
  /** The project, or a folder inside it. Default: the working directory. */
  readonly dir?: string;
  /** Who is asking: 1 to 64 of `A-Z a-z 0-9 . _ @ : -`. Default: `<user>@<host>`, under which two agents cannot be told apart. */
  readonly agent?: string;
  /** The agent's session; a claim makes one where none is given. */
  readonly session?: string;
  /** The token of the lease that this is done under. */
  readonly token?: number;
}

type UseCases = typeof useCases;

/** A use-case without its first argument; it throws what it could fail with. */
type Bound<UseCase> = UseCase extends (
  deps: never,
  ...args: infer Args
) => Promise<Result<infer Value, Failure>>
  ? (...args: Args) => Promise<Value>
  : never;

/**
 * An open project. Each method is one use-case, in one transaction. All throw `LraError`: with the codes that they name,
 * and with those that the files can make any of them fail with: io_error, corrupt_state, busy.
 */
export type Project = { readonly [name in keyof UseCases]: Bound<UseCases[name]> } & {
  readonly info: ProjectInfo;
  readonly settings: Settings;
  /** What is odd about the project's settings, for a person. */
  readonly warnings: readonly string[];
  /** Lets go of what is held open. */
  close(): Promise<void>;
};

/** Opens the project around a folder. Throws LraError: usage, not_initialized, invalid_config, corrupt_state, io_error. */
export async function openProject(options: OpenOptions = {}): Promise<Project> {
  const { deps, warnings } = valueOrThrow(await openDeps(requestOf(options)));
  return {
    ...bind(deps),
    info: deps.project,
    settings: deps.settings,
    warnings,
    close: () => deps.store.close(),
  };
}

/** Examines a project, also one that does not open, and mends it with `fix`. Throws LraError: usage, not_initialized, io_error, busy. */
export async function examineProject(options: OpenOptions & DoctorRequest = {}): Promise<DoctorAnswer> {
  return valueOrThrow(await runDoctor(valueOrThrow(await doctorDeps(requestOf(options))), options));
}

/** Makes a project in a folder, or finds it made. Throws LraError: usage, io_error, corrupt_state. */
export async function initProject(
  options: { readonly dir?: string; readonly name?: string; readonly lang?: 'en' | 'zh' } = {},
): Promise<InitAnswer> {
  accept(refuseFields(OPTIONS, options));
  const { dir = '.', ...request } = options;
  return valueOrThrow(await makeProject(valueOrThrow(await initDeps(resolve(dir))), request));
}

function bind(deps: Deps): { readonly [name in keyof UseCases]: Bound<UseCases[name]> } {
  const bound = Object.entries(useCases).map(([name, useCase]) => {
    const run = useCase as (deps: Deps, ...args: unknown[]) => Promise<Result<unknown, Failure>>;
    const call = async (...args: unknown[]) => {
      accept(refuseArguments(name, args));
      return valueOrThrow(await run(deps, ...withRequest(name, args)));
    };
    return [name, call];
  });
  return Object.fromEntries(bound);
}

/** Throws what speaks against a call, if anything does. */
function accept(refused: Failure | null): void {
  if (refused) throw new LraError(refused);
}

function requestOf(options: OpenOptions): OpenRequest {
  accept(refuseFields(OPTIONS, options));
  const { dir = '.', agent, session, token } = options;
  const asker = readAsker({
    agent: said('agent', agent),
    session: said('session', session),
    token: said('token', token),
  });
  return { startDir: resolve(dir), asker: withFallback(valueOrThrow(asker), userAtHost) };
}

function said(from: string, value: string | number | undefined) {
  return value === undefined ? null : { from, text: String(value) };
}
