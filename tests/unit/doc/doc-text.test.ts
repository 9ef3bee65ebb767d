import { expect, test } from 'vitest';
import { changeKind } from '../../../src/core/doc/change-kind.ts';
import { docText } from '../../../src/core/doc/doc-text.ts';

test.each([
  ['Add refunds to payments', 'feature'],
  ['支付模块开发', 'feature'],
  ['Fix the rounding in payments', 'fix'],
  ['fix(payments): round up', 'fix'],
  ['The totals are wrong: a bug', 'fix'],
  ['修复支付模块的并发缺陷', 'fix'],
  ['支付的bug', 'fix'],
  ['解决支付bug问题', 'fix'],
  ['Refactor payments', 'refactor'],
  ['clean up the payments module', 'refactor'],
  ['Payments cleanup', 'refactor'],
  ['重构支付模块', 'refactor'],
])('%s is a %s', (description, kind) => {
  expect(changeKind(description)).toBe(kind);
});

test.each([
  ['Refactor the bug tracker', 'refactor'],
  ['Fix what the refactoring broke', 'fix'],
  ['feat: a button that fixes it all', 'feature'],
  ['Write fixtures and a prefix', 'feature'],
  ['Debugger for payments', 'feature'],
])('in "%s" the first whole word that tells the kind decides: %s', (description, kind) => {
  expect(changeKind(description)).toBe(kind);
});

test('a documentation task says what to update in the language of the description', () => {
  expect(docText(['支付模块开发'], '支付').description).toBe(
    '更新支付模块 README + 接口文档，对应改动：支付模块开发',
  );
  expect(docText(['修复 payments 的缺陷'], 'payments')).toEqual({
    description: '更新 payments 模块 故障排查 + 修复说明，对应改动：修复 payments 的缺陷',
    update_scope: expect.stringMatching(/^故障排查：.*修复说明：/),
  });
  expect(docText(['重构支付模块'], '支付').description).toContain('架构说明 + 依赖关系');
  expect(docText(['Add refunds'], 'payments')).toEqual({
    description: 'Update the documentation of the module payments (README + API docs) for: Add refunds',
    update_scope: expect.stringMatching(/^README: .* API docs: /),
  });
  expect(docText(['Fix it'], 'payments').description).toContain('(troubleshooting + what was fixed)');
  expect(docText(['Refactor it'], 'payments').update_scope).toMatch(/^Architecture: .* Dependencies: /);
});

test('a long description is quoted in part', () => {
  const { description } = docText([`Add ${'x'.repeat(100_000)}\nand more`], 'payments');
  expect(description.length).toBeLessThan(200);
  expect(description).not.toContain('\n');
});

test('several changes are quoted, and each kind among them asks for its documents', () => {
  expect(docText(['Fix the totals', 'Add refunds', 'Fix the rounding'], 'payments')).toEqual({
    description:
      'Update the documentation of the module payments (README + API docs + troubleshooting + what was fixed) ' +
      'for: Fix the totals; Add refunds; Fix the rounding',
    update_scope: expect.stringMatching(/^README: .* API docs: .* Troubleshooting: [^R]*$/),
  });
  expect(docText(['支付退款', '重构支付'], '支付')).toEqual({
    description: '更新支付模块 README + 接口文档 + 架构说明 + 依赖关系，对应改动：支付退款；重构支付',
    update_scope: expect.stringMatching(/^README：.*接口。架构说明：/),
  });
});

test('of many changes the first three are quoted, and all are counted', () => {
  const { description } = docText(['a', 'b', 'c', 'd'], 'payments', 1000);
  expect(description).toMatch(/ for: a; b; c; 997 more$/);
  expect(docText(['支付', '付', '款', '项'], '支付').description).toMatch(/：支付；付；款；另有 1 项$/);
});
