/** ASCII, Latin letters, and the punctuation, arrows and lines of our own tables: a column each, whatever follows. */
const PLAIN = /^[\x20-\x7e\xa1-\xac\xae-\u02af\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u2500-\u257f]*$/;
const REGIONAL = /^[\u{1f1e6}-\u{1f1ff}]$/u;
const ZERO_WIDTH_JOINER = '\u200d';
const EMOJI_STYLE = '\ufe0f';

/** How many columns a text of one line takes in a terminal. Intl.Segmenter would know as well, but takes 20 ms to load. */
export function widthOf(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const { columns } of charactersOf(text)) width += columns;
  return width;
}

/** A text that takes at most so many columns; what had to be cut ends in `…`. */
export function truncate(text: string, columns: number): string {
  // No character takes more than two columns for each of its UTF-16 units: for a pipe, nothing need be measured.
  if (2 * text.length <= columns || (text.length <= columns && PLAIN.test(text))) return text;
  let width = 0;
  let kept = 0;
  let length = 0;
  for (const { character, columns: own } of charactersOf(text)) {
    width += own;
    if (width > columns) return columns < 1 ? '' : `${text.slice(0, kept).trimEnd()}…`;
    length += character.length;
    // What is kept leaves a column for the mark, and never ends before something that belongs to its last character.
    if (width < columns) kept = length;
  }
  return text;
}

/** The code points of a text with the columns each adds: what belongs to the character before it adds none. */
function* charactersOf(text: string): Generator<{ readonly character: string; readonly columns: number }> {
  let before = '';
  let beforeColumns = 0;
  for (const character of text) {
    const columns = columnsOf(character, before, beforeColumns);
    yield { character, columns };
    // The second half of a flag ends it: the next such letter begins another.
    before = REGIONAL.test(character) && REGIONAL.test(before) ? '' : character;
    beforeColumns = columns;
  }
}

function columnsOf(character: string, before: string, beforeColumns: number): number {
  if (character === EMOJI_STYLE) return beforeColumns === 1 ? 1 : 0;
  if (before === ZERO_WIDTH_JOINER) return 0;
  if (PLAIN.test(character)) return 1;
  if (isIdeograph(character)) return 2;
  scripts ??= scriptClasses();
  if (scripts.noWidth.test(character)) return 0;
  if (REGIONAL.test(character)) return REGIONAL.test(before) ? 0 : 2;
  return scripts.wide.test(character) ? 2 : 1;
}

/** The characters that most Chinese, Japanese and Korean texts are made of. */
function isIdeograph(character: string): boolean {
  return (character >= '\u4e00' && character <= '\u9fff') || (character >= '\uac00' && character <= '\ud7a3');
}

let scripts: ReturnType<typeof scriptClasses> | null = null;

/** Looking the scripts up in the Unicode tables takes 2 ms, which most commands can do without. */
function scriptClasses(): { readonly noWidth: RegExp; readonly wide: RegExp } {
  return {
    noWidth: /^(?:[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff]|\p{Emoji_Modifier})$/u,
    wide: /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303e\u30fb\u30fc\uff01-\uff60\uffe0-\uffe6]$/u,
  };
}
