import { expect, test } from 'vitest';
import { reach } from '../../../src/core/analysis/reach.ts';

const LINKS: { readonly [name: string]: readonly string[] } = {
  a: ['c', 'b'],
  b: ['a', 'd'],
  c: ['d'],
  d: ['e'],
};
const modules = new Map(['a', 'b', 'c', 'd', 'e'].map((name) => [name, { name }]));
const module = (name: string) => modules.get(name)!;
const linksOf = ({ name }: { name: string }) => (LINKS[name] ?? []).map(module);

test('the modules next to it come by name', () => {
  expect(reach(module('a'), 1, linksOf)).toEqual([
    { name: 'b', depth: 1 },
    { name: 'c', depth: 1 },
  ]);
});

test('further ones follow with the way there, each once, and a ring ends at the module itself', () => {
  const names = reach(module('a'), 9, linksOf).map(({ name, depth }) => `${name}${depth}`);
  expect(names).toEqual(['b1', 'c1', 'd2', 'e3']);
});
