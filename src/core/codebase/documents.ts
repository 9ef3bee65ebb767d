import type { Module } from './module.ts';
import { baseName, folderOf, stemOf } from './path.ts';

type Place = Pick<Module, 'name' | 'path'>;

const DOCS_FOLDER = /^(?:.*\/)?(?:docs?|documentation)\/(.+)$/is;

/** Documents by what they may document, so that many modules can be asked for theirs. */
export class DocumentIndex {
  readonly #readmes = new Map<string, string[]>();
  readonly #pages = new Map<string, string[]>();

  constructor(documents: readonly string[]) {
    for (const path of documents) {
      if (isReadme(path)) add(this.#readmes, folderOf(path), path);
      for (const key of pageKeys(path)) add(this.#pages, key, path);
    }
  }

  /** The READMEs in its folder; a module that is one file has none of its own. */
  readmesOf({ path }: Place): readonly string[] {
    return this.#readmes.get(path) ?? [];
  }

  /** The pages of its name below a docs folder (`docs/cart.md`, `docs/cart/…`); `-`, `_` and case do not count. */
  pagesOf({ name }: Place): readonly string[] {
    return this.#pages.get(alike(name)) ?? [];
  }

  /** Both, each once. */
  of(module: Place): readonly string[] {
    return [...new Set([...this.readmesOf(module), ...this.pagesOf(module)])];
  }
}

/** What a name has in common with another way of writing it. */
export function alike(name: string): string {
  return name.toLowerCase().replace(/[-_ ]+/g, '-');
}

function isReadme(path: string): boolean {
  return /^readme(?:[._-]|$)/i.test(baseName(path));
}

/** The names a page may be the page of: its own, with and without a language (`cart.zh`), its folders', and its whole way. */
function pageKeys(path: string): ReadonlySet<string> {
  const below = DOCS_FOLDER.exec(path)?.[1];
  if (below === undefined) return new Set();
  const stem = stemOf(below);
  const [folder, file] = [folderOf(stem), baseName(stem)];
  const names = [...(folder === '.' ? [] : folder.split('/')), file, file.replace(/\..*$/, ''), stem];
  return new Set(names.map(alike));
}

function add(map: Map<string, string[]>, key: string, path: string): void {
  const known = map.get(key);
  if (known) known.push(path);
  else map.set(key, [path]);
}
