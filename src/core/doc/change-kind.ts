/** What a change does to its module, as far as its documentation is concerned. */
export type ChangeKind = 'feature' | 'fix' | 'refactor';

/** The words that tell a kind, in English and Chinese. */
const WORDS: readonly (readonly [kind: ChangeKind, words: RegExp])[] = [
  ['feature', /\bfeat(?:ures?)?\b/i],
  [
    'fix',
    /\b(?:fix(?:es|ed|ing)?|bug(?:s|fix(?:es)?)?|hotfix(?:es)?|repair(?:s|ed|ing)?|defects?)\b|修复|修正|修好|缺陷|漏洞/i,
  ],
  [
    'refactor',
    /\b(?:re-?factor(?:s|ed|ing)?|restructur(?:e|es|ed|ing)|clean(?:s|ed|ing)?[- ]?up|tidy(?:ing)?[- ]?up)\b|重构|重组|清理/i,
  ],
];

/** A description says at its beginning what it wants. */
const LOOKED_AT = 4000;

/** The kind of change that a description asks for: the first word that tells one decides; without any, a feature. */
export function changeKind(description: string): ChangeKind {
  const text = description.slice(0, LOOKED_AT);
  let kind: ChangeKind = 'feature';
  let first = text.length;
  for (const [candidate, words] of WORDS) {
    const at = text.search(words);
    if (at < 0 || at >= first) continue;
    first = at;
    kind = candidate;
  }
  return kind;
}
