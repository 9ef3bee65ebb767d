import { fold } from './fold.ts';
import type { Style } from './style.ts';
import { truncate, widthOf } from './width.ts';

export interface Cell {
  /** As it is seen: safe for a terminal, and without colour. */
  readonly text: string;
  readonly paint?: (text: string) => string;
  /** Aligned to the right, as numbers are. */
  readonly right?: boolean;
}

/** A line of a table: cells in columns, then a text of any length, then what must be seen beside it. */
export interface Row {
  readonly cells: readonly Cell[];
  readonly text: string;
  readonly notes?: readonly string[];
}

const GAP = '  ';
const BETWEEN_NOTES = ' · ';
/** What a text keeps of its line, whatever stands beside it; where the cells leave less, it gets a line below them. */
const LEAST_TEXT = 16;

/**
 * Rows with their cells aligned, each on one line; on two where the terminal is too narrow. Columns that are empty in all
 * rows are left out. Cuts texts to the style's width.
 */
export function tableLines(rows: readonly Row[], style: Style, indent = ''): readonly string[] {
  const widths: number[] = [];
  for (const { cells } of rows) {
    cells.forEach(({ text }, i) => {
      widths[i] = Math.max(widths[i] ?? 0, widthOf(text));
    });
  }
  const room = style.width - indent.length - widths.reduce((sum, width) => sum + (width && width + 2), 0);
  const isNarrow = room < LEAST_TEXT;
  const below = style.width - indent.length - GAP.length;
  return rows.map(({ cells, text, notes = [] }) => {
    const columns = cells.flatMap((cell, i) => (widths[i] ? [padded(cell, widths[i])] : []));
    const beside = textWithNotes(text, notes, isNarrow ? below : room, style);
    if (!isNarrow || columns.length === 0 || beside === '')
      return fold(`${indent}${[...columns, beside].join(GAP)}`.trimEnd(), style);
    return `${fold(`${indent}${columns.join(GAP).trimEnd()}`, style)}\n${indent}${GAP}${beside}`;
  });
}

function padded({ text, paint, right = false }: Cell, width: number): string {
  const shown = paint ? paint(text) : text;
  const space = ' '.repeat(width - widthOf(text));
  return right ? space + shown : shown + space;
}

function textWithNotes(text: string, notes: readonly string[], room: number, style: Style): string {
  const all = notes.join(BETWEEN_NOTES);
  const beside = all !== '' && text !== '' ? `${BETWEEN_NOTES}${all}` : all;
  const shown = truncate(text, Math.max(LEAST_TEXT, room - widthOf(beside)));
  return `${shown}${style.dim(truncate(beside, Math.max(0, room - widthOf(shown))))}`;
}
