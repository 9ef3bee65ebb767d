import { describe, expect, test } from 'vitest';
import { decide } from '../../../src/core/codebase/decide.ts';
import type { GitHistory, Survey } from '../../../src/core/codebase/facts.ts';
import { makeReport } from '../../../src/core/codebase/make-report.ts';
import type { Metrics, Report, Thresholds } from '../../../src/core/codebase/report.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { surveyOf } from './hand-made.ts';

const { thresholds } = DEFAULT_SETTINGS.system_check;
const MIB = 1024 * 1024;

function report(
  survey: Survey,
  history: GitHistory | null = null,
  more: Partial<Report> & { lang?: 'zh' } = {},
): Report {
  return makeReport({
    survey,
    history,
    projectId: 'p',
    checkedAt: '2030-01-01T00:00:00.000Z',
    thresholds: more.thresholds ?? thresholds,
    lang: more.lang ?? 'en',
  });
}

const NOTHING: Metrics = {
  code_total_size_mb: null,
  git_valid_ratio: null,
  doc_coverage_ratio: null,
  func_comment_ratio: null,
  code_file_count: 0,
  git_total_commits: 0,
  git_commit_types: {},
  doc_code_modules: 0,
  doc_documented_modules: 0,
  func_total: 0,
  func_commented: 0,
};

const SHOP = surveyOf(
  {
    'src/cart/a.ts': { bytes: 3 * MIB, functions: 9, commented: 1 },
    'src/users/b.py': { bytes: MIB, functions: 1, commented: 0 },
    'src/users/c.ts': { bytes: 1, functions: 2, commented: 2 },
  },
  { documents: ['docs/users.md'], skipped: [{ path: 'x.ts', reason: 'binary' }] },
);

describe('figures', () => {
  test('are counted, and not rounded', () => {
    const history = { head: 'abc', subjects: ['feat: a', 'fix(x)!: b', 'wip', 'feat: c'] };
    const { metrics, languages, modules, skipped, head } = report(SHOP, history);
    expect(metrics).toEqual({
      code_total_size_mb: (4 * MIB + 1) / MIB,
      git_valid_ratio: 0.75,
      doc_coverage_ratio: 0.5,
      func_comment_ratio: 3 / 12,
      code_file_count: 3,
      git_total_commits: 4,
      git_commit_types: { feat: 2, fix: 1, other: 1 },
      doc_code_modules: 2,
      doc_documented_modules: 1,
      func_total: 12,
      func_commented: 3,
    });
    expect(languages).toEqual([
      { language: 'typescript', files: 2, bytes: 3 * MIB + 1, functions: 11, commented: 3 },
      { language: 'python', files: 1, bytes: MIB, functions: 1, commented: 0 },
    ]);
    expect(modules).toEqual([
      {
        name: 'cart',
        path: 'src/cart',
        files: 1,
        bytes: 3 * MIB,
        functions: 9,
        commented: 1,
        documented: false,
      },
      {
        name: 'users',
        path: 'src/users',
        files: 2,
        bytes: MIB + 1,
        functions: 3,
        commented: 2,
        documented: true,
      },
    ]);
    expect({ skipped, head }).toEqual({ skipped: 1, head: 'abc' });
  });

  test('with nothing to measure they are null, and a new project starts in full mode', () => {
    for (const history of [null, { head: null, subjects: [] }]) {
      const empty = report(surveyOf([]), history);
      expect(empty.metrics).toEqual(NOTHING);
      expect(empty).toMatchObject({ decision: 'full', suggestions: [], head: null });
    }
  });

  test('the report has the keys of the contract, in their order', () => {
    expect(Object.keys(report(SHOP))).toEqual([
      'project_id',
      'checked_at',
      'head',
      'decision',
      'reason',
      'thresholds',
      'metrics',
      'languages',
      'modules',
      'skipped',
      'suggestions',
    ]);
  });
});

describe('the decision', () => {
  const limits: Thresholds = {
    code_size_mb: 5,
    git_valid_ratio: 0.3,
    doc_coverage_ratio: 0.4,
    func_comment_ratio: 0.2,
  };

  test.each([
    ['code_total_size_mb', 5, 5.000001],
    ['git_valid_ratio', 0.3, 0.299999],
    ['doc_coverage_ratio', 0.4, 0.399999],
    ['func_comment_ratio', 0.2, 0.199999],
  ] as const)('%s: its threshold passes, what is beyond it fails', (measure, passing, failing) => {
    expect(decide({ ...NOTHING, [measure]: passing }, limits).decision).toBe('full');
    const { decision, checks } = decide({ ...NOTHING, [measure]: failing }, limits);
    expect(decision).toBe('incremental');
    expect(checks.filter((check) => !check.passes).map((check) => check.measure)).toEqual([measure]);
  });
});

