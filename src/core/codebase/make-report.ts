import type { Settings } from '../settings.ts';
import { decide } from './decide.ts';
import type { GitHistory, Survey } from './facts.ts';
import { measure } from './measure.ts';
import { findModules } from './modules.ts';
import { reasonText } from './reason.ts';
import type { Report, Thresholds } from './report.ts';
import { suggestionsFor, unreadHistory } from './suggestions.ts';

/** What a report is made of. */
export interface ReportInput {
  readonly projectId: string;
  /** UTC, ISO 8601. */
  readonly checkedAt: string;
  readonly survey: Survey;
  /** Null outside of git. */
  readonly history: GitHistory | null;
  readonly thresholds: Thresholds;
  readonly lang: Settings['lang'];
}

/** Measures a code base that was surveyed, decides how it is taken over, and says why and what to do about it. */
export function makeReport({ projectId, checkedAt, survey, history, thresholds, lang }: ReportInput): Report {
  const { metrics, languages, modules } = measure(survey, history, findModules(survey));
  const { decision, checks } = decide(metrics, thresholds);
  const { code_size_mb, git_valid_ratio, doc_coverage_ratio, func_comment_ratio } = thresholds;
  return {
    project_id: projectId,
    checked_at: checkedAt,
    head: history?.head ?? null,
    decision,
    reason: reasonText(checks, lang),
    thresholds: { code_size_mb, git_valid_ratio, doc_coverage_ratio, func_comment_ratio },
    metrics,
    languages,
    modules,
    skipped: survey.skipped.length,
    suggestions: [
      ...(history?.refusal === undefined ? [] : [unreadHistory(history.refusal, lang)]),
      ...suggestionsFor(checks, metrics, modules, lang),
    ],
  };
}
