import type { ModuleSummary, Report } from '../../core/codebase/report.ts';

const SHOWN = 10;

/** The modules that a page of a report shows: the largest, the largest first. */
export function largestModules({ modules }: Report): readonly ModuleSummary[] {
  return [...modules].sort((a, b) => b.bytes - a.bytes).slice(0, SHOWN);
}

/** How many that is, of how many. */
export function modulesShown({ modules }: Report): string {
  return modules.length > SHOWN ? `the largest ${SHOWN} of ${modules.length}` : String(modules.length);
}
