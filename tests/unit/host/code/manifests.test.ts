import { describe, expect, test } from 'vitest';
import { codeTree } from '../../../helpers/code-tree.ts';
import { tempFolder, writeFiles } from '../../../helpers/temp-folder.ts';

/** What is declared in a tree: kind, name and members by path. */
async function manifestsOf(files: { readonly [path: string]: string }) {
  const root = tempFolder();
  writeFiles(root, files);
  const tree = codeTree(root);
  const { manifests } = await tree.survey();
  // From the cache the same.
  expect((await tree.survey()).manifests).toEqual(manifests);
  return Object.fromEntries(
    manifests.map(({ path, kind, name, members }) => [path, [kind, name, ...members]]),
  );
}

async function manifestOf(path: string, text: string) {
  return (await manifestsOf({ [path]: text }))[path];
}

describe('manifests', () => {
  test('package.json: its name, and its workspaces in either form', async () => {
    expect(
      await manifestsOf({
        'package.json': '\ufeff{"name":"@x/all","workspaces":["packages/*","!packages/old"]}',
        'b/package.json': '{"workspaces":{"packages":["apps/*"],"nohoist":["**"]}}',
        'c/package.json': '{"private":true}',
        'node_modules/d/package.json': '{"name":"d"}',
      }),
    ).toEqual({
      'package.json': ['npm', '@x/all', 'packages/*', '!packages/old'],
      'b/package.json': ['npm', null, 'apps/*'],
      'c/package.json': ['npm', null],
    });
  });

  test('pnpm-workspace.yaml: its packages', async () => {
    const text = "# all\npackages:\n  - 'packages/*'\n  - '!**/test/**'\ncatalog:\n  a: 1\n";
    expect(await manifestOf('pnpm-workspace.yaml', text)).toEqual([
      'pnpm',
      null,
      'packages/*',
      '!**/test/**',
    ]);
    expect(await manifestOf('pnpm-workspace.yaml', 'onlyBuiltDependencies: [esbuild]\n')).toEqual([
      'pnpm',
      null,
    ]);
  });

  test('Cargo.toml: a package, a workspace, or both', async () => {
    const workspace =
      '[workspace]\nmembers = [\n  "crates/*", # all\n  "tool",\n]\nexclude = ["crates/old"]\n';
    expect(await manifestOf('Cargo.toml', workspace)).toEqual([
      'cargo',
      null,
      'crates/*',
      'tool',
      '!crates/old',
    ]);
    expect(
      await manifestOf('Cargo.toml', `[package]\nname = "core"\nversion.workspace = true\n${workspace}`),
    ).toEqual(['cargo', 'core', 'crates/*', 'tool', '!crates/old']);
    expect(await manifestOf('Cargo.toml', '[profile.release]\nlto = true\n')).toBeUndefined();
  });

  test('Cargo.toml: what is depended on by its path is a member of the workspace, or below the package', async () => {
    const needs = `[package]
name = "top"
[dependencies]
serde = "1"
cart = { path = "crates/cart", version = "1" }
[dev-dependencies.tools]
path = "../tools"
[target.'cfg(unix)'.dependencies]
sys = { path = "sys" }
`;
    const members = ['crates/cart', '../tools', 'sys'];
    expect(await manifestOf('a/Cargo.toml', `${needs}[workspace]\nexclude = ["x"]\n`)).toEqual([
      'cargo',
      'top',
      ...members,
      '!x',
    ]);
    expect(await manifestOf('a/Cargo.toml', needs)).toEqual(['cargo', 'top', 'crates/cart', 'sys']);
    const shared = '[workspace]\nmembers = ["a"]\n[workspace.dependencies]\ncart = { path = "cart" }\n';
    expect(await manifestOf('Cargo.toml', shared)).toEqual(['cargo', null, 'a', 'cart']);
  });

  test('pyproject.toml: the members of a workspace of uv', async () => {
    const uv = '[tool.uv.workspace]\nmembers = ["packages/*"]\nexclude = ["packages/old"]\n';
    const members = ['packages/*', '!packages/old'];
    expect(await manifestOf('pyproject.toml', uv)).toEqual(['python', null, ...members]);
    expect(await manifestOf('pyproject.toml', `[project]\nname = "top"\n${uv}`)).toEqual([
      'python',
      'top',
      ...members,
    ]);
  });

  test('go.mod: its module; go.work: the folders it uses', async () => {
    expect(
      await manifestOf('go.mod', '// The module.\r\nmodule example.org/a/v2 // here\r\n\r\ngo 1.22\r\n'),
    ).toEqual(['go', 'example.org/a/v2']);
    expect(await manifestOf('go.mod', 'module "example.org/b"\n')).toEqual(['go', 'example.org/b']);
    expect(await manifestOf('go.mod', 'go 1.22\n')).toBeUndefined();
    const work =
      'go 1.22\n\nuse ./one // first\nuse (\n\t./two\n\t// ./three\n\t"./four five"\n)\n\nreplace x => ./y\n';
    expect(await manifestOf('go.work', work)).toEqual(['go', null, './one', './two', './four five']);
    expect(await manifestOf('go.work', 'use(\n./two\n)\n')).toEqual(['go', null, './two']);
  });

  test('pom.xml: the artifactId of the project itself, and its modules', async () => {
    const pom = `<?xml version="1.0"?>
      <!-- <artifactId>no</artifactId> -->
      <project xmlns="http://maven.apache.org/POM/4.0.0">
        <parent><artifactId>parent</artifactId></parent>
        <dependencies><dependency><artifactId>junit</artifactId></dependency></dependencies>
        <description><![CDATA[<artifactId>no</artifactId>]]></description><relativePath/>
        <artifactId> shop </artifactId>
        <modules><module>core</module><!-- <module>no</module> --><module>../web</module></modules>
        <profiles><profile><id>x</id><modules><module>extra</module></modules></profile></profiles>
        <build><plugins><plugin><artifactId>plugin</artifactId></plugin></plugins></build>
      </project>`;
    expect(await manifestOf('pom.xml', pom)).toEqual(['maven', 'shop', 'core', '../web', 'extra']);
  });

  test('Python: one a folder, by pyproject.toml, setup.cfg or setup.py', async () => {
    expect(
      await manifestsOf({
        'pyproject.toml': '[project]\nname = "one"\n',
        'setup.py': 'setup(name="other")\n',
        'b/pyproject.toml': '[tool.poetry]\nname = "two"\n',
        'c/pyproject.toml': '[tool.black]\nline-length = 100\n',
        'c/setup.cfg': '[flake8]\nname = no\n\n[metadata]\nversion = 1\nname = three\n\n[options]\n',
        'd/setup.cfg': '[flake8]\nmax = 1\n',
        'd/setup.py': "from setuptools import setup\nsetup(version='1',\n  name = 'four')\n",
        'e/setup.py': 'setup(**read())\n',
      }),
    ).toEqual({
      'pyproject.toml': ['python', 'one'],
      'b/pyproject.toml': ['python', 'two'],
      'c/setup.cfg': ['python', 'three'],
      'd/setup.py': ['python', 'four'],
      'e/setup.py': ['python', null],
    });
  });

  test('Python: folders with an __init__.py below none', async () => {
    expect(
      await manifestsOf({
        'src/shop/__init__.py': '',
        'src/shop/cart/__init__.py': '',
        'src/shop/data/deep/__init__.py': '',
        'tests/__init__.py': 'x = 1\n',
        'loose/a.py': '',
      }),
    ).toEqual({
      'src/shop/__init__.py': ['python', 'shop'],
      'src/shop/data/deep/__init__.py': ['python', 'deep'],
      'tests/__init__.py': ['python', 'tests'],
    });
  });

  test.each([
    ['package.json', '{"name": "x",'],
    ['pnpm-workspace.yaml', 'packages: [a\n b: }'],
    ['pnpm-workspace.yaml', 'a: &a [x, x]\nb: &b [*a, *a]\npackages: *b\n'],
    ['Cargo.toml', '[package\nname = '],
    ['pyproject.toml', '[project]\nname = "x'],
    ['pom.xml', '<project><artifactId>'],
    ['pom.xml', '</b></a><project'.repeat(2000)],
    ['go.mod', '\0\x01'],
  ])('that are malformed are passed over: %s %#', async (path, text) => {
    expect(await manifestOf(path, text)).toBeUndefined();
  });

  test.each([
    ['package.json', '[]', ['npm', null]],
    ['package.json', 'null', ['npm', null]],
    ['package.json', '{"name":7,"workspaces":[1,"a",{"b":2}]}', ['npm', null, 'a']],
    ['package.json', '{"name":" ","workspaces":"a"}', ['npm', null]],
    ['Cargo.toml', 'package = 1\nworkspace = [1]\n', ['cargo', null]],
    ['pnpm-workspace.yaml', '- a\n', ['pnpm', null]],
  ])('of odd shapes declare what they can: %s %#', async (path, text, declared) => {
    expect(await manifestOf(path, text)).toEqual(declared);
  });
});
