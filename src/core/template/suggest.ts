import type { Template } from './template.ts';

/** A template that a description seems to ask for, and the word that says so. */
export interface TemplateSuggestion {
  readonly template: string;
  readonly keyword: string;
}

/** The template, other than the chosen one, most of whose keywords a description contains; null when none does. */
export function suggestTemplate(
  description: string,
  templates: Iterable<Pick<Template, 'name' | 'keywords'>>,
  chosen: string,
): TemplateSuggestion | null {
  const text = description.toLowerCase();
  let best: TemplateSuggestion | null = null;
  let most = 0;
  for (const { name, keywords } of templates) {
    if (name === chosen) continue;
    const found = keywords.filter((keyword) => containsWord(text, keyword.toLowerCase()));
    if (found.length <= most) continue;
    most = found.length;
    best = { template: name, keyword: found[0]! };
  }
  return best;
}

/** Whether a text has a word, not as part of a longer Latin one: `test` is not in `latest`. Chinese has no word ends. */
function containsWord(text: string, word: string): boolean {
  if (word === '') return false;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const joinsBefore = isLatin(word[0]) && isLatin(text[at - 1]);
    const joinsAfter = isLatin(word.at(-1)) && isLatin(text[at + word.length]);
    if (!joinsBefore && !joinsAfter) return true;
  }
  return false;
}

function isLatin(character: string | undefined): boolean {
  return character !== undefined && /[\p{Script=Latin}\d_]/u.test(character);
}
