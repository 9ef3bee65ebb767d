import { expect, test } from 'vitest';
import { COMMIT_TYPES, commitType } from '../../../src/core/codebase/conventional.ts';

test.each([...COMMIT_TYPES])('%s is a type: plain, with a scope, and breaking', (type) => {
  for (const head of [type, `${type}(cart)`, `${type}!`, `${type}(cart, api)!`, `${type}(@acme/ui)`]) {
    expect(commitType(`${head}: add refunds`)).toBe(type);
  }
});

test.each([
  'feat add refunds',
  'feat:',
  'feat: ',
  'feat:add',
  'feature: add',
  'feat (cart): add',
  'feat(): add',
  'feat( ): add',
  'feat(cart: add',
  ' feat: add',
  'Merge branch main',
  'Revert "feat: add refunds"',
  'wip',
  '',
])('%j follows no convention', (subject) => {
  expect(commitType(subject)).toBeNull();
});

test('a description in any language', () => {
  expect(commitType('feat(购物车): 增加退款')).toBe('feat');
});

test.each([
  ['Feat: add', 'feat'],
  ['FIX(Cart)!: add', 'fix'],
])('%j: the case of its letters does not count', (subject, type) => {
  expect(commitType(subject)).toBe(type);
});
