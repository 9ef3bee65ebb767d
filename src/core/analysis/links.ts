import type { Survey } from '../codebase/facts.ts';
import { importersOf, importResolver, moduleLinks } from '../codebase/imports.ts';
import type { Module } from '../codebase/module.ts';
import type { LinkedModule } from './document.ts';
import { reach } from './reach.ts';

/** What a module imports and what imports it. */
export interface LinksAround {
  readonly imports: readonly LinkedModule[];
  readonly importers: readonly LinkedModule[];
  /** Imports that lead out of the code, as they are written. */
  readonly packages: readonly string[];
}

/** The modules around one, over at most so many imports each way. */
export function linksAround(
  module: Module,
  survey: Pick<Survey, 'files' | 'manifests'>,
  modules: readonly Module[],
  depth: number,
): LinksAround {
  const links = moduleLinks(survey, modules);
  return {
    imports: reach(module, depth, (from) => links.get(from)?.keys() ?? []),
    importers: reach(module, depth, (from) => importersOf(from, links)),
    packages: packagesOf(module, survey, modules),
  };
}

function packagesOf(
  module: Module,
  survey: Pick<Survey, 'files' | 'manifests'>,
  modules: readonly Module[],
): readonly string[] {
  const modulesOf = importResolver(survey, modules);
  const outside = new Set<string>();
  for (const file of module.files) {
    for (const name of file.imports) {
      const isHere = name.startsWith('.') || modulesOf({ ...file, imports: [name] }).size > 0;
      if (!isHere) outside.add(name);
    }
  }
  return [...outside].sort();
}
