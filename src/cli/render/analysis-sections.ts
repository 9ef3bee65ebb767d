import type { AnalysisList, ModuleAnalysis } from '../../core/analysis/document.ts';
import type { MissingDocument } from '../../core/codebase/documented.ts';
import { sizeText } from '../../core/codebase/figures.ts';
import type { Style } from './style.ts';
import type { Row } from './table.ts';

const MISSING: { readonly [kind in MissingDocument]: string } = {
  readme: 'a README in its folder',
  docs_page: 'a docs page of its name',
  module_comment: 'a comment on the module at the top of its main file',
};
const COMMIT_COLUMNS = 10;
/** Of a time, the day. */
const DAY_LETTERS = 10;

/** The entries of one list, each as a line. */
export interface AnalysisSection {
  readonly heading: string;
  /** `7`, or `7 of 90` when some did not fit. */
  readonly count: string;
  readonly rows: readonly Row[];
}

/** The lists of an analysis that are not empty, in the order they are shown. */
export function sectionsOf(analysis: ModuleAnalysis, style: Style): readonly AnalysisSection[] {
  return (Object.keys(SECTIONS) as AnalysisList[]).flatMap((list) => sectionOf(list, analysis, style));
}

function sectionOf<List extends AnalysisList>(
  list: List,
  analysis: ModuleAnalysis,
  style: Style,
): readonly AnalysisSection[] {
  const { heading, row } = SECTIONS[list];
  const entries: readonly ModuleAnalysis[List][number][] = analysis[list];
  const omitted = analysis.omitted[list] ?? 0;
  const total = entries.length + omitted;
  if (total === 0) return [];
  const count = omitted > 0 ? `${entries.length} of ${total}` : String(total);
  return [{ heading, count, rows: entries.map((entry) => row(entry, style)) }];
}

interface Section<List extends AnalysisList> {
  readonly heading: string;
  row(entry: ModuleAnalysis[List][number], style: Style): Row;
}

/** The lists in the order they are shown. */
const SECTIONS: { readonly [List in AnalysisList]: Section<List> } = {
  missing: { heading: 'Documentation that is missing', row: (kind) => ({ cells: [], text: MISSING[kind] }) },
  documents: { heading: 'Documentation', row: textRow },
  tasks: {
    heading: 'Tasks',
    row: ({ id, priority, status, description }, style) => ({
      cells: [
        { text: id, paint: style.bold },
        { text: priority },
        { text: style.data(status), paint: style.cyan },
      ],
      text: style.data(description),
    }),
  },
  files: {
    heading: 'Files',
    row: ({ path, bytes, functions, commented }, style) => ({
      cells: [
        { text: sizeText(bytes), right: true },
        { text: functions === 0 ? '' : `${commented} of ${functions} commented`, right: true },
      ],
      text: style.data(path),
    }),
  },
  functions: {
    heading: 'Functions',
    row: ({ file, line, signature, commented }, style) => ({
      cells: [
        { text: commented ? 'commented' : 'no comment', paint: commented ? style.green : style.yellow },
      ],
      text: `${style.data(file)}:${line}  ${style.data(signature)}`,
    }),
  },
  exports: {
    heading: 'Exported names',
    row: ({ name, file }, style) => ({
      cells: [{ text: style.data(name), paint: style.bold }],
      text: style.data(file),
    }),
  },
  imports: { heading: 'Imports', row: linkedRow },
  packages: { heading: 'Imports from elsewhere', row: textRow },
  importers: { heading: 'Imported by', row: linkedRow },
  tests: { heading: 'Tests', row: textRow },
  commits: {
    heading: 'Commits',
    row: ({ commit, at, author, subject }, style) => ({
      cells: [{ text: style.data(commit.slice(0, COMMIT_COLUMNS)), paint: style.dim }],
      text: style.data(subject),
      notes: [style.data(author), at.slice(0, DAY_LETTERS)],
    }),
  },
};

function linkedRow({ name, depth }: ModuleAnalysis['imports'][number], style: Style): Row {
  return { ...textRow(name, style), notes: depth === 1 ? [] : [`over ${depth} imports`] };
}

function textRow(text: string, style: Style): Row {
  return { cells: [], text: style.data(text) };
}
