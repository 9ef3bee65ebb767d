import { sizeText } from '../../core/codebase/figures.ts';
import type { LanguageSummary, ModuleSummary, Report } from '../../core/codebase/report.ts';
import { largestModules, modulesShown } from './largest-modules.ts';
import { escapeMarkdown, escapeSentence, markdownTable } from './markdown.ts';
import { measureLines, shareText } from './measures.ts';

const FIGURES = ['files #', 'size #', 'functions #', 'commented #'];

/** What a check found, as a Markdown page: for the summary of a CI job. */
export function systemCheckMarkdown(report: Report): string {
  const { decision, reason, checked_at, head, languages, modules, suggestions } = report;
  return [
    `## System check: ${decision}`,
    '',
    escapeMarkdown(reason),
    '',
    ...markdownTable(
      ['measure', 'value #', 'threshold #', 'verdict', 'of'],
      measureLines(report).map(({ name, value, threshold, passes, of }) => [
        name,
        value,
        threshold,
        passes ? '✅ pass' : '❌ fail',
        of,
      ]),
    ),
    ...section(
      `Languages (${languages.length})`,
      markdownTable(
        ['language', ...FIGURES],
        languages.map((one) => [one.language, ...figures(one)]),
      ),
      languages.length,
    ),
    ...section(
      `Modules (${modulesShown(report)})`,
      markdownTable(
        ['module', 'path', ...FIGURES, 'documented'],
        largestModules(report).map((one) => [
          escapeMarkdown(one.name),
          escapeMarkdown(one.path),
          ...figures(one),
          one.documented ? 'yes' : 'no',
        ]),
      ),
      modules.length,
    ),
    ...section(
      'Suggestions',
      suggestions.map((one) => `- ${escapeSentence(one)}`),
      suggestions.length,
    ),
    '',
    `Checked ${checked_at}${head === null ? '' : ` at ${escapeMarkdown(head)}`}.`,
  ].join('\n');
}

function section(heading: string, lines: readonly string[], size: number): readonly string[] {
  return size === 0 ? [] : ['', `### ${heading}`, '', ...lines];
}

function figures({ files, bytes, functions, commented }: LanguageSummary | ModuleSummary) {
  return [files, sizeText(bytes), functions, shareText(commented, functions)];
}
