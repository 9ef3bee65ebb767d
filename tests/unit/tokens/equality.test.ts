import fc from 'fast-check';
import { expect, it } from 'vitest';
import { expectedTokens, useTokenTable } from './counter.ts';

const { counter } = useTokenTable();

// The reference drops a byte-order mark when it looks up merged bytes, so that its counts of one are its own.
const BYTE_ORDER_MARK = /\uFEFF/gu;

const characters = (text: string) => fc.constantFrom(...text);
const codePoints = (from: number, to: number) =>
  fc.integer({ min: from, max: to }).map((code) => String.fromCodePoint(code));
const textOf = (...units: fc.Arbitrary<string>[]) =>
  fc.array(fc.oneof(...units), { maxLength: 60, size: 'max' }).map((parts) => parts.join(''));

const letters = characters('aábcDÉFßǅʰªאあ漢字ก');
const marks = fc.constantFrom('\u0301', '\u0e31', '\u093f', '\u20dd');
const digits = characters('0123456789٣Ⅷ½²𝟙');
const spaces = fc.constantFrom(
  ' ',
  '  ',
  '\t',
  '\n',
  '\r\n',
  '\r',
  '\v',
  '\u00a0',
  '\u2028',
  '\u3000',
  '\u0085',
);
const symbols = fc.constantFrom(
  '/',
  '//',
  '#',
  '-->',
  '…',
  '“',
  '。',
  '👍',
  '👩‍👩‍👧',
  '\u0000',
  '\u001b[0m',
  '\u200d',
);
const contractions = fc.constantFrom(
  "'s",
  "'S",
  "'t",
  "'T",
  "'ll",
  "'LL",
  "'lL",
  "'ve",
  "'RE",
  "'m",
  "'d",
  "'x",
  "'",
);
const words = fc.constantFrom(
  'I',
  "DON'T",
  'token',
  'Tokenizer',
  'HTTPServer',
  'camelCase',
  ' the',
  ' 世界',
  'привет',
  'naïve',
);
const code = fc.constantFrom(
  'const x = ',
  '() => {\n',
  '\t\treturn ',
  '}\n\n',
  'snake_case',
  '!==',
  '/**\n * ',
  '<|endoftext|>',
);
const surrogates = fc.constantFrom('\ud800', '\udfff', '\ude00\ud83d');

const kinds: Record<string, fc.Arbitrary<string>> = {
  'ASCII text': fc.string({ unit: 'binary-ascii', maxLength: 200, size: 'max' }),
  'any Unicode text': fc.string({ unit: 'binary', maxLength: 60, size: 'max' }),
  graphemes: fc.string({ unit: 'grapheme', maxLength: 80, size: 'max' }),
  'letters of all cases, marks and contractions': textOf(letters, marks, contractions, characters(' #\n')),
  numbers: textOf(digits, digits, characters(' .a')),
  'runs of white space': textOf(spaces, spaces, spaces, letters, symbols),
  'symbols and newlines': textOf(symbols, characters('\r\n/ '), marks),
  'words and code': textOf(words, code, contractions, spaces),
  Chinese: textOf(codePoints(0x4e00, 0x9fff), codePoints(0x4e00, 0x5200), characters('，。、的了是 a1')),
  'other scripts': textOf(
    codePoints(0x0370, 0x0fff),
    codePoints(0xac00, 0xd7a3),
    codePoints(0x1f300, 0x1faff),
  ),
  'lone surrogates': textOf(surrogates, letters, symbols, spaces),
  'everything mixed': textOf(letters, marks, digits, spaces, symbols, contractions, words, code, surrogates),
};

it.each(Object.entries(kinds))('counts %s as the reference does', (_kind, texts) => {
  fc.assert(
    fc.property(texts, (made) => {
      const text = made.replace(BYTE_ORDER_MARK, '');
      expect(counter().count(text)).toBe(expectedTokens(text));
    }),
    { numRuns: 1_000 },
  );
});
