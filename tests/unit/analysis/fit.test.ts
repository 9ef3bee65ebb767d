import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ModuleAnalysis } from '../../../src/core/analysis/document.ts';
import { ANALYSIS_LISTS, fitAnalysis } from '../../../src/core/analysis/fit.ts';

/** One token a character, so that every slip shows. */
const count = (text: string) => text.length;
const write = (analysis: ModuleAnalysis) => JSON.stringify(analysis);

function analysis(functions: number, commits = 0): ModuleAnalysis {
  return {
    name: 'cart',
    path: 'src/cart',
    documented: false,
    totals: { files: 1, bytes: 100, functions, commented: 0 },
    missing: ['readme', 'docs_page'],
    documents: [],
    tasks: [],
    files: [{ path: 'src/cart/cart.ts', language: 'typescript', bytes: 100, functions, commented: 0 }],
    functions: Array.from({ length: functions }, (_, i) => ({
      name: `f${i}`,
      file: 'src/cart/cart.ts',
      line: i + 1,
      signature: `function f${i}()`,
      commented: false,
    })),
    exports: [],
    imports: [],
    packages: [],
    importers: [],
    tests: [],
    commits: Array.from({ length: commits }, (_, i) => ({
      commit: String(i),
      at: '2026-01-01T00:00:00.000Z',
      author: 'ann',
      subject: `feat: step ${i}`,
    })),
    omitted: {},
    tokens: 0,
  };
}

test('what fits is not cut, and the answer tells its own length', () => {
  const fitted = fitAnalysis(analysis(3), 10_000, write, count)!;
  expect(fitted.functions).toHaveLength(3);
  expect(fitted.omitted).toEqual({});
  expect(fitted.tokens).toBe(write(fitted).length);
});

test('any budget is kept, and what was left away is counted list by list', () => {
  const sizes = fc.record({
    functions: fc.nat(300),
    commits: fc.nat(10),
    budget: fc.integer({ min: 600, max: 20_000 }),
  });
  fc.assert(
    fc.property(sizes, ({ functions, commits, budget }) => {
      const whole = analysis(functions, commits);
      const fitted = fitAnalysis(whole, budget, write, count)!;
      expect(write(fitted).length).toBeLessThanOrEqual(budget);
      for (const list of ANALYSIS_LISTS) {
        expect(fitted[list].length + (fitted.omitted[list] ?? 0)).toBe(whole[list].length);
        expect(fitted[list]).toEqual(whole[list].slice(0, fitted[list].length));
      }
    }),
    { numRuns: 50 },
  );
});

test('one more entry would not fit: the budget is used', () => {
  const fitted = fitAnalysis(analysis(300), 3000, write, count)!;
  expect(fitted.omitted.functions).toBeGreaterThan(0);
  expect(write(fitted).length).toBeGreaterThan(3000 * 0.95);
});

test('what is missing stays longest, and each list keeps some of its entries', () => {
  const fitted = fitAnalysis(analysis(300, 10), 1200, write, count)!;
  expect(fitted.missing).toEqual(['readme', 'docs_page']);
  expect(fitted.functions.length).toBeGreaterThan(0);
  expect(fitted.commits.length).toBeGreaterThan(0);
});

test('a budget that not even the frame fits into gives null', () => {
  expect(fitAnalysis(analysis(3), 50, write, count)).toBeNull();
});

test('a large module is not written out to be counted', () => {
  let longest = 0;
  fitAnalysis(analysis(100_000), 2000, write, (text) => {
    longest = Math.max(longest, text.length);
    return text.length;
  });
  expect(longest).toBeLessThan(10_000);
});
