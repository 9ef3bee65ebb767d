import { describe, expect, test } from 'vitest';
import type { Survey } from '../../../src/core/codebase/facts.ts';
import { importersOf, moduleLinks } from '../../../src/core/codebase/imports.ts';
import { findModules } from '../../../src/core/codebase/modules.ts';
import { importing, manifest } from './hand-made.ts';

/** The links as `from -> to, to`. */
function linksIn(survey: Survey): readonly string[] {
  const links = moduleLinks(survey, findModules(survey));
  return [...links].flatMap(([from, linked]) =>
    linked.size > 0 ? `${from.name} -> ${[...linked.keys()].map(({ name }) => name).join(', ')}` : [],
  );
}

describe('JavaScript and TypeScript', () => {
  test.each([
    '../b/x',
    '../b/x.ts',
    '../b/x.js',
    '../b',
    '../b/',
    '../../src/b/x',
    '@/b/x',
    '~/b/x',
    'src/b/x',
  ])('%s', (name) => {
    expect(linksIn(importing({ 'src/a/y.ts': [name], 'src/b/x.ts': [], 'src/b/index.ts': [] }))).toEqual([
      'a -> b',
    ]);
  });

  test.each(['./z', 'b', 'react', '@types/b', 'node:fs', '../../../b/x', '../nowhere', ''])(
    '%j leads nowhere',
    (name) => {
      expect(linksIn(importing({ 'src/a/y.ts': [name], 'src/b/x.ts': [], 'src/a/z.ts': [] }))).toEqual([]);
    },
  );

  test('packages of the workspace, with what is below them', () => {
    const manifests = [
      manifest('npm', 'package.json', null, ['packages/*']),
      manifest('npm', 'packages/a/package.json', '@acme/a'),
      manifest('npm', 'packages/b/package.json', '@acme/b'),
      manifest('npm', 'packages/c/package.json', 'c'),
    ];
    const files = {
      'packages/a/i.ts': ['@acme/b'],
      'packages/b/i.ts': ['c/sub'],
      'packages/c/i.ts': ['@acme/x'],
    };
    expect(linksIn(importing(files, manifests))).toEqual(['a -> b', 'b -> c']);
  });

  test('between modules that are files', () => {
    expect(
      linksIn(importing({ 'lib/a.js': ['./b', './c.js'], 'lib/b.js': ['./c'], 'lib/c.js': [] })),
    ).toEqual(['a -> b, c', 'b -> c']);
  });
});

test.each([
  ['.', 'shop.b.x'],
  ['.', 'shop.b'],
  ['.', 'shop.b.x.Name'],
  ['.', '..b.x'],
  ['.', '..b'],
  ['src', 'shop.b.x'],
  ['python', 'shop.b.x'],
])('Python below %s: %s', (root, name) => {
  const files = { 'a/y.py': [name], 'b/x.py': [], 'b/__init__.py': [] };
  const below = Object.entries(files).map(([path, names]) => [
    `${root === '.' ? '' : `${root}/`}shop/${path}`,
    names,
  ]);
  expect(linksIn(importing(Object.fromEntries(below)))).toEqual(['a -> b']);
});

test('Python: a name of the standard library is not taken for a file of that name somewhere', () => {
  expect(
    linksIn(importing({ 'src/a/y.py': ['logging', 'os.path'], 'src/b/logging.py': [], 'src/b/path.py': [] })),
  ).toEqual([]);
});

test('Go: the path of the module, then the folder', () => {
  const manifests = [manifest('go', 'go.mod', 'example.org/shop')];
  const names = ['example.org/shop/internal/b', 'example.org/other/internal/c', 'fmt'];
  const files = { 'internal/a/a.go': names, 'internal/b/b.go': [], 'internal/c/c.go': [] };
  expect(linksIn(importing(files, manifests))).toEqual(['a -> b']);
});

describe('Rust', () => {
  test.each(['crate::b', 'crate::b::x', 'crate::b::x::Name', 'super::b', 'super::super::b::x'])(
    '%s',
    (name) => {
      const from = name.startsWith('super::super') ? 'src/a/deep.rs' : 'src/a/mod.rs';
      const files = {
        [from]: [name, 'std::io'],
        'src/b/mod.rs': [],
        'src/b/x.rs': [],
        'src/lib.rs': ['a', 'b'],
      };
      expect(linksIn(importing(files))).toEqual(['a -> b']);
    },
  );

  test('crates by their names, with _ for -', () => {
    const manifests = [
      manifest('cargo', 'Cargo.toml', null, ['crates/*']),
      manifest('cargo', 'crates/one/Cargo.toml', 'one'),
      manifest('cargo', 'crates/two/Cargo.toml', 'the-two'),
    ];
    const files = {
      'crates/one/src/lib.rs': ['the_two::x'],
      'crates/two/src/lib.rs': ['crate::one', 'serde'],
    };
    expect(linksIn(importing(files, manifests))).toEqual(['one -> the-two']);
  });
});

