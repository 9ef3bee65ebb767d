import type { SourceFile } from './facts.ts';
import type { Module } from './module.ts';
import { baseName, folderOf, stemOf, upFrom } from './path.ts';

/** The module at a place; null when the place is there and in no module, or could be one of several; undefined when there is no such place. */
export type Found = Module | null | undefined;

/** Files that stand for their folder. */
const ENTRANCES = ['index', '__init__', 'mod', 'lib', 'main'];
/** More places that end alike are not compared: one of so many could not be told anyway. */
const MOST_ALIKE = 64;

/** Finds modules by paths as imports write them: without an extension, or only by their end. */
export class PlaceIndex {
  readonly #owners = new Map<string, Module | null>();
  readonly #modules: ReadonlyMap<string, Module>;
  readonly #folders = new Set<string>();
  readonly #ends = new Map<string, string[]>();

  constructor(files: readonly SourceFile[], modules: readonly Module[]) {
    this.#modules = new Map(modules.map((module) => [module.path, module]));
    for (const module of modules) for (const { path } of module.files) this.#owners.set(path, module);
    for (const { path } of files) {
      const owner = this.#owners.get(path) ?? null;
      this.#owners.set(path, owner);
      const stem = stemOf(path);
      if (!this.#owners.has(stem)) this.#owners.set(stem, owner);
      this.#addEnds(path);
      if (stem !== path) this.#addEnds(stem);
      for (const folder of upFrom(folderOf(path))) {
        if (this.#folders.has(folder)) break;
        this.#folders.add(folder);
        this.#addEnds(folder);
      }
    }
  }

  /** The module of a source file. */
  ownerOf(path: string): Module | null {
    return this.#owners.get(path) ?? null;
  }

  /** The module at a path from the top: a file, with or without its extension, or a folder. */
  at(path: string): Found {
    const owner = this.#owners.get(path);
    if (owner !== undefined) return owner;
    if (!this.#folders.has(path)) return undefined;
    for (const folder of upFrom(path)) {
      const module = this.#modules.get(folder);
      if (module) return module;
    }
    for (const name of ENTRANCES) {
      const entrance = this.#owners.get(path === '.' ? name : `${path}/${name}`);
      if (entrance) return entrance;
    }
    return null;
  }

  /** The one module at the places that end so. */
  endingWith(end: string): Found {
    const candidates = this.#ends.get(keyOf(end)) ?? [];
    let found: Found;
    for (const path of candidates) {
      if (path !== end && !path.endsWith(`/${end}`)) continue;
      const module = this.at(path) ?? null;
      if (found !== undefined && module !== found) return null;
      found = module;
    }
    return candidates.length === MOST_ALIKE ? null : found;
  }

  #addEnds(path: string): void {
    const keys = path.includes('/') ? [keyOf(path), baseName(path)] : [path];
    for (const key of keys) {
      const known = this.#ends.get(key);
      if (!known) this.#ends.set(key, [path]);
      else if (known.length < MOST_ALIKE) known.push(path);
    }
  }
}

/** The last two parts of a path. */
function keyOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? path : path.slice(path.lastIndexOf('/', slash - 1) + 1);
}
