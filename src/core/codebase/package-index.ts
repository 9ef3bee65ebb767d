import type { Manifest } from './manifest.ts';
import { baseName, folderOf, upFrom } from './path.ts';

/** The folders of packages by the names that imports have for them. */
export class PackageIndex {
  readonly npm: ReadonlyMap<string, string>;
  /** By the path that a module of Go declares. */
  readonly go: ReadonlyMap<string, string>;
  /** By the name of the crate as code writes it: with `_`. */
  readonly cargo: ReadonlyMap<string, string>;
  /** By the name of the package as code most often writes it: in lower case, with `_`. */
  readonly python: ReadonlyMap<string, string>;
  readonly #crates: ReadonlySet<string>;

  constructor(manifests: readonly Manifest[]) {
    this.npm = foldersOf(manifests, 'npm', (name) => name);
    this.go = foldersOf(manifests, 'go', (name) => name);
    this.cargo = foldersOf(manifests, 'cargo', (name) => name.replaceAll('-', '_'));
    const declared = manifests.filter(({ path }) => baseName(path) !== '__init__.py');
    this.python = foldersOf(declared, 'python', (name) => name.toLowerCase().replace(/[-.]/g, '_'));
    this.#crates = new Set(this.cargo.values());
  }

  /** The folder of the crate that a file belongs to; the top when no manifest says. */
  crateAround(path: string): string {
    for (const folder of upFrom(folderOf(path))) if (this.#crates.has(folder)) return folder;
    return '.';
  }
}

function foldersOf(
  manifests: readonly Manifest[],
  kind: Manifest['kind'],
  written: (name: string) => string,
): ReadonlyMap<string, string> {
  const folders = new Map<string, string>();
  for (const manifest of manifests) {
    if (manifest.kind !== kind || manifest.name === null) continue;
    if (!folders.has(written(manifest.name))) folders.set(written(manifest.name), folderOf(manifest.path));
  }
  return folders;
}
