import { clip } from '../context/clip.ts';
import type { NextStep } from '../context/document.ts';
import { seal } from '../context/seal.ts';
import type { OrientDocument, OrientList, OrientLists, Whereabouts } from './document.ts';

/** How an answer is written: as JSON for programs, or as text. */
export interface OrientFormat {
  /** The whole answer, to the last newline, as it will be read. */
  document(document: OrientDocument): string;
  /** A text within it. */
  text(text: string): string;
}

/** Everything there is to say. */
export interface OrientOffer {
  readonly where: Whereabouts;
  readonly lists: { readonly [L in OrientList]: readonly OrientLists[L][] };
  /** How many each list would have; those that are not named have what is in `lists`. */
  readonly totals: { readonly [L in OrientList]?: number };
  /** Steps that say the same, the shortest last. */
  readonly next: readonly NextStep[];
}

/** An answer, and the text it was fitted as. */
export interface BuiltOrientation {
  readonly document: OrientDocument;
  readonly text: string;
}

/** How fast importance falls along a list: one of weight 2 gets one entry for two of a list of weight 1. */
const WEIGHTS: { readonly [L in OrientList]: number } = {
  holds: 1,
  failing_gates: 1,
  jobs: 2,
  done: 2,
  commits: 3,
};

/** How many tokens a text of an entry may have. */
const ENTRY_TEXT = 40;
/** The same for where the agent is: at first, and when nothing else helps. */
const PLACE_TEXTS = [40, 12, 4];

/** Fits an answer into a budget of tokens, as `count` counts it in this format: what is least important is left out. */
export function fitOrientation(
  offer: OrientOffer,
  format: OrientFormat,
  budget: number,
  count: (text: string) => number,
): BuiltOrientation {
  const cutTo = (allowance: number) => (text: string) =>
    clip(text, allowance, (part) => count(format.text(part))).text;
  const entries = ranked(offer, cutTo(ENTRY_TEXT));
  for (const [next, allowance] of offer.next.flatMap((step) =>
    PLACE_TEXTS.map((most) => [step, most] as const),
  )) {
    const where = withTexts(offer.where, cutTo(allowance));
    const compose = (shown: number) => composed(offer, where, next, entries.slice(0, shown), budget);
    const fits = (shown: number) => count(format.document(compose(shown))) <= budget;
    if (!fits(0)) continue;
    return seal(compose(mostThat(fits, entries.length)), format.document, count);
  }
  throw new Error(`not even the least of an orientation fits into ${budget} tokens`);
}

interface Ranked {
  readonly list: OrientList;
  readonly entry: OrientLists[OrientList];
}

/** Every entry with its texts cut, the most important first. */
function ranked({ lists }: OrientOffer, cut: (text: string) => string): readonly Ranked[] {
  const names = Object.keys(WEIGHTS) as OrientList[];
  const all = names.flatMap((list) =>
    lists[list].map((entry, i) => ({ list, entry, rank: (i + 1) * WEIGHTS[list] })),
  );
  return all
    .sort((a, b) => a.rank - b.rank)
    .map(({ list, entry }) => ({ list, entry: withTexts(entry, cut) }));
}

function composed(
  { lists, totals }: OrientOffer,
  where: Whereabouts,
  next: NextStep,
  shown: readonly Ranked[],
  tokens: number,
): OrientDocument {
  const names = Object.keys(WEIGHTS) as OrientList[];
  const of = <L extends OrientList>(name: L) =>
    shown.flatMap(({ list, entry }) => (list === name ? [entry as OrientLists[L]] : []));
  const counts = names.map((name) => [name, (totals[name] ?? lists[name].length) - of(name).length] as const);
  return {
    ...where,
    holds: of('holds'),
    failing_gates: of('failing_gates'),
    jobs: of('jobs'),
    done: of('done'),
    commits: of('commits'),
    next,
    omitted: Object.fromEntries(counts.filter(([, more]) => more > 0)),
    tokens,
  };
}

/** The largest number that fits, when 0 does. */
function mostThat(fits: (shown: number) => boolean, all: number): number {
  let low = 0;
  let high = all + 1;
  while (high - low > 1) {
    const middle = high === all + 1 && low === 0 ? all : (low + high) >>> 1;
    if (middle === 0 || fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** A copy with every text in it cut, also those of what is inside it. */
function withTexts<T extends object>(value: T, cut: (text: string) => string): T {
  const entries = Object.entries(value).map(([key, part]) => {
    if (typeof part === 'string') return [key, cut(part)];
    return [key, typeof part === 'object' && part !== null ? withTexts(part, cut) : part];
  });
  return Object.fromEntries(entries) as T;
}
