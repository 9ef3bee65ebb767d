import { describe, expect, test } from 'vitest';
import { PLAN_EXAMPLE, PLAN_FIELDS } from '../../../src/core/plan/format.ts';
import { readPlan } from '../../../src/core/plan/read-plan.ts';
import { failure, value } from '../task/support.ts';

describe('a plan', () => {
  test('is read from JSON text and from the value it stands for', () => {
    const plan = [
      { desc: ' a ', key: ' k ', output_req: '4K', template: 'task', priority: 'P0', variables: { x: 1 } },
      { description: 'b', dependencies: ['k', 'k', ''], key: null, template: null },
    ];
    const parts = [
      { description: 'a', key: 'k', output_req: '4k', template: 'task', priority: 'P0', variables: { x: 1 } },
      { description: 'b', dependencies: ['k'] },
    ];
    expect(value(readPlan(plan))).toEqual(parts);
    expect(value(readPlan(`\n${JSON.stringify(plan)}\n`))).toEqual(parts);
  });

  test('may look as the example does, and the example uses only fields that are explained', () => {
    const parts = value(readPlan(PLAN_EXAMPLE));
    expect(parts).toHaveLength(PLAN_EXAMPLE.length);
    const used = new Set(PLAN_EXAMPLE.flatMap((part) => Object.keys(part)));
    expect(Object.keys(PLAN_FIELDS)).toEqual(expect.arrayContaining([...used]));
  });

  test('takes every field that is explained', () => {
    const all = {
      desc: 'x',
      output_req: '8k',
      template: 't',
      priority: 'P1',
      dependencies: [],
      variables: {},
      key: 'k',
    };
    expect(Object.keys(all)).toEqual(Object.keys(PLAN_FIELDS));
    expect(readPlan([all]).ok).toBe(true);
  });

  test.each([
    ['not JSON', 'nonsense'],
    ['half of it', '[{"desc":'],
    ['empty text', ''],
    ['an object', { desc: 'x' }],
    ['text in text', '"x"'],
    ['null', null],
    ['nothing', undefined],
    ['a number', 7],
    ['no parts', []],
  ])('is not %s', (_, plan) => {
    const found = failure(readPlan(plan), 'invalid_plan');
    expect(found.hint).toContain('lra split');
    expect(found.message.length).toBeLessThan(300);
  });
});

describe('a part', () => {
  const good = { desc: 'x' };
  test.each<[field: string, part: unknown]>([
    ['', null],
    ['', 'x'],
    ['', ['x']],
    ['description', {}],
    ['description', { desc: ' ' }],
    ['description', { desc: 7 }],
    ['description', { description: ['x'] }],
    ['description', { desc: 'x', description: 'y' }],
    ['output_req', { ...good, output_req: 8 }],
    ['output_req', { ...good, output_req: 'large' }],
    ['template', { ...good, template: '' }],
    ['template', { ...good, template: {} }],
    ['priority', { ...good, priority: 'P9' }],
    ['priority', { ...good, priority: 1 }],
    ['dependencies', { ...good, dependencies: 'task_001' }],
    ['dependencies', { ...good, dependencies: [1] }],
    ['variables', { ...good, variables: [] }],
    ['variables', { ...good, variables: JSON.parse('{"__proto__": 1}') }],
    ['key', { ...good, key: '' }],
    ['key', { ...good, key: 7 }],
    ['parent', { ...good, parent: 'task_001' }],
    ['toString', { ...good, toString: 1 }],
    ['__proto__', JSON.parse('{"desc": "x", "__proto__": 1}')],
  ])('that is wrong in %j is named: %j', (field, part) => {
    const found = failure(readPlan([good, part]), 'invalid_plan');
    expect(found.message).toMatch(/^part 2 of the plan: /);
    expect(found.data).toEqual(field === '' ? { index: 1 } : { field, index: 1 });
  });

  test('has a key of its own', () => {
    const found = failure(
      readPlan([{ desc: 'a', key: 'k' }, good, { desc: 'c', key: 'k ' }]),
      'invalid_plan',
    );
    expect(found.data).toEqual({ field: 'key', index: 2 });
    expect(found.message).toContain('part 1');
  });
});
