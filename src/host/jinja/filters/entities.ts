import { JinjaFault } from '../fault.ts';

/** The names of U+00A0 to U+00FF in order; HTML reads these without a semicolon too. */
const LATIN =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';

const LOOSE = new Map([
  ...LATIN.split(' ').map((name, index) => [name, String.fromCodePoint(0xa0 + index)] as const),
  ...([
    ['amp', '&'],
    ['AMP', '&'],
    ['lt', '<'],
    ['LT', '<'],
    ['gt', '>'],
    ['GT', '>'],
    ['quot', '"'],
    ['QUOT', '"'],
    ['COPY', '©'],
    ['REG', '®'],
  ] as const),
]);

const STRICT = new Map([
  ['apos', "'"],
  ['mdash', '—'],
  ['ndash', '–'],
  ['hellip', '…'],
  ['lsquo', '‘'],
  ['rsquo', '’'],
  ['ldquo', '“'],
  ['rdquo', '”'],
  ['bull', '•'],
  ['trade', '™'],
  ['euro', '€'],
  ['larr', '←'],
  ['rarr', '→'],
]);

/** Python's `html.unescape`, for the names above; another name with a semicolon is a fault. */
export function unescapeHtml(text: string): string {
  return text.replace(
    /&(?:#(\d+);?|#[xX]([\da-fA-F]+);?|([^\t\n\f <&#;]{1,32})(;?))/g,
    (whole, ...groups) => {
      const [decimal, hex, name = '', end] = groups as (string | undefined)[];
      if (decimal !== undefined) return characterOf(Number(decimal));
      if (hex !== undefined) return characterOf(Number.parseInt(hex, 16));
      const strict = end === ';' ? (LOOSE.get(name) ?? STRICT.get(name)) : undefined;
      if (strict !== undefined) return strict;
      if (end === ';' && /^[A-Za-z][A-Za-z\d]*$/.test(name))
        throw new JinjaFault(`the entity '${whole}' is not supported`);
      return longestPrefix(name) + end;
    },
  );
}

function longestPrefix(name: string): string {
  for (let size = name.length; size > 1; size -= 1) {
    const character = LOOSE.get(name.slice(0, size));
    if (character !== undefined) return character + name.slice(size);
  }
  return `&${name}`;
}

function characterOf(code: number): string {
  if (code >= 0x80 && code <= 0x9f) throw new JinjaFault(`the character reference ${code} is not supported`);
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return '\ufffd';
  const control = code < 0x20 && !/[\t\n\f\r]/.test(String.fromCodePoint(code));
  const nonCharacter = (code & 0xfffe) === 0xfffe || (code >= 0xfdd0 && code <= 0xfdef);
  return control || code === 0x7f || code === 0x0b || nonCharacter ? '' : String.fromCodePoint(code);
}
