import { describe, expect, test } from 'vitest';
import type { Survey } from '../../../src/core/codebase/facts.ts';
import { findModules } from '../../../src/core/codebase/modules.ts';
import { manifest, surveyOf } from './hand-made.ts';

/** The modules as `name: path (files)`. */
function modulesIn(survey: Survey): readonly string[] {
  return findModules(survey).map(({ name, path, files }) => `${name}: ${path} (${files.length})`);
}

describe('packages of a workspace', () => {
  const sources = [
    'packages/core/src/a.ts',
    'packages/core/test/a.test.ts',
    'packages/ui/index.ts',
    'scripts/x.js',
  ];

  test.each([
    ['npm', [manifest('npm', 'package.json', 'acme', ['packages/*'])]],
    [
      'pnpm',
      [
        manifest('npm', 'package.json', 'acme'),
        manifest('pnpm', 'pnpm-workspace.yaml', null, ['packages/*']),
      ],
    ],
  ])('%s: without their scope; scripts beside them are in none', (_, tops) => {
    const manifests = [
      ...tops,
      manifest('npm', 'packages/core/package.json', '@acme/kernel'),
      manifest('npm', 'packages/ui/package.json', '@acme/ui'),
    ];
    expect(modulesIn(surveyOf(sources, { manifests }))).toEqual([
      'kernel: packages/core (2)',
      'ui: packages/ui (1)',
    ]);
  });

  test('pnpm: what the workspace excludes is no package', () => {
    const manifests = [
      manifest('pnpm', 'pnpm-workspace.yaml', null, ['packages/*', '!packages/old']),
      ...['one', 'two', 'old'].map((name) => manifest('npm', `packages/${name}/package.json`, name)),
    ];
    const files = ['packages/one/a.ts', 'packages/two/a.ts', 'packages/old/a.ts'];
    expect(modulesIn(surveyOf(files, { manifests }))).toEqual([
      'one: packages/one (1)',
      'two: packages/two (1)',
    ]);
  });

  test('Cargo: the crate at the top is one too, when it has sources; what is excluded is none', () => {
    const manifests = [
      manifest('cargo', 'Cargo.toml', 'top', ['crates/*', '!crates/old']),
      ...['one', 'two', 'old'].map((name) => manifest('cargo', `crates/${name}/Cargo.toml`, name)),
    ];
    const files = ['src/main.rs', 'crates/one/src/lib.rs', 'crates/two/src/lib.rs', 'crates/old/src/lib.rs'];
    expect(modulesIn(surveyOf(files, { manifests }))).toEqual([
      'top: . (2)',
      'one: crates/one (1)',
      'two: crates/two (1)',
    ]);
  });

  test('uv: by the names of their projects', () => {
    const manifests = [
      manifest('python', 'pyproject.toml', null, ['packages/*']),
      manifest('python', 'packages/one/pyproject.toml', 'acme-one'),
      manifest('python', 'packages/one/src/acme_one/__init__.py', 'acme_one'),
      manifest('python', 'packages/two/pyproject.toml', 'acme-two'),
    ];
    const files = ['packages/one/src/acme_one/__init__.py', 'packages/two/acme_two/a.py', 'tools/x.py'];
    expect(modulesIn(surveyOf(files, { manifests }))).toEqual([
      'acme-one: packages/one (1)',
      'acme-two: packages/two (1)',
    ]);
  });

  test('Go: the last part of the path, without a version', () => {
    const manifests = [
      manifest('go', 'go.work', null, ['./api', './store', '.']),
      manifest('go', 'go.mod', 'example.org/top'),
      manifest('go', 'api/go.mod', 'example.org/top/api/v2'),
      manifest('go', 'store/go.mod', 'example.org/top/store'),
    ];
    expect(modulesIn(surveyOf(['main.go', 'api/a.go', 'store/s.go'], { manifests }))).toEqual([
      'top: . (1)',
      'api: api (1)',
      'store: store (1)',
    ]);
  });

  test('Maven: also beside the workspace', () => {
    const manifests = [
      manifest('maven', 'parent/pom.xml', 'parent', ['../billing', '../users']),
      manifest('maven', 'billing/pom.xml', 'acme-billing'),
      manifest('maven', 'users/pom.xml', 'acme-users'),
    ];
    const files = ['billing/src/main/java/com/acme/B.java', 'users/src/main/java/com/acme/U.java'];
    expect(modulesIn(surveyOf(files, { manifests }))).toEqual([
      'acme-billing: billing (1)',
      'acme-users: users (1)',
    ]);
  });

  test('side by side without a workspace, of any kind', () => {
    const manifests = [
      manifest('npm', 'web/package.json', 'shop-web'),
      manifest('python', 'api/pyproject.toml', 'shop-api'),
    ];
    const files = ['web/src/a.ts', 'web/src/b/b.ts', 'api/shop/a.py', 'scripts/run.sh', 'tests/e2e.py'];
    expect(modulesIn(surveyOf(files, { manifests }))).toEqual(['shop-api: api (1)', 'shop-web: web (2)']);
    const others = surveyOf([...files, 'shared/s.ts'], { manifests });
    expect(modulesIn(others).map((line) => line.split(':')[0])).toEqual(['api', 'shared', 'web']);
  });

  test('beside a workspace of another kind, not what is below its packages, nor scripts', () => {
    const manifests = [
      manifest('npm', 'package.json', 'acme', ['packages/*']),
      manifest('npm', 'packages/ui/package.json', 'ui'),
      manifest('python', 'packages/ui/gen/__init__.py', 'gen'),
      manifest('python', 'scripts/__init__.py', 'scripts'),
      manifest('go', 'services/api/go.mod', 'example.org/api'),
      manifest('cargo', 'Cargo.toml', 'top'),
    ];
    const files = ['packages/ui/a.ts', 'packages/ui/gen/a.py', 'scripts/a.py', 'services/api/a.go'];
    expect(modulesIn(surveyOf(files, { manifests }))).toEqual([
      'ui: packages/ui (2)',
      'api: services/api (1)',
    ]);
    expect(modulesIn(surveyOf([...files, 'src/main.rs'], { manifests }))[0]).toBe('acme: . (2)');
  });

  test('beside a package at the top, a deeper one is a tool or a website', () => {
    const manifests = [
      manifest('npm', 'package.json', 'shop'),
      manifest('npm', 'website/package.json', 'site'),
    ];
    const files = ['src/cart/a.ts', 'src/users/a.ts', 'website/src/a.ts'];
    expect(modulesIn(surveyOf(files, { manifests }))).toEqual(['cart: src/cart (1)', 'users: src/users (1)']);
  });

  test('a single package, and packages without sources, are no split', () => {
    const manifests = [
      manifest('npm', 'package.json', null, ['packages/*']),
      manifest('npm', 'packages/core/package.json', 'core'),
      manifest('npm', 'packages/icons/package.json', 'icons'),
      manifest('npm', 'examples/demo/package.json', 'demo'),
    ];
    const files = [
      'packages/core/a.ts',
      'packages/core/cart/b.ts',
      'packages/core/cart/c.ts',
      'examples/demo/a.ts',
    ];
    expect(modulesIn(surveyOf(files, { manifests }))).toEqual(['cart: packages/core/cart (2)']);
  });

  test('a package within a package has its own files', () => {
    const manifests = [
      manifest('npm', 'package.json', null, ['a', 'a/plugins/*']),
      manifest('npm', 'a/package.json', 'a'),
      manifest('npm', 'a/plugins/p/package.json', 'p'),
    ];
    expect(modulesIn(surveyOf(['a/a.ts', 'a/plugins/p/p.ts'], { manifests }))).toEqual([
      'a: a (1)',
      'p: a/plugins/p (1)',
    ]);
  });
});

