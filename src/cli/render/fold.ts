import type { Style } from './style.ts';
import { widthOf } from './width.ts';

const CODES = /\u001b\[\d+m/g;
const GAP = '  ';

/**
 * Lines no wider than the style's: what does not fit stands below, indented once more. A line breaks between its columns,
 * where it has any, before it breaks between words; a longer word has a line to itself.
 */
export function fold(text: string, { width }: Pick<Style, 'width'>): string {
  if (width === Number.POSITIVE_INFINITY) return text;
  return text
    .split('\n')
    .flatMap((line) => (columnsOf(line) <= width ? line : foldLine(line, width)))
    .join('\n');
}

function foldLine(line: string, width: number): readonly string[] {
  const [indent = ''] = /^ */.exec(line) ?? [];
  const below = indent + GAP;
  const room = width - below.length;
  const lines: string[] = [];
  let current = '';
  const endLine = () => {
    if (current !== '') lines.push(current);
    current = '';
  };
  const put = (piece: string, gap: string) => {
    const longer = current === '' ? piece : current + gap + piece;
    // The first line is not indented once more.
    const most = lines.length === 0 ? width - indent.length : room;
    if (columnsOf(longer) > most) endLine();
    current = current === '' ? piece : longer;
  };
  for (const column of line.slice(indent.length).split(/ {2,}/)) {
    const isWide = columnsOf(column) > room;
    if (isWide) endLine();
    for (const piece of isWide ? column.split(' ') : [column]) put(piece, isWide ? ' ' : GAP);
    if (isWide) endLine();
  }
  endLine();
  return lines.map((part, i) => (i === 0 ? indent : below) + part);
}

/** Colours take no columns. */
function columnsOf(text: string): number {
  return widthOf(text.replace(CODES, ''));
}
