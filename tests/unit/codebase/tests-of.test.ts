import { expect, test } from 'vitest';
import { isTest } from '../../../src/core/codebase/asides.ts';
import { findModules } from '../../../src/core/codebase/modules.ts';
import { testsOf } from '../../../src/core/codebase/tests.ts';
import { importing } from './hand-made.ts';

test.each([
  'a.test.ts',
  'a.spec.js',
  'a_test.go',
  'a_spec.rb',
  'test_a.py',
  'conftest.py',
  'src/ATest.java',
  'src/ATests.cs',
  'tests/a.py',
  'src/__tests__/a.ts',
  'a/testdata/b.go',
  'src/App.Core.Tests/A.cs',
  'App.UnitTests/A.cs',
])('%s is a test', (path) => expect(isTest(path)).toBe(true));

test.each([
  'a.ts',
  'latest.ts',
  'testing.py',
  'src/contest/a.ts',
  'Contest.java',
  'test.ts',
  'App.Latest/A.cs',
])('%s is none', (path) => expect(isTest(path)).toBe(false));

test('tests lie in the module, have its name, lie in a folder of its name, or import it', () => {
  const survey = importing({
    'src/cart/a.ts': [],
    'src/cart/a.test.ts': [],
    'src/users/b.ts': [],
    'tests/cart.test.ts': [],
    'tests/unit/users/deep/x.ts': [],
    'tests/flow.ts': ['../src/cart/a', '../src/users/b'],
    'tests/other.ts': [],
    'scripts/cart.ts': [],
  });
  const modules = findModules(survey);
  const tests = testsOf(survey, modules);
  expect(tests.get(modules[0]!)).toEqual(['src/cart/a.test.ts', 'tests/cart.test.ts', 'tests/flow.ts']);
  expect(tests.get(modules[1]!)).toEqual(['tests/flow.ts', 'tests/unit/users/deep/x.ts']);
});

test('a project of tests beside the one that it tests', () => {
  const survey = importing({
    'src/App.Core/A.cs': [],
    'src/App.Web/B.cs': [],
    'src/App.Core.Tests/Flow.cs': [],
    'src/App.Web.IntegrationTests/Flow.cs': [],
  });
  const modules = findModules(survey);
  expect(modules.map(({ name }) => name)).toEqual(['App.Core', 'App.Web']);
  expect([...testsOf(survey, modules).values()]).toEqual([
    ['src/App.Core.Tests/Flow.cs'],
    ['src/App.Web.IntegrationTests/Flow.cs'],
  ]);
});
