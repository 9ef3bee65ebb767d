import { isBelowTests, isTest, withoutTests } from './asides.ts';
import { alike } from './documents.ts';
import type { Survey } from './facts.ts';
import { importResolver } from './imports.ts';
import type { Module } from './module.ts';
import { baseName, folderOf, stemOf } from './path.ts';

/**
 * The paths of each module's tests: those among its files, and of those that are in no module the ones that import it, have its
 * name (`tests/cart_test.py`), or lie in a test folder of its name (`tests/unit/cart/…`).
 */
export function testsOf(
  survey: Pick<Survey, 'files' | 'manifests'>,
  modules: readonly Module[],
): ReadonlyMap<Module, readonly string[]> {
  const tests = new Map(modules.map((module) => [module, new Set<string>()]));
  const inModules = new Set<string>();
  for (const module of modules) {
    for (const { path } of module.files) {
      inModules.add(path);
      if (isTest(path)) tests.get(module)!.add(path);
    }
  }
  const byName = new Map(modules.map((module) => [alike(module.name), module]));
  const importedBy = importResolver(survey, modules);
  for (const file of survey.files) {
    if (inModules.has(file.path) || !isTest(file.path)) continue;
    const named = namesOf(file.path).flatMap((name) => byName.get(name) ?? []);
    for (const module of [...importedBy(file), ...named]) tests.get(module)!.add(file.path);
  }
  return new Map([...tests].map(([module, paths]) => [module, [...paths].sort()]));
}

/** What a test outside of all modules may be the test of. */
function namesOf(path: string): readonly string[] {
  const stem = baseName(stemOf(path)).replace(/^test_|[._-](?:test|tests|spec)$|(?:Test|Tests|Spec)$/g, '');
  const folders = isBelowTests(path) ? folderOf(path).split('/').map(withoutTests) : [];
  return [...new Set([stem, ...folders].map(alike))];
}
