const MOST = 3;
const LONGEST = 64;

/**
 * The candidates that a mistyped word may have meant, the nearest first, at most three. Case does not count; one
 * slip in three letters is forgiven, and so is a word that was cut short.
 */
export function nearest(word: string, candidates: Iterable<string>): string[] {
  const typed = word.slice(0, LONGEST).toLowerCase();
  const forgiven = Math.max(1, Math.floor(typed.length / 3));
  const near: { readonly candidate: string; readonly distance: number }[] = [];
  for (const candidate of new Set(candidates)) {
    const known = candidate.slice(0, LONGEST).toLowerCase();
    const isCutShort = typed.length > 1 && known.startsWith(typed);
    const distance = isCutShort ? 1 : editDistance(typed, known);
    if (distance <= forgiven) near.push({ candidate, distance });
  }
  near.sort((a, b) => a.distance - b.distance);
  return near.slice(0, MOST).map(({ candidate }) => candidate);
}

/** How many letters to add, drop, replace or swap with their neighbour to turn one word into the other. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = above[j - 1]! + Number(a[i - 1] !== b[j - 1]);
      row[j] = Math.min(replaced, above[j]! + 1, row[j - 1]! + 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwap) row[j] = Math.min(row[j]!, before[j - 2]! + 1);
    }
    before = above;
    above = row;
  }
  return above[b.length]!;
}
