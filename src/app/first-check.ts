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
  /** Why what it found could not be kept. */
  onUnkept?(failure: Failure): void;
}

/** What a check that runs by itself works with. */
export type FirstCheckDeps = Pick<
  Deps,
  'project' | 'settings' | 'clock' | 'store' | 'codeBase' | 'history' | 'reports'
>;

/** How long to wait for another process that checks: as a check of a very large tree takes. */
const PATIENCE_MS = 60_000;

/**
 * Runs the system check before the very first task of a project, where `auto_check_on_first_task` asks for it. Of several
 * processes one runs it, and the others wait for what it finds. Returns the report; null when there is no reason for a
 * check, or when it broke.
 */
export async function firstCheck(deps: FirstCheckDeps, watch?: CheckWatch): Promise<Report | null> {
  if (!deps.settings.system_check.auto_check_on_first_task || !(await isFirstTask(deps))) return null;
  const turn = await deps.reports.turn(PATIENCE_MS);
  if (turn === null) {
    const seconds = PATIENCE_MS / 1000;
    watch?.onEnd(err(fail('busy', `another process has been at it for ${seconds} seconds`)));
    return null;
  }
  try {
    const found = deps.reports.newest();
    if (found) return found.report;
    const outcome = await attempt(deps, watch);
    watch?.onEnd(outcome);
    return outcome.ok ? outcome.value : null;
  } finally {
    await turn.end();
  }
}

/** The check must not keep anyone from working, whatever is wrong with it or with the code. */
async function attempt(deps: FirstCheckDeps, watch?: CheckWatch): Promise<Result<Report, Failure>> {
  try {
    const { runSystemCheck } = await import('./system-check.ts');
    return await runSystemCheck(deps, {
      onProgress: watch?.onProgress,
      onUnkept: (failure) => watch?.onUnkept?.(failure),
    });
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
