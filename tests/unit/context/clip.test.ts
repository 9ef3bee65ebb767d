import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clip } from '../../../src/core/context/clip.ts';
import { oneLine } from '../../../src/core/short-text.ts';
import { tokens } from './ask.ts';

test('a text that fits is whole, on one line', () => {
  expect(clip('a  b\n\tc ', 10, tokens)).toEqual({ text: 'a b c', isWhole: true });
  expect(clip('', 5, tokens)).toEqual({ text: '', isWhole: true });
});

test('one that does not fit is cut, and says so', () => {
  const { text, isWhole } = clip('one two three four five six seven', 4, tokens);
  expect(text).toBe('one two three…');
  expect(isWhole).toBe(false);
});

test('a text that ends in a mark of its own is not taken for a cut one', () => {
  expect(clip('to be continued…', 10, tokens).isWhole).toBe(true);
});

test('half of a character is never kept', () => {
  for (let allowance = 1; allowance < 20; allowance++) {
    const { text } = clip('𠀀'.repeat(50), allowance, (part) => part.length);
    expect(text.replace('…', '')).toBe('𠀀'.repeat(Math.floor((allowance - 1) / 2)));
  }
});

test('any text: within the allowance, cut only when it has to be, and then most of the allowance is used', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 600 }),
    fc.lorem({ maxCount: 200 }),
    fc
      .tuple(fc.lorem({ maxCount: 30 }), fc.string({ unit: 'binary', maxLength: 300 }))
      .map((two) => two.join('')),
  );
  fc.assert(
    fc.property(anyText, fc.integer({ min: 20, max: 100 }), (text, allowance) => {
      const clipped = clip(text, allowance, tokens);
      const line = oneLine(text);
      expect(tokens(clipped.text)).toBeLessThanOrEqual(allowance);
      if (clipped.isWhole) expect(clipped.text).toBe(line);
      else {
        expect(line.startsWith(clipped.text.slice(0, -1))).toBe(true);
        expect(tokens(line)).toBeGreaterThan(allowance * 0.8);
        expect(tokens(clipped.text)).toBeGreaterThan(allowance * 0.5);
      }
    }),
    { numRuns: 150 },
  );
});

test('a long text is counted a few times at most', () => {
  for (const text of ['word '.repeat(100_000), '字'.repeat(100_000)]) {
    let looks = 0;
    clip(text, 80, (part) => {
      looks++;
      return tokens(part);
    });
    expect(looks).toBeLessThan(5);
  }
});
