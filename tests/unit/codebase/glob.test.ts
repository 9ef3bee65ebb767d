import { expect, test } from 'vitest';
import { memberMatcher } from '../../../src/core/codebase/glob.ts';

test.each([
  [['packages/*'], ['packages/a'], ['packages', 'packages/a/b', 'other/a']],
  [['./packages/*/'], ['packages/a'], ['packages/a/b']],
  [['crates/**'], ['crates', 'crates/a', 'crates/a/b'], ['crate']],
  [['**/api'], ['api', 'a/b/api'], ['a/api/c']],
  [['a/**/z'], ['a/z', 'a/b/c/z'], ['b/z', 'a/z/y']],
  [['packages/*', '!packages/old'], ['packages/a'], ['packages/old']],
  [['!packages/old', 'packages/*'], ['packages/a'], ['packages/old']],
  [
    ['apps/{web,api}', 'libs/{a,b{c,d}}'],
    ['apps/web', 'apps/api', 'libs/a', 'libs/bc', 'libs/bd'],
    ['apps/x', 'libs/b'],
  ],
  [['lib-?'], ['lib-a'], ['lib-', 'lib-ab']],
  [['p*k*'], ['pk', 'pack', 'pick-k'], ['pa']],
  [['core', '.'], ['core', '.'], ['cores']],
  [['a+b'], ['a+b'], ['aab']],
])('%j', (members, taken, left) => {
  const isMember = memberMatcher(members);
  for (const folder of taken) expect([folder, isMember(folder)]).toEqual([folder, true]);
  for (const folder of left) expect([folder, isMember(folder)]).toEqual([folder, false]);
});

test('no pattern takes exponential time', () => {
  const start = performance.now();
  const isMember = memberMatcher([`${'**/'.repeat(30)}${'*a'.repeat(30)}b`, '{a,b}'.repeat(40)]);
  expect(isMember(`${'a/'.repeat(60)}${'a'.repeat(120)}`)).toBe(false);
  expect(performance.now() - start).toBeLessThan(500);
});
