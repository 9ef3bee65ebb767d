/** The letters whose title case is neither their upper case nor one letter of it: the digraphs such as `ǆ`. */
const DIGRAPHS = 'ǄǅǆǇǈǉǊǋǌǱǲǳ';

/** Letters that have an upper case and no title case. */
const GEORGIAN = /[\u10d0-\u10ff]/;

/** Greek letters whose upper case writes the iota below them as a letter of its own, and whose title case does not. */
const IOTA_BELOW = /[\u1f80-\u1ffc]/;
const CAPITAL_IOTA = '\u0399';
const SUBSCRIPT_IOTA = '\u0345';

/** The one script that folds to its capitals. */
const CHEROKEE = /[\u13a0-\u13f5\u13f8-\u13fd\uab70-\uabbf]/;

const CASED = /\p{Cased}/u;
const LOWER = /\p{Lowercase}/u;
const UPPER = /\p{Uppercase}/u;

/** One character in title case. */
function titleCharacter(character: string): string {
  const digraph = DIGRAPHS.indexOf(character);
  if (digraph >= 0) return DIGRAPHS[digraph - (digraph % 3) + 1]!;
  if (GEORGIAN.test(character)) return character;
  const upper = [...character.toUpperCase()];
  if (IOTA_BELOW.test(character) && upper.length > 1 && upper.at(-1) === CAPITAL_IOTA) {
    const title = upper.slice(0, -1).join('') + SUBSCRIPT_IOTA;
    return upper.length === 2 ? title.normalize('NFC') : title;
  }
  const letter = upper.findIndex((part) => CASED.test(part)) + 1;
  return upper.slice(0, letter).join('') + upper.slice(letter).join('').toLowerCase();
}

/** Python's `str.capitalize`. */
export function capitalize(text: string): string {
  const [first] = text;
  if (first === undefined) return '';
  return titleCharacter(first) + text.toLowerCase().slice(first.toLowerCase().length);
}

/** Python's `str.title`. */
export function titleCase(text: string): string {
  const lowered = [...text].map((character) => character.toLowerCase());
  let result = '';
  let inWord = false;
  let unit = 0;
  const wholeLower = text.toLowerCase();
  for (const [index, character] of [...text].entries()) {
    const lower = wholeLower.slice(unit, unit + lowered[index]!.length);
    result += inWord ? lower : titleCharacter(character);
    unit += lower.length;
    inWord = CASED.test(character);
  }
  return result;
}

/** Python's `str.swapcase`. */
export function swapCase(text: string): string {
  const lower = text.toLowerCase();
  let unit = 0;
  let result = '';
  for (const character of text) {
    const size = character.toLowerCase().length;
    if (UPPER.test(character)) result += lower.slice(unit, unit + size);
    else result += LOWER.test(character) ? character.toUpperCase() : character;
    unit += size;
  }
  return result;
}

/** Python's `str.casefold`. */
export function foldCase(text: string): string {
  return Array.from(text, (character) => foldCharacter(character)).join('');
}

function foldCharacter(character: string): string {
  if (character === 'ı') return character;
  if (character === 'ẞ') return 'ss';
  const upper = character.toUpperCase();
  return CHEROKEE.test(character) ? upper : upper.toLowerCase();
}

/** Python's `str.islower`. */
export function isLower(text: string): boolean {
  return LOWER.test(text) && !UPPER.test(text) && !/\p{Lt}/u.test(text);
}

/** Python's `str.isupper`. */
export function isUpper(text: string): boolean {
  return UPPER.test(text) && !LOWER.test(text) && !/\p{Lt}/u.test(text);
}

/** Python's `str.istitle`. */
export function isTitle(text: string): boolean {
  let inWord = false;
  let found = false;
  for (const character of text) {
    const capital = UPPER.test(character) || /\p{Lt}/u.test(character);
    if (capital ? inWord : LOWER.test(character) && !inWord) return false;
    inWord = capital || LOWER.test(character);
    found ||= inWord;
  }
  return found;
}
