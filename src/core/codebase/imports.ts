import type { SourceFile, Survey } from './facts.ts';
import { leadsOf } from './import-paths.ts';
import type { Module } from './module.ts';
import { PackageIndex } from './package-index.ts';
import { PlaceIndex } from './place-index.ts';

/** Which modules a module imports, and how many of its files import each. */
export type ModuleLinks = ReadonlyMap<Module, ReadonlyMap<Module, number>>;

/**
 * The links between modules, as their files' imports say. An import that could mean several modules, and one that leads out of
 * the code base, is none. Takes time in proportion to the imports.
 */
export function moduleLinks(
  survey: Pick<Survey, 'files' | 'manifests'>,
  modules: readonly Module[],
): ModuleLinks {
  const modulesOf = importResolver(survey, modules);
  const links = new Map<Module, Map<Module, number>>();
  for (const module of modules) {
    const linked = new Map<Module, number>();
    for (const file of module.files) {
      for (const other of modulesOf(file)) {
        if (other !== module) linked.set(other, (linked.get(other) ?? 0) + 1);
      }
    }
    links.set(module, linked);
  }
  return links;
}

/** Tells which modules a file imports, each once. */
export function importResolver(
  { files, manifests }: Pick<Survey, 'files' | 'manifests'>,
  modules: readonly Module[],
): (file: SourceFile) => ReadonlySet<Module> {
  const places = new PlaceIndex(files, modules);
  const packages = new PackageIndex(manifests);
  return (file) => {
    const found = new Set<Module>();
    for (const name of file.imports) {
      const module = moduleOf(file, name, places, packages);
      if (module) found.add(module);
    }
    return found;
  };
}

function moduleOf(file: SourceFile, name: string, places: PlaceIndex, packages: PackageIndex): Module | null {
  for (const lead of leadsOf(file, name, packages)) {
    const found = 'at' in lead ? places.at(lead.at) : places.endingWith(lead.end);
    if (found !== undefined) return found;
  }
  return null;
}

/** The modules that import a module, in the order of their paths. */
export function importersOf(module: Module, links: ModuleLinks): readonly Module[] {
  return [...links].flatMap(([other, linked]) => (linked.has(module) ? [other] : []));
}
