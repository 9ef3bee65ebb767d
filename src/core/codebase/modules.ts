import type { Survey } from './facts.ts';
import { folderSeeds } from './folder-modules.ts';
import type { Module } from './module.ts';
import { packageSeeds } from './packages.ts';
import { withNames } from './unique-names.ts';

/**
 * The modules of a code base, in the order of their paths: packages of a workspace, when two or more hold source files;
 * else folders under the source roots; else source files. A source file outside of all (scripts, settings, tests at the
 * top) is in none. Takes time in proportion to the files.
 */
export function findModules(survey: Pick<Survey, 'files' | 'manifests'>): readonly Module[] {
  const packages = packageSeeds(survey);
  const seeds = packages.length > 1 ? packages : folderSeeds(survey);
  return withNames([...seeds].sort((a, b) => (a.path < b.path ? -1 : 1)));
}
