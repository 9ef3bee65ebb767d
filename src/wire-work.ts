import { dirname, join } from 'node:path';
import type { Deps } from './app/deps.ts';
import type { Failure } from './core/failure.ts';
import { ok, type Result } from './core/result.ts';
import { counterpart, createGateRunner } from './host/gate-runner.ts';
import { createCommandRunner } from './host/process/command-runner.ts';
import { describeProcess } from './host/processes.ts';
import { findProject } from './host/project-root.ts';
import { workFilesIn } from './host/work-files.ts';
import type { WorkDeps } from './runtime/work-deps.ts';
import { type OpenRequest, openDeps } from './wire.ts';

export { openWorker } from './runtime/open-worker.ts';
export type { WorkSummary } from './runtime/summary.ts';
export type { SlotView, WorkEvent, WorkOptions } from './runtime/work-deps.ts';

/** What a worker of the project around a folder works with. Failures: those of opening a project. */
export async function workDeps(
  { startDir, asker }: OpenRequest,
  env: { readonly [name: string]: string | undefined },
): Promise<Result<{ readonly work: WorkDeps; readonly warnings: readonly string[] }, Failure>> {
  const opened = await openDeps({ startDir, asker });
  if (!opened.ok) return opened;
  const found = findProject(startDir);
  if (!found.ok) return found;
  const { deps, warnings } = opened.value;
  return ok({ work: await around(deps, found.value, startDir, env), warnings });
}

async function around(
  deps: Deps,
  dir: string,
  startDir: string,
  env: { readonly [name: string]: string | undefined },
): Promise<WorkDeps> {
  const runner = createCommandRunner();
  const ends = new Set<() => Promise<void>>();
  const folder = dirname(dir);
  const gates = createGateRunner({
    runner,
    folder,
    startDir,
    guard: (end) => {
      ends.add(end);
      return () => void ends.delete(end);
    },
  });
  return {
    deps: { ...deps, gates: async () => gates },
    runner,
    files: workFilesIn(join(dir, 'jobs', 'work')),
    events: await deps.events(),
    stops: await deps.stops(),
    resources: await deps.resources(),
    budgets: await deps.budgets(),
    progress: await deps.progress(),
    self: describeProcess(),
    cwd: counterpart(folder, startDir),
    env,
    random: Math.random,
    endGates: async () => {
      await Promise.all([...ends].map((end) => end()));
    },
  };
}
