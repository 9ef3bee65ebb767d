import { expect, test } from 'vitest';
import { codeProject, commitAll, SHOP } from '../helpers/shop.ts';

test('a TypeScript module: all that is known of it', async () => {
  const project = await codeProject(SHOP);
  await project.json(['system-check']);
  await project.json(['create', 'Round the totals', '--module', 'cart']);
  await project.json(['create', 'Rename things in the cart module']);
  commitAll(project, 'chore: nothing of the cart');
  const { module } = await project.json(['analyze-module', 'cart']);
  expect(module).toMatchObject({
    name: 'cart',
    path: 'src/cart',
    documented: true,
    totals: { files: 2, functions: 2, commented: 1 },
    missing: ['readme', 'module_comment'],
    documents: ['docs/cart.md'],
    functions: [
      { name: 'label', file: 'src/cart/cart.ts', line: 5, commented: false },
      {
        name: 'total',
        line: 4,
        commented: true,
        signature: expect.stringContaining('total(prices: number[])'),
      },
    ],
    exports: [
      { name: 'total', file: 'src/cart/cart.ts' },
      { name: 'label', file: 'src/cart/cart.ts' },
    ],
    imports: [{ name: 'money', depth: 1 }],
    packages: ['node:path'],
    importers: [{ name: 'api', depth: 1 }],
    tests: ['src/cart/cart.test.ts'],
    commits: [{ subject: 'feat: begin', author: 'Ann' }],
    omitted: {},
  });
  const touching = module.tasks.map(({ id }: { id: string }) => id);
  expect(touching).toEqual(expect.arrayContaining(['task_001', 'task_002']));
});

test('--depth follows imports further, both ways', async () => {
  const project = await codeProject(SHOP);
  const { module } = await project.json(['analyze-module', 'money', '--depth', '2']);
  expect(module.imports).toEqual([{ name: 'user', depth: 1 }]);
  expect(module.importers).toEqual([
    { name: 'cart', depth: 1 },
    { name: 'user', depth: 1 },
    { name: 'api', depth: 2 },
  ]);
});

test('a Python module, without git', async () => {
  const files = {
    'src/shop/cart/__init__.py': '"""The cart."""\n',
    'src/shop/cart/total.py':
      'import os\nfrom shop.money import add\n\ndef total(prices):\n    """Adds up."""\n    return add(*prices)\n\ndef bare(x):\n    return x\n',
    'src/shop/money/__init__.py': 'def add(a, b):\n    return a + b\n',
    'tests/test_cart.py':
      'from shop.cart.total import total\n\ndef test_total():\n    assert total([1, 2]) == 3\n',
  };
  const project = await codeProject(files, []);
  const { module } = await project.json(['analyze-module', 'cart']);
  expect(module).toMatchObject({
    documented: true,
    functions: [
      { name: 'bare', file: 'src/shop/cart/total.py', line: 8, commented: false },
      { name: 'total', line: 4, commented: true },
    ],
    imports: [{ name: 'money' }],
    packages: ['os'],
    tests: ['tests/test_cart.py'],
    commits: [],
  });
});

test('whatever its format, an answer stays within its budget and says what it left away', async () => {
  const functions = Array.from(
    { length: 400 },
    (_, i) => `export function step${i}(a: number): number { return a; }\n`,
  );
  const project = await codeProject({ 'src/big/big.ts': functions.join(''), 'src/small/small.ts': '' });
  const { module } = await project.json(['analyze-module', 'big', '--budget', '500']);
  expect(module.tokens).toBeLessThanOrEqual(500);
  expect(module.tokens).toBeGreaterThan(400);
  expect(module.functions.length + module.omitted.functions).toBe(400);
  const text = await project.run(['analyze-module', 'big', '--budget', '500']);
  expect(text.stdout).toMatch(/Functions \(\d+ of 400\)/);
  const page = await project.run(['analyze-module', 'big', '--budget', '500', '--format', 'markdown']);
  expect(page.stdout).toMatch(/^## Module big\n[\s\S]*### Functions \(\d+ of 400\)/);
  const bare = await project.run(['analyze-module', 'big', '--budget', '500', '--format', 'json']);
  expect(bare.json.name).toBe('big');
});

test('an unknown name suggests the nearest and lists them all', async () => {
  const project = await codeProject(SHOP);
  const error = await project.fails(['analyze-module', 'crat'], 'module_not_found', 3);
  expect(error).toMatchObject({
    hint: 'did you mean cart?',
    data: { nearest: ['cart'], modules: ['api', 'cart', 'money', 'user'], count: 4 },
  });
  expect((await project.json(['analyze-module', 'src/cart/'])).module.name).toBe('cart');
  const empty = await codeProject({}, []);
  expect((await empty.fails(['analyze-module', 'x'], 'module_not_found', 3)).hint).toContain(
    'no source code',
  );
});

test('wrong flags say what is right', async () => {
  const project = await codeProject(SHOP);
  const wrong = [
    ['cart', '--depth', '0'],
    ['cart', '--depth', '21'],
    ['cart', '--depth', 'x'],
    ['cart', '--budget', '299'],
    ['cart', '--format', 'pdf'],
    [],
  ];
  for (const args of wrong) await project.fails(['analyze-module', ...args], 'usage', 2);
});

test('names and formats are completed', async () => {
  const project = await codeProject(SHOP);
  await project.json(['system-check']);
  const offered = async (...words: string[]) =>
    (await project.run(['__complete', ...words])).stdout.split('\n').map((line) => line.split('\t')[0]);
  expect(await offered('analyze-module', 'c')).toEqual(['cart', '']);
  expect(await offered('analyze-module', 'cart', '--format', 'm')).toEqual(['markdown', '']);
  expect(await offered('system-check', '--fail-on', '')).toContain('incremental');
});

test('a package is found by all of its name, too, in whatever letters', async () => {
  const project = await codeProject({
    'package.json': '{"workspaces":["packages/*"]}',
    'packages/ui/package.json': '{"name":"@x/ui"}',
    'packages/ui/a.ts': 'export const a = 1;\n',
    'packages/api/package.json': '{"name":"@x/api"}',
    'packages/api/b.ts': 'export const b = 1;\n',
  });
  for (const name of ['ui', '@x/ui', '@X/UI', 'packages/ui']) {
    expect((await project.json(['analyze-module', name])).module).toMatchObject({
      name: 'ui',
      path: 'packages/ui',
    });
  }
  await project.fails(['analyze-module', '@y/ui'], 'module_not_found', 3);
});
