import { describe, expect, test } from 'vitest';
import { documentationOf, documentsOf, isDocumented } from '../../../src/core/codebase/documented.ts';
import { DocumentIndex } from '../../../src/core/codebase/documents.ts';
import type { Module } from '../../../src/core/codebase/module.ts';
import { sourceFile } from './hand-made.ts';

function moduleWith(
  name: string,
  path: string,
  paths: readonly string[],
  documented: readonly string[] = [],
): Module {
  return {
    name,
    path,
    files: paths.map((file) => sourceFile(file, { documented: documented.includes(file) })),
  };
}

const CART = moduleWith('cart', 'src/cart', ['src/cart/index.ts', 'src/cart/deep/a.ts']);
const NONE = new DocumentIndex([]);

describe('documents of a module', () => {
  test.each([
    'src/cart/README.md',
    'src/cart/readme',
    'src/cart/README.zh-CN.md',
    'docs/cart.md',
    'docs/Cart.rst',
    'docs/cart/usage.md',
    'docs/zh/cart.md',
    'docs/cart.zh.md',
    'doc/modules/cart.adoc',
  ])('%s is one', (path) => {
    expect(documentsOf(CART, [path])).toEqual([path]);
    expect(isDocumented(CART, new DocumentIndex([path]))).toBe(true);
  });

  test.each([
    'README.md',
    'src/README.md',
    'src/cart/deep/README.md',
    'docs/carts.md',
    'cart.md',
    'src/cart/readmes.md',
  ])('%s is none', (path) => {
    expect(documentsOf(CART, [path])).toEqual([]);
    expect(isDocumented(CART, new DocumentIndex([path]))).toBe(false);
  });

  test.each([
    ['user_profile', 'docs/user-profile.md'],
    ['user-profile', 'docs/User_Profile.md'],
    ['cmd/api', 'docs/cmd/api.md'],
    ['支付', 'docs/支付.md'],
  ])('%s: %s', (name, path) => {
    expect(documentsOf({ name, path: `src/${name}` }, [path])).toEqual([path]);
  });

  test('the root has the README at the top; a file has none of its own', () => {
    expect(documentsOf({ name: 'top', path: '.' }, ['README.md'])).toEqual(['README.md']);
    expect(documentsOf({ name: 'a', path: 'src/a.py' }, ['src/README.md'])).toEqual([]);
  });
});

describe('a comment on the module', () => {
  test.each([
    ['src/cart', 'src/cart/index.ts'],
    ['src/cart', 'src/cart/index.test-d.ts', false],
    ['src/cart', 'src/cart/__init__.py'],
    ['src/cart', 'src/cart/mod.rs'],
    ['src/cart', 'src/cart/main.go'],
    ['src/cart', 'src/cart/doc.go'],
    ['src/cart', 'src/cart/other.go'],
    ['src/cart', 'src/cart/other_test.go', false],
    ['src/cart', 'src/cart/deep/other.go', false],
    ['src/cart', 'include/cart/cart.h'],
    ['src/cart', 'src/cart/package-info.java'],
    ['src/cart', 'src/cart/cart.py'],
    ['src/cart', 'src/cart.rs'],
    ['packages/cart', 'packages/cart/src/index.ts'],
    ['packages/cart', 'packages/cart/src/cart/__init__.py'],
    ['crates/cart', 'crates/cart/src/lib.rs'],
    ['.', 'src/main.rs'],
    ['src/cart', 'src/cart/other.ts', false],
    ['src/cart', 'src/cart/deep/index.ts', false],
    ['src/cart', 'src/cart/tests/__init__.py', false],
  ])('%s: %s %s', (path, file, isMain = true) => {
    const module = moduleWith('cart', path, [file, `${path}/z.ts`], [file]);
    expect(isDocumented(module, NONE)).toBe(isMain);
  });

  test('a main file without one says nothing', () => {
    expect(isDocumented(CART, NONE)).toBe(false);
  });

  test('of a module that is a file', () => {
    expect(isDocumented(moduleWith('a', 'src/a.py', ['src/a.py'], ['src/a.py']), NONE)).toBe(true);
    expect(isDocumented(moduleWith('a', 'src/a.py', ['src/a.py']), NONE)).toBe(false);
  });
});

test('what there is, and what is missing', () => {
  expect(documentationOf(CART, NONE)).toEqual({
    existing: [],
    missing: ['readme', 'docs_page', 'module_comment'],
  });
  const all = new DocumentIndex(['src/cart/README.md', 'docs/cart.md']);
  const commented = { ...CART, files: CART.files.map((file) => ({ ...file, documented: true })) };
  expect(documentationOf(commented, all)).toEqual({
    existing: ['src/cart/README.md', 'docs/cart.md', 'src/cart/index.ts'],
    missing: [],
  });
  expect(documentationOf(moduleWith('a', 'a.py', ['a.py']), NONE).missing).toEqual([
    'docs_page',
    'module_comment',
  ]);
});