test.each(['com.acme.b.Thing', 'com.acme.b.*', 'com.acme.b.Thing.of'])('Java: %s', (name) => {
  const root = 'src/main/java/com/acme';
  const files = { [`${root}/a/A.java`]: [name, 'java.util.List'], [`${root}/b/Thing.java`]: [] };
  expect(linksIn(importing(files))).toEqual(['a -> b']);
});

test.each(['Acme.Billing', 'Acme.Billing.Models'])('C#: %s', (name) => {
  const files = {
    'src/Acme.Shop/A.cs': [name, 'System.Linq'],
    'src/Acme.Billing/Models/B.cs': [],
    'src/Linq/L.cs': [],
  };
  expect(linksIn(importing(files))).toEqual(['Acme.Shop -> Acme.Billing']);
});

test.each(['../b/x.h', 'b/x.h', 'x.h', 'src/b/x.h'])('C: %s', (name) => {
  expect(linksIn(importing({ 'src/a/y.c': [name, 'stdio.h'], 'src/b/x.h': [] }))).toEqual(['a -> b']);
});

test.each(['App\\B\\Thing', '\\App\\B\\Thing', '../B/Thing.php', '/../B/Thing.php'])('PHP: %s', (name) => {
  expect(linksIn(importing({ 'src/A/Y.php': [name], 'src/B/Thing.php': [] }))).toEqual(['A -> B']);
});

test.each(['../b/x', '../b/x.rb', 'shop/b/x'])('Ruby: %s', (name) => {
  expect(linksIn(importing({ 'lib/shop/a/y.rb': [name, 'json'], 'lib/shop/b/x.rb': [] }))).toEqual([
    'a -> b',
  ]);
});

test.each(['../b/x.sh', '$(dirname "$0")/../b/x.sh', '${DIR}/../b/x.sh'])('Bash: %s', (name) => {
  expect(linksIn(importing({ 'src/a/y.sh': [name], 'src/b/x.sh': [] }))).toEqual(['a -> b']);
});

test('an end that several modules have leads to none', () => {
  expect(linksIn(importing({ 'src/a/y.c': ['x.h'], 'src/b/x.h': [], 'src/c/x.h': [] }))).toEqual([]);
});

test('files that import count, and who imports can be asked', () => {
  const survey = importing({
    'src/a/1.ts': ['../c/x'],
    'src/a/2.ts': ['../c/x', '../c'],
    'src/b/1.ts': ['../c/x'],
    'src/c/x.ts': [],
  });
  const modules = findModules(survey);
  const links = moduleLinks(survey, modules);
  expect(links.get(modules[0]!)?.get(modules[2]!)).toBe(2);
  expect(importersOf(modules[2]!, links).map(({ name }) => name)).toEqual(['a', 'b']);
});

test('20,000 files of one name, each with imports, take no time', () => {
  const files = Array.from({ length: 20_000 }, (_, i) => {
    const names = [`../m${(i + 1) % 2000}/index`, 'a/index.h', 'shop.index', './x'];
    return [`src/m${i % 2000}/d${i}/index.${i % 2 ? 'ts' : 'h'}`, names] as const;
  });
  const survey = importing(Object.fromEntries(files));
  const modules = findModules(survey);
  const start = performance.now();
  expect(moduleLinks(survey, modules).size).toBe(2000);
  expect(performance.now() - start).toBeLessThan(3000);
});

test('C and C++: a public header leads to the sources that it belongs to', () => {
  const survey = importing({
    'src/cart/cart.cpp': ['shop/users/u.h', 'cart.h'],
    'src/users/u.cpp': [],
    'include/cart.h': [],
    'include/shop/users/u.h': ['cart.h'],
  });
  expect(linksIn(survey)).toEqual(['cart -> users', 'users -> cart']);
});

test('Python: a package of the workspace by its name, a package that is none by its folder only', () => {
  const manifests = [
    manifest('python', 'pyproject.toml', null, ['packages/*']),
    manifest('python', 'packages/one/pyproject.toml', 'Acme-One'),
    manifest('python', 'packages/two/pyproject.toml', 'acme-two'),
    manifest('python', 'packages/two/deep/json/__init__.py', 'json'),
  ];
  const survey = importing(
    {
      'packages/one/src/acme_one/__init__.py': ['acme_two', 'json'],
      'packages/two/acme_two.py': [],
      'packages/two/src/sub.py': ['acme_one'],
      'packages/two/deep/json/__init__.py': [],
    },
    manifests,
  );
  expect(linksIn(survey)).toEqual(['Acme-One -> acme-two', 'acme-two -> Acme-One']);
  const { files } = survey;
  const alone = { ...survey, files: files.map((file) => ({ ...file, imports: file.imports.slice(1) })) };
  expect(linksIn(alone)).toEqual([]);
});
