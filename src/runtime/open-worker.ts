import { type Failure, fail } from '../core/failure.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { StopReason, WorkSummary } from './summary.ts';
import { Supply } from './supply.ts';
import type { WorkDeps, WorkOptions, WorkWatch } from './work-deps.ts';
import { Worker } from './worker.ts';

/** A worker that is ready to begin. */
export interface OpenedWorker {
  /** The tasks that it would take now, in their order. */
  preview(): Promise<Result<readonly string[], Failure>>;
  run(): Promise<{ readonly summary: WorkSummary; readonly failure: Failure | null }>;
  stop(reason: StopReason, why: string, now?: boolean): void;
}

/** Checks what a worker is asked to do, and makes it. Failures: usage, template_not_found, invalid_template. */
export async function openWorker(
  work: WorkDeps,
  options: Omit<WorkOptions, 'exec'> & { readonly exec?: string | undefined },
  watch: WorkWatch,
): Promise<Result<OpenedWorker, Failure>> {
  const exec = (options.exec ?? work.deps.settings.work.exec).trim();
  if (exec === '') {
    return err(
      fail('usage', 'there is no agent to run', {
        hint: "name its command: lra work --exec 'claude -p', or as work.exec in config.yaml",
      }),
    );
  }
  const supply = await Supply.open(work.deps, { ...options, exec });
  if (!supply.ok) return supply;
  const worker = new Worker(work, { ...options, exec }, supply.value, watch);
  return ok({
    preview: async () => {
      const found = await supply.value.candidates(new Set());
      const ids = found.ok ? found.value.map(({ id }) => id) : [];
      return found.ok ? ok(ids.slice(0, options.maxTasks ?? ids.length)) : found;
    },
    run: () => worker.run(),
    stop: (reason, why, now) => worker.stop(reason, why, now),
  });
}