describe('folders under the source roots', () => {
  test('with all that is below them; what lies beside is in none', () => {
    const files = [
      'src/cart/a.ts',
      'src/cart/deep/b.ts',
      'src/users/c.ts',
      'src/index.ts',
      'tools/t.js',
      'a.config.js',
    ];
    expect(modulesIn(surveyOf(files))).toEqual(['cart: src/cart (2)', 'users: src/users (1)']);
  });

  test.each(['src', 'lib', 'app', 'pkg', 'internal', 'cmd', 'packages', 'source'])('%s is one', (root) => {
    expect(modulesIn(surveyOf([`${root}/a/a.go`, `${root}/b/b.go`, 'other/c.go']))).toEqual([
      `a: ${root}/a (1)`,
      `b: ${root}/b (1)`,
    ]);
  });

  test('several at once; alike names are told apart by their paths', () => {
    expect(modulesIn(surveyOf(['cmd/api/m.go', 'pkg/Api/a.go', 'pkg/store/s.go']))).toEqual([
      'cmd/api: cmd/api (1)',
      'pkg/Api: pkg/Api (1)',
      'store: pkg/store (1)',
    ]);
  });

  test('one that holds one folder only is descended into', () => {
    const files = ['billing/B.java', 'users/U.java'].map((path) => `src/main/java/com/acme/${path}`);
    expect(modulesIn(surveyOf([...files, 'src/test/java/com/acme/billing/BTest.java']))).toEqual([
      'billing: src/main/java/com/acme/billing (1)',
      'users: src/main/java/com/acme/users (1)',
    ]);
  });

  test('the last folder of the way is the module', () => {
    expect(modulesIn(surveyOf(['src/payment/a.ts', 'src/payment/b.ts']))).toEqual([
      'payment: src/payment (2)',
    ]);
  });

  test('an __init__.py makes it no package of a project, and hides nothing below it', () => {
    const manifests = [manifest('python', 'src/shop/__init__.py', 'shop')];
    const files = ['src/shop/__init__.py', 'src/shop/a.py'];
    expect(modulesIn(surveyOf(files, { manifests }))).toEqual(['shop: src/shop (2)']);
    const top = [manifest('python', 'shop/__init__.py', 'shop')];
    const more = ['shop/app/a.py', 'shop/billing/b.py'];
    expect(modulesIn(surveyOf(more, { manifests: top }))).toEqual([
      'app: shop/app (1)',
      'billing: shop/billing (1)',
    ]);
  });

  test('unless it is the whole package: then its files are', () => {
    const manifests = [manifest('python', 'pyproject.toml', 'my-tool')];
    const files = ['src/my_tool/__init__.py', 'src/my_tool/api.py', 'src/my_tool/cli.py'];
    expect(modulesIn(surveyOf(files, { manifests }))).toEqual([
      'api: src/my_tool/api.py (1)',
      'cli: src/my_tool/cli.py (1)',
    ]);
  });

  test('test folders are none, and none beside them either', () => {
    const names = ['test', 'tests', 'spec', '__tests__', 'testdata', 'fixtures', 'examples'];
    const files = names.flatMap((name) => [`src/${name}/a.ts`, `${name}/b.ts`]);
    expect(modulesIn(surveyOf([...files, 'src/core/a.ts', 'src/core/tests/b.ts']))).toEqual([
      'core: src/core (2)',
    ]);
  });

  test('without a source root, the folders at the top, not those of docs and scripts', () => {
    const files = [
      'cart/a.py',
      'users/b.py',
      'docs/conf.py',
      'scripts/c.py',
      'tests/d.py',
      '.ci/e.py',
      'setup.py',
    ];
    expect(modulesIn(surveyOf(files))).toEqual(['cart: cart (1)', 'users: users (1)']);
  });

  test('below the one package there is, its source root counts', () => {
    const manifests = [manifest('npm', 'backend/package.json', 'backend')];
    const files = ['backend/src/cart/a.ts', 'backend/src/users/b.ts', 'backend/tools/c.ts'];
    expect(modulesIn(surveyOf(files, { manifests })).map((line) => line.split(':')[0])).toEqual([
      'cart',
      'users',
    ]);
  });

  test('a file with the name of a folder beside it belongs to it', () => {
    const files = ['src/store.rs', 'src/store/a.rs', 'src/net/mod.rs', 'src/net/b.rs', 'src/lib.rs'];
    expect(modulesIn(surveyOf(files))).toEqual(['net: src/net (2)', 'store: src/store (2)']);
  });

  test('the headers in `include` belong to the sources of their name', () => {
    const files = ['src/cart/a.cpp', 'src/users/b.cpp', 'include/cart.h', 'include/shop/users/u.hpp'];
    const more = ['include/users/deep/x.h', 'include/other.h', 'include/cart/tool.py'];
    expect(modulesIn(surveyOf([...files, ...more]))).toEqual(['cart: src/cart (2)', 'users: src/users (3)']);
    const below = ['native/src/cart/a.c', 'native/src/users/a.c', 'native/include/cart/a.h'];
    const manifests = [manifest('python', 'native/setup.py', 'shop')];
    expect(modulesIn(surveyOf(below, { manifests }))).toEqual([
      'cart: native/src/cart (2)',
      'users: native/src/users (1)',
    ]);
  });

  test('the headers of sources that lie loose belong to one file each', () => {
    const files = ['src/cart.c', 'src/cart.h', 'src/users.c', 'include/shop/cart.h', 'include/users.h'];
    expect(modulesIn(surveyOf(files))).toEqual([
      'cart.c: src/cart.c (2)',
      'cart.h: src/cart.h (1)',
      'users: src/users.c (2)',
    ]);
  });

  test('where most files lie loose beside the folders, they are modules too', () => {
    const files = ['src/app.py', 'src/views.py', 'src/cli.py', 'src/json/tag.py', 'src/json/provider.py'];
    expect(modulesIn(surveyOf(files))).toEqual([
      'app: src/app.py (1)',
      'cli: src/cli.py (1)',
      'json: src/json (2)',
      'views: src/views.py (1)',
    ]);
  });
});

