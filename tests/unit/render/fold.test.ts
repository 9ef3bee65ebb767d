import { expect, test } from 'vitest';
import { styleFor } from '../../../src/cli/render/ansi.ts';
import { fold } from '../../../src/cli/render/fold.ts';

test.each([
  ['fits as it is', ['fits as it is']],
  ['more words than one line takes', ['more words than one', '  line takes']],
  ['  an indented line of words', ['  an indented line', '    of words']],
  ['name  kind  a text beside them', ['name  kind', '  a text beside them']],
  ['a  text that is far too wide  b', ['a', '  text that is far', '  too wide', '  b']],
  ['a_word_longer_than_any_line is left', ['a_word_longer_than_any_line', '  is left']],
  ['中文中文 中文中文 中文', ['中文中文 中文中文', '  中文']],
])('%j within 20 columns', (line, folded) => {
  expect(fold(line, { width: 20 })).toBe(folded.join('\n'));
});

test('colours take no columns, and a pipe has no end', () => {
  const { bold } = styleFor(true, 20);
  const line = `${bold('twenty')} columns of it`;
  expect(fold(line, { width: 20 })).toBe(line);
  expect(fold(line, { width: 19 })).toBe(`${bold('twenty')} columns of\n  it`);
  expect(fold('x '.repeat(1000), { width: Number.POSITIVE_INFINITY })).toBe('x '.repeat(1000));
});
