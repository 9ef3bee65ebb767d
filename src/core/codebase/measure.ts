import { COMMIT_TYPES, type CommitType, commitType } from './conventional.ts';
import { isDocumented } from './documented.ts';
import { DocumentIndex } from './documents.ts';
import type { GitHistory, SourceFile, Survey } from './facts.ts';
import type { Language } from './language.ts';
import type { Module } from './module.ts';
import type { LanguageSummary, Metrics, ModuleSummary, Report } from './report.ts';

const MIB = 1024 * 1024;

/** The figures of a code base. A ratio is null when there is nothing to measure, and nothing is rounded. */
export function measure(
  { files, documents }: Pick<Survey, 'files' | 'documents'>,
  history: GitHistory | null,
  modules: readonly Module[],
): Pick<Report, 'metrics' | 'languages' | 'modules'> {
  const all = sumOf(files);
  const index = new DocumentIndex(documents);
  const summaries = modules.map((module) => summaryOf(module, index));
  const documented = summaries.filter((module) => module.documented).length;
  const subjects = history?.subjects ?? [];
  const types = countTypes(subjects);
  const metrics: Metrics = {
    code_total_size_mb: files.length === 0 ? null : all.bytes / MIB,
    git_valid_ratio: ratio(subjects.length - (types.other ?? 0), subjects.length),
    doc_coverage_ratio: ratio(documented, modules.length),
    func_comment_ratio: ratio(all.commented, all.functions),
    code_file_count: files.length,
    git_total_commits: subjects.length,
    git_commit_types: types,
    doc_code_modules: modules.length,
    doc_documented_modules: documented,
    func_total: all.functions,
    func_commented: all.commented,
  };
  return { metrics, languages: languagesOf(files), modules: summaries };
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** The bytes and functions of source files. */
export function sumOf(
  files: readonly SourceFile[],
): Pick<ModuleSummary, 'bytes' | 'functions' | 'commented'> {
  const total = { bytes: 0, functions: 0, commented: 0 };
  for (const { bytes, functions, commented } of files) {
    total.bytes += bytes;
    total.functions += functions;
    total.commented += commented;
  }
  return total;
}

function summaryOf(module: Module, documents: DocumentIndex): ModuleSummary {
  const { name, path, files } = module;
  return { name, path, files: files.length, ...sumOf(files), documented: isDocumented(module, documents) };
}

/** The largest share of the code first. */
function languagesOf(files: readonly SourceFile[]): readonly LanguageSummary[] {
  const of = new Map<Language, SourceFile[]>();
  for (const file of files) {
    const known = of.get(file.language);
    if (known) known.push(file);
    else of.set(file.language, [file]);
  }
  return [...of]
    .map(([language, those]) => ({ language, files: those.length, ...sumOf(those) }))
    .sort((a, b) => b.bytes - a.bytes || (a.language < b.language ? -1 : 1));
}

/** Only types that occur, in the order of the convention. */
function countTypes(subjects: readonly string[]): Metrics['git_commit_types'] {
  const counts = new Map<CommitType | 'other', number>();
  for (const subject of subjects) {
    const type = commitType(subject) ?? 'other';
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  const types = [...COMMIT_TYPES, 'other' as const].filter((type) => counts.has(type));
  return Object.fromEntries(types.map((type) => [type, counts.get(type)!]));
}
