import { isAsideFile, isTestFolder, isTopAside, SOURCE_ROOTS } from './asides.ts';
import type { SourceFile, Survey } from './facts.ts';
import { type Folder, filesBelow, folderTree } from './folder-tree.ts';
import type { ModuleSeed } from './module.ts';
import { shortName } from './packages.ts';
import { baseName, folderOf, stemOf } from './path.ts';
import { headersOf } from './public-headers.ts';

/** Where modules are looked for: the folders that may be one, and the files that lie beside them. */
interface Place {
  readonly folders: readonly Folder[];
  readonly loose: readonly SourceFile[];
}

/**
 * The folders under the source roots. Where most of the files lie loose beside them, or there is no folder, these files
 * are modules as well; else they are in none. A file that has the name of a folder beside it belongs to that folder.
 */
export function folderSeeds(survey: Pick<Survey, 'files' | 'manifests'>): readonly ModuleSeed[] {
  const named = packagesByFolder(survey);
  const top = folderTree(survey.files);
  const seeds = seedsIn(top, named);
  if (seeds.length > 0) return seeds;
  // Nothing but tests, scripts and the like: then these are the code.
  return top.folders.size > 0
    ? [...top.folders.values()].map((folder) => folderSeed(folder, []))
    : top.files.map((file) => fileSeed(file));
}

function seedsIn(top: Folder, named: ReturnType<typeof packagesByFolder>): readonly ModuleSeed[] {
  const places = sourceRoots(top, named.folders).map((root) => descend(root, root === top, named.names));
  const folders = places.flatMap((place) => place.folders);
  const beside = new Map(folders.map((folder) => [folder.path, [] as SourceFile[]]));
  const loose: SourceFile[] = [];
  for (const file of places.flatMap((place) => place.loose)) {
    const owner = beside.get(stemOf(file.path)) ?? loose;
    owner.push(file);
  }
  const inFolders = folders.reduce((sum, { path, total }) => sum + total + beside.get(path)!.length, 0);
  const headers = headersOf(top, [
    ...folders.map(({ path }) => path),
    ...loose.map(({ path }) => stemOf(path)),
  ]);
  const seeds = folders.map((folder) =>
    folderSeed(folder, [...beside.get(folder.path)!, ...(headers.get(folder.path) ?? [])]),
  );
  if (loose.length <= inFolders) return seeds;
  return [
    ...seeds,
    ...loose.map((file) => {
      const stem = stemOf(file.path);
      const own = headers.get(stem);
      // Of several files of that name, only one can have them.
      headers.delete(stem);
      return fileSeed(file, own);
    }),
  ];
}

function folderSeed(folder: Folder, beside: readonly SourceFile[]): ModuleSeed {
  return {
    path: folder.path,
    files: inOrder([...filesBelow(folder), ...beside]),
    names: [folder.name, folder.path],
  };
}

function fileSeed(file: SourceFile, headers: readonly SourceFile[] = []): ModuleSeed {
  const { path } = file;
  return { path, files: inOrder([file, ...headers]), names: [baseName(stemOf(path)), baseName(path), path] };
}

function inOrder(files: readonly SourceFile[]): readonly SourceFile[] {
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** An `__init__.py` alone makes a folder no project. */
function packagesByFolder({ manifests }: Pick<Survey, 'manifests'>) {
  const declared = manifests.filter(({ path }) => baseName(path) !== '__init__.py');
  const names = declared.flatMap(({ name }) => (name === null ? [] : likeFolder(shortName(name))));
  return { names: new Set(names), folders: new Set(declared.map(({ path }) => folderOf(path))) };
}

/** A package `my-tool` has its code in `my_tool`. */
function likeFolder(name: string): string {
  return name.toLowerCase().replace(/[-.]/g, '_');
}

/** The source roots at the top, or of the one package below it; else the innermost folder that holds everything. */
function sourceRoots(top: Folder, packages: ReadonlySet<string>): readonly Folder[] {
  for (let at: Folder | null = top; at; at = soleFolder(at)) {
    if (at !== top && !packages.has(at.path)) break;
    const roots = [...at.folders.values()].filter(({ name }) => SOURCE_ROOTS.has(name));
    if (roots.length > 0) return roots;
  }
  return [top];
}

/** The one folder that may be a module, with more below it than lies beside it; null when there is none, or a choice. */
function soleFolder(at: Folder): Folder | null {
  const { folders, loose } = placeAt(at, at.path === '.');
  const [sole] = folders;
  return sole && folders.length === 1 && sole.total >= loose.length ? sole : null;
}

function descend(root: Folder, isTop: boolean, packageNames: ReadonlySet<string>): Place {
  let at = root;
  for (let sole = soleFolder(at); sole; sole = soleFolder(at)) {
    const below = placeAt(sole, false);
    // The last folder of the way is a module, unless it holds all of a package.
    if (below.folders.length === 0 && !packageNames.has(likeFolder(sole.name))) break;
    at = sole;
  }
  return placeAt(at, isTop && at === root);
}

function placeAt(at: Folder, isTop: boolean): Place {
  const isAside = isTop ? isTopAside : isTestFolder;
  return {
    folders: [...at.folders.values()].filter(({ name }) => !isAside(name)),
    loose: at.files.filter(({ path }) => !isAsideFile(path)),
  };
}
