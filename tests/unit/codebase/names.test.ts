import { describe, expect, test } from 'vitest';
import { concernedModule, namedModule, nearestModules } from '../../../src/core/codebase/names.ts';

const KNOWN = ['core', 'user', 'user-profile', 'Payment', '支付', '支付网关', 'c++', 'src/auth'];

describe('a module of the report', () => {
  test.each([
    ['Refactor core and its tests', 'core'],
    ['fix CORE', 'core'],
    ['Split payment.ts in two', 'Payment'],
    ['(core)', 'core'],
    ['重构core的缓存', 'core'],
    ['core模块', 'core'],
    ['修复支付超时', '支付'],
    ['支付模块开发', '支付'],
    ['接入支付网关', '支付网关'],
    ['the user-profile page', 'user-profile'],
    ['move user data to user-profile', 'user-profile'],
    ['port c++ to rust', 'c++'],
    ['clean up src/auth', 'src/auth'],
    ['the coremodule', 'core'],
  ])('%s names %s', (description, name) => {
    expect(concernedModule(description, KNOWN)).toEqual({ name, known: true });
  });

  test.each(['score', 'cores', 'hardcore', 'encore2', 'core_data', 'paymentés', 'superusers', ''])(
    '%j names none: it is no whole word',
    (description) => expect(concernedModule(description, KNOWN)).toBeNull(),
  );

  test('what is called a module goes before a longer word', () => {
    expect(concernedModule('move user-profile parts into the core module', KNOWN)).toEqual({
      name: 'core',
      known: true,
    });
  });

  test('a known word goes before a name that is only called a module', () => {
    expect(concernedModule('core: load the plugin module', KNOWN)).toEqual({ name: 'core', known: true });
  });

  test('of names of one length, the first in the text', () => {
    expect(concernedModule('beta then alfa', ['alfa', 'beta'])?.name).toBe('beta');
  });

  test('punctuation alone is no name', () => {
    expect(concernedModule('a. b', ['.', ''])).toBeNull();
  });
});

describe('what is only called a module', () => {
  test.each([
    ['Develop the payment module', 'payment'],
    ['payment module', 'payment'],
    ['Payment Module rewrite', 'Payment'],
    ['add a new module: the search module', 'search'],
    ['write the `search` module', 'search'],
    ['write the "search" module', 'search'],
    ['the search-engine module', 'search-engine'],
    ['the paymentmodule', 'payment'],
    ['payment-module', 'payment'],
    ['rewrite the @acme/billing module', 'billing'],
    ['支付模块开发', '支付'],
    ['支付 模块 开发', '支付'],
    ['开发支付模块', '支付'],
    ['新增一个支付模块', '支付'],
    ['对支付模块进行重构', '支付'],
    ['重构和优化支付模块', '支付'],
    ['请帮我实现用户管理模块', '用户管理'],
    ['在订单服务中新增支付模块', '支付'],
    ['修复登录慢的用户模块', '用户'],
    ['把「支付」模块拆分', '支付'],
    ['重构payment模块', 'payment'],
    ['重构 payment 模块', 'payment'],
    ['对账模块', '对账'],
    ['更新在线支付模块', '在线支付'],
    ['测试支付模块', '支付'],
    ['测试模块', '测试'],
    ['数据更新通知模块', '数据更新通知'],
    ['请帮我写一个日志模块', '日志'],
    ['帮我做个支付模块', '支付'],
    ['写两个新的日志模块', '日志'],
    ['合并两个模块到支付模块', '支付'],
    ['写入模块', '写入'],
    ['加密模块', '加密'],
    ['跨境支付模块', '跨境支付'],
    ['跨模块重构支付模块', '支付'],
    ['个人中心模块', '个人中心'],
    ['三方登录模块', '三方登录'],
    ['多租户模块', '多租户'],
    ['第三方模块', '第三方'],
  ])('%s names %s', (description, name) => {
    expect(concernedModule(description, [])).toEqual({ name, known: false });
  });

  test.each([
    'add a module',
    'the module',
    'module',
    'Refactor every module',
    'split the new module',
    'update all modules',
    'fix the git submodule',
    'load it as an ES module',
    'modular design',
    '新增模块',
    '开发模块',
    '重构这个模块',
    '模块',
    '所有模块',
    '更新子模块',
    'node_modules is too large',
    'a Python module for parsing',
    'rewrite it as a Rust module',
    '两个模块的接口',
    '三个模块',
    '跨模块重构',
    '这3个模块',
    '第一个模块',
    '第二模块',
    '几个新的模块',
    '多模块构建',
    '写一个模块',
  ])('%s names none', (description) => {
    expect(concernedModule(description, [])).toBeNull();
  });

  test('a long text without an end is read in no time', () => {
    const start = performance.now();
    concernedModule(`${'a'.repeat(50_000)} ${'的module'.repeat(5000)}`, []);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe('the nearest names', () => {
  test('a slip, a part, and nothing', () => {
    expect(nearestModules('cores', ['core', 'cli'])).toEqual(['core']);
    expect(nearestModules('service', ['user-service', 'cli'])).toEqual(['user-service']);
    expect(nearestModules('zzz', ['core'])).toEqual([]);
    expect(nearestModules('', ['core'])).toEqual([]);
  });

  test('at most five', () => {
    const names = Array.from({ length: 20 }, (_, i) => `service-${i}`);
    expect(nearestModules('service', names)).toHaveLength(5);
  });
});

test('a name that is given is spelled as the report has it; letter for letter goes first', () => {
  expect(namedModule('CART', ['user', 'cart'])).toEqual({ name: 'cart', known: true });
  expect(namedModule('CART', ['cart', 'CART'])).toEqual({ name: 'CART', known: true });
  expect(namedModule('Cart', ['carts'])).toEqual({ name: 'Cart', known: false });
});
