import fc from 'fast-check';
import { expect, test } from 'vitest';
import { truncate, widthOf } from '../../../src/cli/render/width.ts';

test.each([
  ['', 0],
  ['plain', 5],
  ['中文', 4],
  ['日本語かなカナ한글', 18],
  ['ｆｕｌｌ！', 10],
  ['e\u0301te\u0301', 3],
  ['👍', 2],
  ['👍🏽', 2],
  ['👨‍👩‍👧', 2],
  ['❤️', 2],
  ['❤', 1],
  ['🇩🇪🇫🇷', 4],
  ['a\u200bb', 2],
  ['→ ✓ …', 5],
])('%j takes %i columns', (text, columns) => {
  expect(widthOf(text)).toBe(columns);
});

test.each([
  ['plain', 5, 'plain'],
  ['plain', 4, 'pla…'],
  ['plain', 1, '…'],
  ['plain', 0, ''],
  ['one two', 5, 'one…'],
  ['中文字', 6, '中文字'],
  ['中文字', 5, '中文…'],
  ['中文字', 4, '中…'],
  ['👨‍👩‍👧x y', 4, '👨‍👩‍👧x…'],
  ['👨‍👩‍👧👨‍👩‍👧', 3, '👨‍👩‍👧…'],
  ['e\u0301e\u0301e\u0301', 2, 'e\u0301…'],
  ['🇩🇪🇫🇷', 3, '🇩🇪…'],
])('%j within %i columns is %j', (text, columns, cut) => {
  expect(truncate(text, columns)).toBe(cut);
});

test('any text: never wider than it may be, and whole when there is room', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 0, max: 30 }), (text, columns) => {
      const cut = truncate(text, columns);
      expect(widthOf(cut)).toBeLessThanOrEqual(columns);
      if (widthOf(text) <= columns) expect(cut).toBe(text);
    }),
  );
});
