import type { Decision, Metrics, Thresholds } from './report.ts';

const MEASURES = [
  'code_total_size_mb',
  'git_valid_ratio',
  'doc_coverage_ratio',
  'func_comment_ratio',
] as const;

export type Measure = (typeof MEASURES)[number];

/** A measure beside its threshold. */
export interface Check {
  readonly measure: Measure;
  /** Null when there is nothing to measure; that passes. */
  readonly figure: number | null;
  readonly threshold: number;
  readonly passes: boolean;
}

/** Full when all four measures pass, else incremental; with the measures in a fixed order. */
export function decide(
  metrics: Metrics,
  thresholds: Thresholds,
): { readonly decision: Decision; readonly checks: readonly Check[] } {
  const checks = MEASURES.map((measure) => {
    const figure = metrics[measure];
    const threshold = thresholdOf(measure, thresholds);
    return { measure, figure, threshold, passes: figure === null || passes(measure, figure, threshold) };
  });
  return { decision: checks.every((check) => check.passes) ? 'full' : 'incremental', checks };
}

/** Whether a figure passes: a size that is not above its threshold, a ratio that is not below it. */
export function passes(measure: Measure, figure: number, threshold: number): boolean {
  return measure === 'code_total_size_mb' ? figure <= threshold : figure >= threshold;
}

/** The threshold of a measure, by the name that the settings have for it. */
function thresholdOf(measure: Measure, thresholds: Thresholds): number {
  return measure === 'code_total_size_mb' ? thresholds.code_size_mb : thresholds[measure];
}
