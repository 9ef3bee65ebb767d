import { describe, expect, test } from 'vitest';
import { headOf, momentOf } from '../../../src/app/deps.ts';
import { makingFor } from '../../../src/app/making.ts';
import { planTakeover } from '../../../src/core/codebase/plan.ts';
import { readPlan } from '../../../src/core/plan/read-plan.ts';
import { split } from '../../../src/core/plan/split.ts';
import { ok } from '../../../src/core/result.ts';
import { create } from '../../../src/core/task/create.ts';
import { memoryApp } from '../../helpers/memory-app.ts';
import { value } from '../task/support.ts';
import { importing, manifest, surveyOf } from './hand-made.ts';

const SHOP = importing({
  'src/api/a.ts': ['../store/s', '../cart/c'],
  'src/cart/c.ts': ['../store/s'],
  'src/store/s.ts': [],
});

describe('the plan', () => {
  test('has a part for each module, behind those that it imports', () => {
    const { parts, cut } = planTakeover(SHOP, 'shop', 'en');
    expect(
      parts.map(({ key, module, template, dependencies }) => ({ key, module, template, dependencies })),
    ).toEqual([
      { key: 'store', module: 'store', template: 'task', dependencies: [] },
      { key: 'cart', module: 'cart', template: 'task', dependencies: ['store'] },
      { key: 'api', module: 'api', template: 'task', dependencies: ['cart', 'store'] },
    ]);
    expect(cut).toEqual([]);
  });

  test('says what to do, and what there is', () => {
    const survey = surveyOf(
      {
        'src/cart/index.ts': { bytes: 2048, functions: 3, commented: 1, documented: true },
        'src/users/u.ts': { imports: ['../cart'] },
        'tests/cart.test.ts': {},
      },
      { documents: ['src/users/README.md'] },
    );
    const [cart, users] = planTakeover(survey, 'shop', 'en').parts;
    expect(cart!.description).toBe(
      'Module cart (src/cart): analyse it, document it, and close the gaps in its tests',
    );
    expect(cart!.variables).toEqual({
      background: [
        '- Source files in src/cart: 1, 2.0 KiB; see it whole: lra analyze-module cart',
        '- Functions: 3, without a comment: 2',
        '- Documents: src/cart/index.ts; missing: a README, a docs page',
        '- Tests: tests/cart.test.ts',
        '- Depends on the modules: none',
      ].join('\n'),
    });
    expect(users!.variables!.background).toContain(
      'Documents: src/users/README.md; missing: a docs page, a comment at the top of its main file',
    );
    expect(users!.variables!.background).toContain('Tests: none yet\n- Depends on the modules: cart');
    const chinese = planTakeover(survey, 'shop', 'zh');
    expect(chinese.parent.description).toBe('接管 shop：分析 2 个模块，补充文档与测试');
    expect(chinese.parts[0]!.description).toBe('模块 cart（src/cart）：分析代码、补充文档、补齐测试缺口');
    expect(chinese.parts[0]!.variables!.background).toContain('3 个函数，其中 2 个没有注释');
  });

  test.each([
    [0, '4k'],
    [16 * 1024, '4k'],
    [16 * 1024 + 1, '8k'],
    [64 * 1024 + 1, '16k'],
    [256 * 1024 + 1, '32k'],
    [1024 * 1024 + 1, '64k'],
    [4096 * 1024 + 1, '128k'],
  ])('a module of %d bytes is a task of %s', (bytes, size) => {
    expect(planTakeover(surveyOf({ 'a.ts': { bytes } }), 'shop', 'en').parts[0]!.output_req).toBe(size);
  });

  test('tells which imports it leaves out, since they close a ring', () => {
    const survey = importing({
      'src/a/1.ts': ['../b/1'],
      'src/a/2.ts': ['../b/1'],
      'src/b/1.ts': ['../a/1'],
    });
    const { parts, cut } = planTakeover(survey, 'shop', 'en');
    expect(cut.map(({ from, to }) => [from.name, to.name])).toEqual([['b', 'a']]);
    expect(parts.map(({ key, dependencies }) => [key, dependencies])).toEqual([
      ['b', []],
      ['a', ['b']],
    ]);
  });

  test('shows no command that a shell would read as another', () => {
    const survey = surveyOf(['src/a; touch b/x.ts', 'src/支付/x.ts']);
    const texts = planTakeover(survey, 'shop', 'en').parts.map(({ variables }) =>
      String(variables!.background),
    );
    expect(texts.filter((text) => text.includes('lra '))).toEqual([
      expect.stringContaining('analyze-module 支付\n'),
    ]);
  });

  test('of nothing has no parts', () => {
    expect(planTakeover(surveyOf([]), 'shop', 'en').parts).toEqual([]);
  });
});

test('split takes it, in the transaction that creates the parent', async () => {
  const manifests = [manifest('npm', 'package.json', null, ['p/*'])];
  const ring = importing(
    Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [`p/m${i}/i.ts`, [`m${(i + 1) % 30}`, `m${(i * 7) % 30}`]]),
    ),
    [...manifests, ...Array.from({ length: 30 }, (_, i) => manifest('npm', `p/m${i}/package.json`, `m${i}`))],
  );
  const { parent, parts } = planTakeover(ring, 'shop', 'en');
  const app = memoryApp();
  const template = value(await app.templates.get('task'));
  const moment = momentOf(app);
  const making = await makingFor(app, moment);
  const made = await app.store.transact(
    headOf(app, moment, 'system-check'),
    { kind: 'project' },
    ({ draft }) => {
      const id = create(draft, { fields: parent, template, parentId: null }, making);
      if (!id.ok) return id;
      const ids = split(draft, { id: id.value, parts: parts.map((part) => ({ part, template })) }, making);
      return ids.ok ? ok(ids.value.map((one) => draft.task(one)!)) : ids;
    },
  );
  const tasks = value(made);
  expect(tasks).toHaveLength(30);
  expect(tasks.map(({ module }) => module)).toEqual(parts.map(({ key }) => key));
  expect(tasks.filter(({ status }) => status === 'pending').length).toBeGreaterThan(0);
});

test('as JSON it is a plan that can be read, but for the module', () => {
  const { parts } = planTakeover(SHOP, 'shop', 'en');
  const plain = parts.map(({ module: _, description: desc, ...rest }) => ({ desc, ...rest }));
  expect(value(readPlan(JSON.stringify(plain)))).toHaveLength(3);
});
