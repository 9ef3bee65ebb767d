import type { Report } from '../core/codebase/report.ts';
import { type Failure, fail } from '../core/failure.ts';
import type { TaskGraph } from '../core/graph/graph.ts';
import { err, type Result } from '../core/result.ts';
import { DOC_PREFIX, TASK_PREFIX } from '../core/task/id.ts';
import type { OnProgress } from '../ports/code-base.ts';
import type { Deps } from './deps.ts';

/** Who wants to know of a check that runs by itself. */
export interface CheckWatch {
  readonly onProgress?: OnProgress | undefined;
  /** What it found, or why it broke; what it was run for goes on in any case. */
  onEnd(outcome: Result<Report, Failure>): void;
}

/** What a check that runs by itself works with. */
export type FirstCheckDeps = Pick<
  Deps,
  'project' | 'settings' | 'clock' | 'store' | 'codeBase' | 'history' | 'reports'
>;

/**
 * Runs the system check before the very first task of a project, where `auto_check_on_first_task` asks for it. Returns its
 * report; null when there is no reason for it, or when it broke.
 */
export async function firstCheck(deps: FirstCheckDeps, watch?: CheckWatch): Promise<Report | null> {
  if (!deps.settings.system_check.auto_check_on_first_task || !(await isFirstTask(deps))) return null;
  const outcome = await attempt(deps, watch);
  watch?.onEnd(outcome);
  return outcome.ok ? outcome.value : null;
}

/** The check must not keep anyone from working, whatever is wrong with it or with the code. */
async function attempt(deps: FirstCheckDeps, watch?: CheckWatch): Promise<Result<Report, Failure>> {
  try {
    const { runSystemCheck } = await import('./system-check.ts');
    return await runSystemCheck(deps, { onProgress: watch?.onProgress });
  } catch (error) {
    return err(fail('internal', error instanceof Error ? error.message : String(error)));
  }
}

async function isFirstTask({ store }: Pick<Deps, 'store'>): Promise<boolean> {
  const read = await store.read({ kind: 'project' }, ({ graph }) => hadNoTask(graph));
  return read.ok && read.value;
}

/** Also a task that was deleted has drawn its number. */
function hadNoTask(graph: TaskGraph): boolean {
  return [TASK_PREFIX, DOC_PREFIX].every((prefix) => graph.lastNumber(prefix) === 0);
}
