import { SOURCE_ROOTS } from './asides.ts';
import type { SourceFile } from './facts.ts';
import { type Folder, filesBelow } from './folder-tree.ts';
import { baseName, folderOf, stemOf, upFrom } from './path.ts';

const HEADERS = 'include';

/**
 * The headers of C and C++ that lie in an `include` beside the sources, by the place that they belong to: a folder, or a file
 * without its extension. `include/shop/cart/cart.h` and `include/cart.h` are those of `src/cart`.
 */
export function headersOf(top: Folder, places: readonly string[]): Map<string, readonly SourceFile[]> {
  const found = new Map<string, SourceFile[]>();
  for (const [project, named] of placesByProject(places)) {
    const include = folderAt(top, project)?.folders.get(HEADERS);
    for (const file of include ? filesBelow(include) : []) {
      const parts = stemOf(file.path.slice(include!.path.length + 1)).split('/');
      const name = file.language === 'cpp' && parts.find((part) => named.has(part));
      if (!name) continue;
      const place = named.get(name)!;
      const known = found.get(place);
      if (known) known.push(file);
      else found.set(place, [file]);
    }
  }
  return found;
}

/** The places by the folder that their source root lies in, and by their names. */
function placesByProject(places: readonly string[]): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const found = new Map<string, Map<string, string>>();
  for (const place of places) {
    for (const folder of upFrom(folderOf(place))) {
      if (!SOURCE_ROOTS.has(baseName(folder))) continue;
      const named = found.get(folderOf(folder)) ?? new Map<string, string>();
      if (!named.has(baseName(place))) named.set(baseName(place), place);
      found.set(folderOf(folder), named);
    }
  }
  return found;
}

function folderAt(top: Folder, path: string): Folder | undefined {
  const parts = path === '.' ? [] : path.split('/');
  return parts.reduce<Folder | undefined>((at, part) => at?.folders.get(part), top);
}
