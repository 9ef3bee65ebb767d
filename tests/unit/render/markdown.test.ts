import { expect, test } from 'vitest';
import { escapeSentence } from '../../../src/cli/render/markdown.ts';

test.each([
  ['Write `a_b(c)!`, or <b>', 'Write `a_b(c)!`, or \\<b\\>'],
  ['in x`y_z', 'in x\\`y\\_z'],
  ['``a_b``', '\\`\\`a\\_b\\`\\`'],
  ['`` `a_b`', '\\`\\` `a_b`'],
  ['`a_b` and `', '`a_b` and \\`'],
])('%j is %j: what stands between backticks is code, the rest is text', (text, markdown) => {
  expect(escapeSentence(text)).toBe(markdown);
});
