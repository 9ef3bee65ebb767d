import type { AnalysisList, AnalysisLists, ModuleAnalysis } from './document.ts';

/** Lists in the order they are shown; of two entries with the same place in their lists, the one of less weight stays. */
const WEIGHTS: { readonly [list in AnalysisList]: number } = {
  missing: 0.1,
  documents: 1,
  tasks: 1,
  files: 1,
  functions: 1,
  exports: 1,
  imports: 0.5,
  packages: 1,
  importers: 0.5,
  tests: 1,
  commits: 2,
};

export const ANALYSIS_LISTS = Object.keys(WEIGHTS) as readonly AnalysisList[];

/** No entry is shorter than this, in tokens: bounds how many are looked at. */
const SHORTEST_ENTRY = 2;
/** Saying how long it is makes an answer a token longer or shorter, then no more. */
const SEALINGS = 3;

/**
 * Leaves away the least important entries until the answer, as `write` writes it, is within a budget of tokens. Null when
 * not even one without entries is.
 */
export function fitAnalysis(
  whole: ModuleAnalysis,
  budget: number,
  write: (analysis: ModuleAnalysis) => string,
  count: (text: string) => number,
): ModuleAnalysis | null {
  const ranked = rankedEntries(whole, budget / SHORTEST_ENTRY);
  const fits = (most: number) => count(write(cut(whole, ranked, most, budget))) <= budget;
  if (!fits(0)) return null;
  let low = 0;
  let high = 1;
  // What is far too long is never written: counting costs in proportion to the text.
  while (high <= ranked.length && fits(high)) {
    low = high;
    high *= 2;
  }
  high = Math.min(high, ranked.length + 1);
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return sealed(cut(whole, ranked, low, budget), write, count);
}

/** The lists whose entries are kept, one name an entry, the most important entry first. */
function rankedEntries(whole: AnalysisLists, most: number): readonly AnalysisList[] {
  const entries = ANALYSIS_LISTS.flatMap((list) =>
    whole[list].slice(0, most).map((_, index) => ({ list, rank: (index + 1) * WEIGHTS[list] })),
  );
  return entries
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ list }) => list);
}

/** The analysis with the first so many of the ranked entries, which of each list are its first ones. */
function cut(
  whole: ModuleAnalysis,
  ranked: readonly AnalysisList[],
  most: number,
  tokens: number,
): ModuleAnalysis {
  const kept = new Map<AnalysisList, number>();
  for (const list of ranked.slice(0, most)) kept.set(list, (kept.get(list) ?? 0) + 1);
  const lists: { [list in AnalysisList]?: readonly unknown[] } = {};
  const omitted: { [list in AnalysisList]?: number } = {};
  for (const list of ANALYSIS_LISTS) {
    const shown = kept.get(list) ?? 0;
    lists[list] = whole[list].slice(0, shown);
    if (shown < whole[list].length) omitted[list] = whole[list].length - shown;
  }
  return { ...whole, ...(lists as AnalysisLists), omitted, tokens };
}

/** Makes an answer tell its own length, which it may only make shorter. */
function sealed(
  fitted: ModuleAnalysis,
  write: (analysis: ModuleAnalysis) => string,
  count: (text: string) => number,
): ModuleAnalysis {
  let analysis = fitted;
  for (let i = 0; i < SEALINGS; i++) {
    const tokens = count(write(analysis));
    if (tokens === analysis.tokens) break;
    analysis = { ...analysis, tokens };
  }
  return analysis;
}
