import { expect, test } from 'vitest';
import { nearest } from '../../../src/core/suggest.ts';

const NAMES = ['task', 'novel-chapter', 'code-module', 'data-pipeline', 'doc-update'];

test.each([
  ['taks', ['task']],
  ['TASK', ['task']],
  ['tsak', ['task']],
  ['novel_chapter', ['novel-chapter']],
  ['code', ['code-module']],
  ['code-modul', ['code-module']],
  ['datapipelin', ['data-pipeline']],
  ['entirely-else', []],
  ['', []],
])('%j may have meant %j', (word, expected) => {
  expect(nearest(word, NAMES)).toEqual(expected);
});

test('the nearest comes first, and at most three come', () => {
  expect(nearest('heartbet', ['heartbeats', 'heart', 'heartbeat', 'beat'])).toEqual([
    'heartbeat',
    'heartbeats',
  ]);
  expect(nearest('abcdef', ['abcdeg', 'abcdeh', 'abcdei', 'abcdej'])).toHaveLength(3);
});

test('a word of a megabyte costs no more than a short one', () => {
  expect(nearest('a'.repeat(1_000_000), NAMES)).toEqual([]);
});
