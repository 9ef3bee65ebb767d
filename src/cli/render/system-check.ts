import { sizeText } from '../../core/codebase/figures.ts';
import type { Report } from '../../core/codebase/report.ts';
import { bar } from './bar.ts';
import { largestModules, modulesShown } from './largest-modules.ts';
import { counted, measureLines, shareText } from './measures.ts';
import { relativeTime } from './relative-time.ts';
import type { Style } from './style.ts';
import { type Cell, type Row, tableLines } from './table.ts';
import { truncate } from './width.ts';

const INDENT = '  ';
const BAR_COLUMNS = 16;
/** A terminal that is narrower shows no bars. */
const ROOM_FOR_BARS = 80;
/** Of a commit's name, what git shows of it. */
const COMMIT_COLUMNS = 10;
const NAME_COLUMNS = 40;

/** What a check found, for people. */
export function systemCheckText(report: Report, style: Style): string {
  return [
    ...headLines(report, style),
    '',
    ...measureTable(report, style),
    ...languageLines(report, style),
    ...moduleLines(report, style),
    ...suggestionLines(report, style),
  ].join('\n');
}

function headLines({ decision, reason, checked_at, head }: Report, style: Style): readonly string[] {
  const verdict =
    decision === 'full'
      ? style.green('full: the code is taken over whole')
      : style.yellow('incremental: the code is taken over module by module');
  const commit = head === null ? '' : ` at ${style.data(head.slice(0, COMMIT_COLUMNS))}`;
  const when = style.dim(` · checked ${relativeTime(checked_at, style.now)}${commit}`);
  return [`${style.bold(verdict)}${when}`, style.data(reason)];
}

function measureTable(report: Report, style: Style): readonly string[] {
  const rows = measureLines(report).map(({ name, value, threshold, passes, share, of }): Row => {
    const paint = passes ? style.green : style.red;
    const drawn = { text: ' '.repeat(BAR_COLUMNS), paint: () => bar(share, BAR_COLUMNS, style, paint) };
    return {
      cells: [
        { text: passes ? 'pass' : 'FAIL', paint },
        { text: name, paint: style.bold },
        number(value),
        ...(style.width < ROOM_FOR_BARS ? [] : [drawn]),
        { text: threshold },
      ],
      text: '',
      notes: [of],
    };
  });
  return tableLines(rows, style, INDENT);
}

function languageLines({ languages }: Report, style: Style): readonly string[] {
  if (languages.length === 0) return [];
  const rows = languages.map((one) => ({
    cells: [{ text: one.language, paint: style.bold }, ...figures(one)],
    text: '',
    notes: [],
  }));
  return ['', `${style.bold('Languages')} (${languages.length})`, ...tableLines(rows, style, INDENT)];
}

function moduleLines(report: Report, style: Style): readonly string[] {
  if (report.modules.length === 0) return [];
  const rows = largestModules(report).map(
    (one): Row => ({
      cells: [{ text: truncate(style.data(one.name), NAME_COLUMNS), paint: style.bold }, ...figures(one)],
      text: one.path === one.name ? '' : style.data(one.path),
      notes: one.documented ? [] : ['no documentation'],
    }),
  );
  return ['', `${style.bold('Modules')} (${modulesShown(report)})`, ...tableLines(rows, style, INDENT)];
}

function suggestionLines({ suggestions }: Report, style: Style): readonly string[] {
  if (suggestions.length === 0) return [];
  return ['', style.bold('Suggestions'), ...suggestions.map((one) => `${INDENT}- ${style.data(one)}`)];
}

interface Figures {
  readonly files: number;
  readonly bytes: number;
  readonly functions: number;
  readonly commented: number;
}

/** The columns that languages and modules share. */
function figures({ files, bytes, functions, commented }: Figures): readonly Cell[] {
  return [
    number(counted(files, 'file')),
    number(sizeText(bytes)),
    number(counted(functions, 'function')),
    number(functions === 0 ? '' : `${shareText(commented, functions)} commented`),
  ];
}

function number(text: string): Cell {
  return { text, right: true };
}