describe('source files', () => {
  test('without folders: not tests, not settings', () => {
    const files = ['lib/a.js', 'lib/b.js', 'lib/b.test.js', 'x.config.js', 'index.js'];
    expect(modulesIn(surveyOf(files))).toEqual(['a: lib/a.js (1)', 'b: lib/b.js (1)']);
    expect(modulesIn(surveyOf(['a.py', 'test_a.py', 'setup.py', 'conftest.py']))).toEqual(['a: a.py (1)']);
  });

  test('alike names keep their extensions', () => {
    expect(modulesIn(surveyOf(['list.c', 'list.h', 'main.c']))).toEqual([
      'list.c: list.c (1)',
      'list.h: list.h (1)',
      'main: main.c (1)',
    ]);
  });
});

describe('odd code bases', () => {
  test('nothing but tests: then these are the code', () => {
    expect(modulesIn(surveyOf(['tests/a.py']))).toEqual(['tests: tests (1)']);
    expect(modulesIn(surveyOf(['test_a.py']))).toEqual(['test_a: test_a.py (1)']);
  });

  test('nothing at all', () => {
    expect(modulesIn(surveyOf([]))).toEqual([]);
  });

  test('names fit a task whatever the folder is called', () => {
    const long = 'x'.repeat(250);
    const survey = surveyOf(['src/a\nb/a.ts', `src/${long}/a.ts`, 'src/ /a.ts']);
    for (const { name } of findModules(survey)) {
      expect(name).toMatch(/^\P{Cc}{1,200}$/u);
      expect(name).toBe(name.trim());
    }
  });
});

test('20,000 files in 2,000 modules take no time', () => {
  const files = Array.from({ length: 20_000 }, (_, i) => `packages/p${i % 2000}/src/f${i}.ts`);
  const members = Array.from({ length: 2000 }, (_, i) => `packages/p${i}`);
  const manifests = [
    manifest('npm', 'package.json', null, members),
    ...members.map((member) => manifest('npm', `${member}/package.json`, '@acme/same')),
  ];
  const survey = surveyOf(files, { manifests });
  const start = performance.now();
  expect(findModules(survey)).toHaveLength(2000);
  expect(findModules(surveyOf(files))).toHaveLength(2000);
  expect(performance.now() - start).toBeLessThan(1500);
});
