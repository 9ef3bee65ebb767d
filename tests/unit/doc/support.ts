import type { Deps } from '../../../src/app/deps.ts';
import type { Decision, ModuleSummary, Report } from '../../../src/core/codebase/report.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/core/settings.ts';
import { type MemoryApp, memoryApp } from '../../helpers/memory-app.ts';
import { memoryReports } from '../../helpers/memory-code.ts';
import { value } from '../lease/support.ts';

type Module = string | Partial<ModuleSummary>;

/** A report that says no more than which modules there are, and how they are taken over. */
export function reportOf(modules: readonly Module[], decision: Decision = 'full'): Report {
  return {
    project_id: 'p-1',
    checked_at: '2026-01-01T00:00:00.000Z',
    head: null,
    decision,
    reason: 'because',
    thresholds: DEFAULT_SETTINGS.system_check.thresholds,
    metrics: {
      code_total_size_mb: null,
      git_valid_ratio: null,
      doc_coverage_ratio: null,
      func_comment_ratio: null,
      code_file_count: 0,
      git_total_commits: 0,
      git_commit_types: {},
      doc_code_modules: 0,
      doc_documented_modules: 0,
      func_total: 0,
      func_commented: 0,
    },
    languages: [],
    modules: modules.map((module) => ({
      ...{ name: 'm', path: '.', files: 1, bytes: 1, functions: 0, commented: 0, documented: false },
      ...(typeof module === 'string' ? { name: module, path: `src/${module}` } : module),
    })),
    skipped: 0,
    suggestions: [],
  };
}

/** A project whose code has been checked. */
export function checkedApp(
  modules: readonly Module[] = ['payments', 'orders'],
  more: { decision?: Decision; check?: Partial<Settings['system_check']>; deps?: Partial<Deps> } = {},
): MemoryApp {
  const reports = memoryReports();
  reports.keep({ report: reportOf(modules, more.decision), fingerprint: 'f', lang: 'en' });
  return memoryApp({ reports, ...enforcing(more.check), ...more.deps });
}

/** Settings of the check that differ from the default. */
export function enforcing(check: Partial<Settings['system_check']> = {}): Pick<Deps, 'settings'> {
  return {
    settings: { ...DEFAULT_SETTINGS, system_check: { ...DEFAULT_SETTINGS.system_check, ...check } },
  };
}

/** Each task by id, with what it waits for. */
export async function links(deps: Deps): Promise<{ readonly [id: string]: readonly string[] }> {
  return value(
    await deps.store.read({ kind: 'project' }, (view) =>
      Object.fromEntries(view.graph.nodes.map(({ id }) => [id, view.task(id)!.dependencies])),
    ),
  );
}
