import { type Check, decide, type Measure } from '../../core/codebase/decide.ts';
import { figureText, thresholdText } from '../../core/codebase/figures.ts';
import type { Report } from '../../core/codebase/report.ts';

/** One of the four measures, as every page of a report shows it. */
export interface MeasureLine {
  readonly name: string;
  readonly value: string;
  /** With the sign: `≤ 5 MiB`. */
  readonly threshold: string;
  readonly passes: boolean;
  /** How full its bar is, from 0 to 1. */
  readonly share: number;
  /** What it was made of. */
  readonly of: string;
}

const NAMES: { readonly [measure in Measure]: string } = {
  code_total_size_mb: 'code size',
  git_valid_ratio: 'commits',
  doc_coverage_ratio: 'documentation',
  func_comment_ratio: 'comments',
};

/** The four measures of a report, in its order. */
export function measureLines(report: Report): readonly MeasureLine[] {
  return decide(report.metrics, report.thresholds).checks.map((check) => {
    const { measure, figure, threshold, passes } = check;
    const isSize = measure === 'code_total_size_mb';
    const unit = isSize ? ' MiB' : '';
    return {
      name: NAMES[measure],
      value: figure === null ? '–' : `${figureText({ ...check, figure })}${unit}`,
      threshold: `${isSize ? '≤' : '≥'} ${thresholdText(check)}${unit}`,
      passes,
      share: shareOf(check, isSize ? threshold : 1),
      of: madeOf(measure, report),
    };
  });
}

function shareOf({ figure }: Check, whole: number): number {
  return figure === null ? 0 : whole === 0 ? 1 : figure / whole;
}

function madeOf(measure: Measure, { metrics, skipped }: Report): string {
  switch (measure) {
    case 'code_total_size_mb': {
      const more = skipped === 0 ? '' : `, ${skipped} could not be measured`;
      return `${counted(metrics.code_file_count, 'source file')}${more}`;
    }
    case 'git_valid_ratio': {
      const { git_total_commits: total, git_commit_types: types } = metrics;
      return total === 0
        ? 'no commits'
        : `${total - (types.other ?? 0)} of ${counted(total, 'commit')} well formed`;
    }
    case 'doc_coverage_ratio': {
      const { doc_documented_modules: documented, doc_code_modules: modules } = metrics;
      return modules === 0 ? 'no modules' : `${documented} of ${counted(modules, 'module')} documented`;
    }
    case 'func_comment_ratio': {
      const { func_commented: commented, func_total: functions } = metrics;
      return functions === 0 ? 'no functions' : `${commented} of ${counted(functions, 'function')} commented`;
    }
  }
}

/** A number of things: `1 file`, `7 files`. */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

/** A share in per cent, rounded down so that only all is 100 %; nothing where there is nothing to share. */
export function shareText(part: number, whole: number): string {
  return whole === 0 ? '' : `${Math.floor((part / whole) * 100)} %`;
}
