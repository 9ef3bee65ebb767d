const SURROGATE = /[\ud800-\udfff]/;

/** The inside of a character class: what Python's `str.isspace` and `\s` accept. */
export const SPACE = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';

/** The characters of a text as Python counts them: code points. */
export function characters(text: string): string[] {
  return SURROGATE.test(text) ? [...text] : text.split('');
}

/** How many code points a text has. */
export function characterCount(text: string): number {
  return SURROGATE.test(text) ? [...text].length : text.length;
}

/** The code points from `start` up to `stop`, both within the text. */
export function characterSlice(text: string, start: number, stop?: number): string {
  return SURROGATE.test(text) ? [...text].slice(start, stop).join('') : text.slice(start, stop);
}

/** Turns an index of UTF-16 units, as JavaScript's searches give it, into one of code points. */
export function characterIndex(text: string, unit: number): number {
  return unit < 0 ? unit : characterCount(text.slice(0, unit));
}

/** Orders two texts by code point, as Python does. */
export function compareText(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i += 1) {
    const a = left.charCodeAt(i);
    const b = right.charCodeAt(i);
    if (a === b) continue;
    const bothHigh = a >= 0xd800 && b >= 0xd800;
    return bothHigh ? surrogatesLast(a) - surrogatesLast(b) : a - b;
  }
  return left.length - right.length;
}

/** A surrogate stands for a code point above every unit that is none. */
function surrogatesLast(unit: number): number {
  return unit <= 0xdfff ? unit + 0x2000 : unit - 0x800;
}

const IS_SPACE = new RegExp(`[${SPACE}]`);

/** Says whether one character is whitespace to Python. */
export function isSpace(character: string): boolean {
  return IS_SPACE.test(character);
}

/** Where the whitespace at the end of a text begins. */
export function trailingSpaceStart(text: string): number {
  let end = text.length;
  while (end > 0 && isSpace(text[end - 1]!)) end -= 1;
  return end;
}
