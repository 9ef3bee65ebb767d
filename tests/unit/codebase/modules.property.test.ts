import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide } from '../../../src/core/codebase/decide.ts';
import { makeReport } from '../../../src/core/codebase/make-report.ts';
import { findModules } from '../../../src/core/codebase/modules.ts';
import { planTakeover } from '../../../src/core/codebase/plan.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { manifest, surveyOf } from './hand-made.ts';

const folder = fc.constantFrom(
  'src',
  'lib',
  'packages',
  'a',
  'A',
  'b',
  'core',
  'tests',
  'docs',
  'x y',
  '.x',
  '支付',
);
const file = fc.constantFrom(
  'index.ts',
  'a.ts',
  'A.ts',
  'a.py',
  'a.test.ts',
  'mod.rs',
  '__init__.py',
  'x.config.js',
  'a.h',
);
const path = fc
  .tuple(fc.array(folder, { maxLength: 4 }), file)
  .map(([folders, name]) => [...folders, name].join('/'));
const imports = fc.array(
  fc.constantFrom('../a', './index', '../b/a.ts', 'core', '@acme/a', 'a.b', 'crate::a', 'a.h', ''),
  {
    maxLength: 4,
  },
);
const names = fc.constantFrom('@acme/a', 'a', 'A', '@other/a', 'src/a', null, 'example.org/a/v2', ' ');
const packages = fc.array(fc.tuple(fc.array(folder, { maxLength: 3 }), names), { maxLength: 6 });
const members = fc.constantFrom<readonly string[]>(
  [],
  ['**'],
  ['packages/*'],
  ['src/*', '!src/a'],
  ['*/*', '.'],
);

const surveys = fc
  .tuple(
    fc.uniqueArray(fc.tuple(path, imports), { maxLength: 40, selector: ([one]) => one }),
    packages,
    members,
  )
  .map(([files, those, all]) =>
    surveyOf(
      Object.fromEntries(files.map(([one, named]) => [one, { imports: named, functions: 2, commented: 1 }])),
      {
        manifests: [
          manifest('npm', 'package.json', 'top', all),
          ...those.map(([folders, name]) => manifest('npm', [...folders, 'package.json'].join('/'), name)),
        ],
      },
    ),
  );

test('no file is in two modules, each is below its module, no two names are alike, and code has a module', () => {
  fc.assert(
    fc.property(surveys, (survey) => {
      const modules = findModules(survey);
      const seen = new Set<string>();
      for (const module of modules) {
        expect(module.files.length).toBeGreaterThan(0);
        for (const one of module.files) {
          expect(seen.has(one.path)).toBe(false);
          seen.add(one.path);
          const isBelow =
            module.path === '.' || one.path === module.path || one.path.startsWith(`${module.path}/`);
          expect(isBelow || one.path.startsWith(`${module.path}.`)).toBe(true);
        }
        expect(module.name).toMatch(/^\S(?:.{0,198}\S)?$/u);
      }
      expect(new Set(modules.map(({ name }) => name.toLowerCase())).size).toBe(modules.length);
      expect(modules.length > 0).toBe(survey.files.length > 0);
      expect(modules.map((module) => module.path)).toEqual(modules.map((module) => module.path).toSorted());
    }),
    { numRuns: 200 },
  );
});

test('the plan of any code base has each module once, and no ring', () => {
  fc.assert(
    fc.property(surveys, (survey) => {
      const { parts } = planTakeover(survey, 'p', 'en');
      expect(parts.map(({ key }) => key).toSorted()).toEqual(
        findModules(survey)
          .map(({ name }) => name)
          .toSorted(),
      );
      const before = new Set<string>();
      for (const { key, dependencies } of parts) {
        for (const name of dependencies ?? []) expect(before.has(name)).toBe(true);
        before.add(key!);
      }
    }),
    { numRuns: 100 },
  );
});

test('a report of any code base decides as its own figures say', () => {
  const { thresholds } = DEFAULT_SETTINGS.system_check;
  fc.assert(
    fc.property(surveys, fc.constantFrom('en', 'zh'), (survey, lang) => {
      const input = { survey, history: null, projectId: 'p', checkedAt: '', thresholds, lang };
      const report = makeReport(input);
      expect(report.decision).toBe(decide(report.metrics, thresholds).decision);
      expect(report.suggestions.length > 0).toBe(report.decision === 'incremental');
      expect(makeReport(input)).toEqual(report);
    }),
  );
});