describe('the reason', () => {
  test('names each figure beside its threshold', () => {
    const subjects = ['wip', 'wip', 'wip', 'feat: a'];
    expect(report(SHOP, { head: 'a', subjects }).reason).toBe(
      'Incremental mode, 1 of 4 measures fails: commits that follow Conventional Commits (git_valid_ratio) 0.25 < 0.30. ' +
        'These pass: size of the code in MiB (code_total_size_mb) 4.000001 ≤ 5; documented modules (doc_coverage_ratio) ' +
        '0.50 ≥ 0.40; commented functions (func_comment_ratio) 0.25 ≥ 0.20.',
    );
    expect(report(SHOP, { head: 'a', subjects }, { lang: 'zh' }).reason).toBe(
      '增量模式，4 项指标中有 1 项未达标：规范提交占比（git_valid_ratio）0.25 < 0.30。达标：代码体积 MiB（code_total_size_mb）' +
        '4.000001 ≤ 5；模块文档覆盖率（doc_coverage_ratio）0.50 ≥ 0.40；函数注释率（func_comment_ratio）0.25 ≥ 0.20。',
    );
  });

  test('also when all pass, and when there is nothing to measure', () => {
    expect(report(surveyOf([])).reason).toMatch(
      /^Full mode, every measure passes: .*nothing to measure \(≤ 5\).*\(≥ 0\.20\)\.$/,
    );
    expect(report(surveyOf([]), null, { lang: 'zh' }).reason).toMatch(
      /^全量模式，所有指标均达标：.*没有可测量的内容/,
    );
  });

  test.each([
    [2999, 10_000, '0.2999 < 0.30'],
    [29_999, 100_000, '0.29999 < 0.30'],
    [3001, 10_000, '0.30 ≥ 0.30'],
    [4, 10_000, '0.0004 < 0.30'],
    [9999, 10_000, '0.9999 ≥ 0.30'],
    [0, 5, '0.00 < 0.30'],
    [5, 5, '1.00 ≥ 0.30'],
  ])('%d of %d: %s', (commented, functions, text) => {
    const survey = surveyOf({ 'a.ts': { functions, commented, documented: true } });
    const strict = { ...thresholds, func_comment_ratio: 0.3 };
    expect(report(survey, null, { thresholds: strict }).reason).toContain(`(func_comment_ratio) ${text}`);
  });

  test('a size that is hardly too large does not read as if it were not', () => {
    const survey = surveyOf({ 'a.ts': { bytes: 5 * MIB + 100, documented: true } });
    expect(report(survey).reason).toContain('5.0001 > 5');
  });
});

describe('suggestions', () => {
  test('which modules lack documentation, the largest first, and how many more it takes', () => {
    const files = Array.from({ length: 10 }, (_, i) => [`src/m${i}/a.ts`, { bytes: i + 1 }] as const);
    const { suggestions } = report(surveyOf(Object.fromEntries(files), { documents: ['docs/m9.md'] }));
    expect(suggestions).toHaveLength(1);
    expect(suggestions[0]).toMatch(/^Document 3 more modules to pass .* first: m8, m7, m6, m5, m4, …\.$/);
  });

  test('how many functions need comments to pass, and where most have none', () => {
    const survey = surveyOf(
      {
        'src/a/a.ts': { functions: 60, commented: 1, documented: true },
        'src/b/index.ts': { functions: 40, commented: 0, documented: true },
      },
      { documents: ['docs/a.md'] },
    );
    expect(report(survey).suggestions).toEqual([
      'Comment 19 more functions to pass. Most are without in: a (59/60), b (40/40).',
    ]);
    expect(report(survey, null, { lang: 'zh' }).suggestions).toEqual([
      '再为 19 个函数补充注释即可达标。缺少最多的模块：a (59/60), b (40/40)。',
    ]);
  });

  test('with as many more as it says the measure passes, with one less it does not', () => {
    const ratio = 0.3;
    for (let functions = 1; functions < 60; functions++) {
      for (let commented = 0; commented / functions < ratio; commented++) {
        const survey = surveyOf({ 'a.ts': { functions, commented, documented: true } });
        const [text = ''] = report(survey, null, {
          thresholds: { ...thresholds, func_comment_ratio: ratio },
        }).suggestions;
        const more = Number(/\d+/.exec(text)?.[0]);
        expect((commented + more) / functions).toBeGreaterThanOrEqual(ratio);
        expect((commented + more - 1) / functions).toBeLessThan(ratio);
      }
    }
  });

  test('what a commit looks like, and how many are enough', () => {
    const subjects = Array.from({ length: 7 }, () => 'wip');
    const { suggestions } = report(surveyOf([]), { head: 'a', subjects });
    expect(suggestions[0]).toContain('`feat(cart): add refunds`');
    expect(suggestions[0]).toContain('0 of 7 do so, and the next 3 would be enough');
    const full = report(surveyOf([]), { head: 'a', subjects: Array.from({ length: 1000 }, () => 'wip') });
    expect(full.suggestions[0]).toMatch(/0 of 1000 do so\.$/);
  });

  test('to go on module by module when there is too much', () => {
    const survey = surveyOf({
      'src/a/index.ts': { bytes: 6 * MIB, documented: true },
      'src/b/index.ts': { bytes: 512, documented: true },
    });
    expect(report(survey).suggestions[0]).toContain('module by module');
    expect(report(survey).suggestions[0]).toContain('a (6.0 MiB), b (512 B)');
  });
});

describe('a repository that git does not read', () => {
  const history = { head: null, subjects: [], refusal: 'detected dubious ownership' };
  test('passes unmeasured, and the first suggestion says so', () => {
    const { decision, suggestions } = report(surveyOf([]), history);
    expect(decision).toBe('full');
    expect(suggestions).toEqual([
      expect.stringMatching(/not measured.*\(detected dubious ownership\).*safe\.directory/),
    ]);
    const chinese = report(surveyOf([]), history, { lang: 'zh' }).suggestions;
    expect(chinese).toEqual([expect.stringMatching(/detected dubious ownership.*未测量.*safe\.directory/)]);
  });

  test('is no word about one without commits', () => {
    expect(report(surveyOf([]), { head: null, subjects: [] }).suggestions).toEqual([]);
  });
});
