import { makeReport } from '../core/codebase/make-report.ts';
import type { Report } from '../core/codebase/report.ts';
import type { Failure } from '../core/failure.ts';
import { ok, type Result } from '../core/result.ts';
import type { OnProgress } from '../ports/code-base.ts';
import type { KeptReport } from '../ports/reports.ts';
import type { Deps } from './deps.ts';

export interface SystemCheckRequest {
  /** Measure also when nothing changed since the newest report. */
  readonly full?: boolean | undefined;
  /** Show the newest report, whatever changed since; one is made only when there is none. */
  readonly report?: boolean | undefined;
  readonly onProgress?: OnProgress | undefined;
  /** Told why a report could not be kept; it is returned all the same, and decides no mode. */
  readonly onUnkept?: ((failure: Failure) => void) | undefined;
}

type CheckDeps = Pick<Deps, 'project' | 'settings' | 'clock' | 'codeBase' | 'history' | 'reports'>;

/** Of the history, so much is looked at. */
const COMMITS = 1000;

/**
 * Measures the code and decides how it is taken over, and keeps the report; what did not change since the newest report
 * is not measured again. Failures: io_error (the folder cannot be read).
 */
export async function runSystemCheck(
  deps: CheckDeps,
  { full = false, report = false, onProgress, onUnkept }: SystemCheckRequest = {},
): Promise<Result<Report, Failure>> {
  const newest = full ? null : deps.reports.newest();
  if (newest && report) return ok(newest.report);
  const [codeBase, git] = await Promise.all([deps.codeBase(), historyOf(deps)]);
  if (newest && isAbout(newest, git?.head ?? null, deps.settings)) {
    const now = await codeBase.fingerprint();
    if (!now.ok) return now;
    if (now.value === newest.fingerprint) return ok(newest.report);
  }
  const survey = await codeBase.survey(onProgress);
  if (!survey.ok) return survey;
  const made = makeReport({
    survey: survey.value,
    history: git,
    projectId: deps.project.project_id,
    checkedAt: new Date(deps.clock.now()).toISOString(),
    thresholds: deps.settings.system_check.thresholds,
    lang: deps.settings.lang,
  });
  const { fingerprint } = survey.value;
  const kept = deps.reports.keep({ report: made, fingerprint, lang: deps.settings.lang });
  if (!kept.ok) onUnkept?.(kept.failure);
  return ok(made);
}

async function historyOf(deps: Pick<Deps, 'history'>) {
  const history = await deps.history();
  return history.history(COMMITS);
}

/** Whether a report is about this commit, in this language and by these thresholds; its code may be another all the same. */
function isAbout({ report, lang }: KeptReport, head: string | null, settings: Deps['settings']): boolean {
  const { thresholds } = settings.system_check;
  const measures = Object.keys(thresholds) as (keyof typeof thresholds)[];
  return (
    report.head === head &&
    lang === settings.lang &&
    measures.every((measure) => report.thresholds[measure] === thresholds[measure])
  );
}
