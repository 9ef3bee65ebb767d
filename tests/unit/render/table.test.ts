import { expect, test } from 'vitest';
import { styleFor } from '../../../src/cli/render/ansi.ts';
import { type Row, tableLines } from '../../../src/cli/render/table.ts';
import { widthOf } from '../../../src/cli/render/width.ts';

const plain = (width = Number.POSITIVE_INFINITY) => styleFor(false, width);
const row = (cells: readonly string[], text: string, ...notes: readonly string[]): Row => ({
  cells: cells.map((cell) => ({ text: cell })),
  text,
  notes,
});

test('columns are aligned by what is seen, also with wide letters', () => {
  const rows = [row(['task_001', '待办'], 'one'), row(['t', 'in_progress'], 'two', 'a', 'b')];
  expect(tableLines(rows, plain(), '  ')).toEqual([
    '  task_001  待办         one',
    '  t         in_progress  two · a · b',
  ]);
});

test('a column that is empty everywhere is left out, and nothing trails', () => {
  expect(tableLines([row(['a', '', 'b'], ''), row(['c', '', ''], '')], plain())).toEqual(['a  b', 'c']);
  expect(tableLines([], plain())).toEqual([]);
});

test('notes stand alone where there is no text', () => {
  expect(tableLines([row(['a'], '', 'note', 'more')], plain())).toEqual(['a  note · more']);
});

test('texts are cut to the width, their notes last', () => {
  const rows = [row(['task_001'], 'a description of some length', 'due in 2 d')];
  expect(tableLines(rows, plain(40))).toEqual(['task_001  a description of… · due in 2 d']);
  for (let width = 30; width < 80; width++) {
    for (const line of tableLines([row(['id'], '中文'.repeat(40), '中文'.repeat(3))], plain(width), ' ')) {
      expect(widthOf(line)).toBeLessThanOrEqual(width);
    }
  }
});

test('where the cells leave no room, texts and notes stand below them', () => {
  const rows = [
    row(['task_001', 'in_progress'], 'a description of some length', 'ann'),
    row(['task_001_01', ''], ''),
  ];
  expect(tableLines(rows, plain(30), ' ')).toEqual([
    ' task_001     in_progress\n   a description of som… · ann',
    ' task_001_01',
  ]);
});

test('colour does not move columns', () => {
  const style = styleFor(true, 80);
  const cell = (text: string) => ({ cells: [{ text, paint: style.bold }, { text: 'x' }], text: 'y' });
  const [short, long] = tableLines([cell('a'), cell('abc')], style);
  expect(short).toBe(`${style.bold('a')}    x  y`);
  expect(long).toBe(`${style.bold('abc')}  x  y`);
});
