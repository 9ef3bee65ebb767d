import type { ModuleAnalysis } from '../../core/analysis/document.ts';
import { sizeText } from '../../core/codebase/figures.ts';
import { sectionsOf } from './analysis-sections.ts';
import { styleFor } from './ansi.ts';
import { escapeMarkdown } from './markdown.ts';
import { counted, shareText } from './measures.ts';
import type { Style } from './style.ts';
import { tableLines } from './table.ts';

const INDENT = '  ';
const BETWEEN = ' · ';
const PLAIN = styleFor(false, Number.POSITIVE_INFINITY);

/** What there is to know of a module, for people and for models that read text. */
export function analysisText(analysis: ModuleAnalysis, style: Style): string {
  const { name, path, documented } = analysis;
  const state = documented ? style.green('documented') : style.yellow('not documented');
  return [
    `${style.bold(style.data(name))}${path === name ? '' : `${BETWEEN}${style.data(path)}`}`,
    [...countsOf(analysis), state].join(BETWEEN),
    ...sectionsOf(analysis, style).flatMap(({ heading, count, rows }) => [
      '',
      `${style.bold(heading)} (${count})`,
      ...tableLines(rows, style, INDENT),
    ]),
  ].join('\n');
}

/** The same as a Markdown page. */
export function analysisMarkdown(analysis: ModuleAnalysis): string {
  const { name, path, documented } = analysis;
  return [
    `## Module ${escapeMarkdown(name)}`,
    '',
    [escapeMarkdown(path), ...countsOf(analysis), documented ? 'documented' : 'not documented'].join(BETWEEN),
    ...sectionsOf(analysis, PLAIN).flatMap(({ heading, count, rows }) => [
      '',
      `### ${heading} (${count})`,
      '',
      ...rows.map(({ cells, text, notes = [] }) => {
        const said = [...cells.map((cell) => cell.text), text, ...notes].filter((part) => part !== '');
        return `- ${escapeMarkdown(said.join(BETWEEN))}`;
      }),
    ]),
  ].join('\n');
}

function countsOf({ totals }: ModuleAnalysis): readonly string[] {
  const { files, bytes, functions, commented } = totals;
  return [
    counted(files, 'file'),
    sizeText(bytes),
    counted(functions, 'function'),
    ...(functions === 0 ? [] : [`${shareText(commented, functions)} commented`]),
  ];
}
