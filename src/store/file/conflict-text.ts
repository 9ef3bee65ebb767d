/** The lines with which git tells the two sides of a conflict from each other, and from what was there before both. */
const OURS = /^<{7}(?: .*)?$/;
const BEFORE = /^\|{7}(?: .*)?$/;
const THEIRS = /^={7}$/;
const END = /^>{7}(?: .*)?$/;

/** Where a line of a file with conflicts stands: on one side, on both (outside of a conflict), or on neither. */
export type ConflictSide = 'ours' | 'theirs' | 'both' | 'neither';

/** The side on which each of these lines stands; conflict markers, and what was there before both, on neither. */
export function conflictSides(lines: readonly string[]): readonly ConflictSide[] {
  const within = (side: ConflictSide) => side === 'ours' || side === 'neither';
  let side: ConflictSide = 'both';
  return lines.map((line) => {
    if (side === 'both' && OURS.test(line)) side = 'ours';
    else if (side === 'ours' && BEFORE.test(line)) side = 'neither';
    else if (within(side) && THEIRS.test(line)) side = 'theirs';
    else if (side === 'theirs' && END.test(line)) side = 'both';
    else return side;
    return 'neither';
  });
}

/** The 1-based line on which the first whole conflict of a text begins; null when there is none. */
export function conflictLine(text: string): number | null {
  if (!text.includes('<<<<<<<')) return null;
  const lines = text.split(/\r?\n/);
  const sides = conflictSides(lines);
  const end = sides.findIndex((side, i) => side === 'neither' && END.test(lines[i]!));
  return end < 0 ? null : lines.findIndex((line, i) => sides[i] === 'neither' && OURS.test(line)) + 1;
}

/** The text of one side of a file with conflicts. */
export function sideOf(text: string, side: 'ours' | 'theirs'): string {
  const lines = text.split('\n');
  const sides = conflictSides(lines.map((line) => line.replace(/\r$/, '')));
  return lines.filter((_, i) => sides[i] === side || sides[i] === 'both').join('\n');
}
