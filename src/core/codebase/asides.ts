import { baseName, folderOf } from './path.ts';

/** Folders that hold the source, at the top of a project or of a package. */
export const SOURCE_ROOTS: ReadonlySet<string> = new Set([
  'src',
  'lib',
  'app',
  'pkg',
  'internal',
  'cmd',
  'packages',
  'source',
]);
const TEST_FOLDERS = new Set([
  'test',
  'tests',
  'spec',
  'specs',
  '__tests__',
  '__mocks__',
  'testdata',
  'fixtures',
  '__fixtures__',
  'examples',
]);
const TEST_FILE =
  /(?:[._-](?:test|tests|spec)\.[^.]+|(?:Test|Tests|Spec)\.(?:java|cs|php))$|^(?:test_.*\.(?:py|rb|c|cc|cpp)|conftest\.py)$/;
const SETTINGS_FILE = /^(?:\..*|.*\.config\.[^.]+|setup\.py|build\.rs|__init__\.py)$/;
const TOP_ASIDES = new Set(['docs', 'doc', 'script', 'scripts', 'bench', 'benchmark', 'benchmarks']);

/** A project of tests beside the one it tests: `App.Core.Tests`, `App.UnitTests`. */
const TEST_PROJECT = /\.(?:(?:unit|integration|functional|acceptance|e2e)\.?)?(?:tests?|specs?)$/i;

/** Whether a folder of this name holds tests, or what tests and readers use, and so is no module of its own. */
export function isTestFolder(name: string): boolean {
  return TEST_FOLDERS.has(name.toLowerCase()) || TEST_PROJECT.test(name);
}

/** Whether a path is below such a folder. */
export function isBelowTests(path: string): boolean {
  return folderOf(path).split('/').some(isTestFolder);
}

/** Whether a file is a test, by its name or by the folders above it. */
export function isTest(path: string): boolean {
  return TEST_FILE.test(baseName(path)) || isBelowTests(path);
}

/** Whether a file is a test or settings, and so is no module of its own. */
export function isAsideFile(path: string): boolean {
  return isTest(path) || SETTINGS_FILE.test(baseName(path));
}

/** Whether a folder at the top, with no source root beside it, is not where the code is. */
export function isTopAside(name: string): boolean {
  return isTestFolder(name) || name.startsWith('.') || TOP_ASIDES.has(name.toLowerCase());
}

/** A name without what says that tests are in it: `App.Core` for `App.Core.Tests`. */
export function withoutTests(name: string): string {
  return name.replace(TEST_PROJECT, '');
}
