import { isAsideFile, isTestFolder, isTopAside, SOURCE_ROOTS } from './asides.ts';
import type { SourceFile, Survey } from './facts.ts';
import { memberMatcher } from './glob.ts';
import type { Manifest } from './manifest.ts';
import type { ModuleSeed } from './module.ts';
import { baseName, folderOf, resolvePath, upFrom } from './path.ts';

/** The packages that hold source files, each with its own; a file belongs to the innermost package around it. */
export function packageSeeds({
  files,
  manifests,
}: Pick<Survey, 'files' | 'manifests'>): readonly ModuleSeed[] {
  const nameOf = packageFolders(manifests);
  const filesOf = new Map<string, SourceFile[]>();
  for (const file of files) {
    for (const folder of upFrom(folderOf(file.path))) {
      if (!nameOf.has(folder)) continue;
      const own = filesOf.get(folder);
      if (own) own.push(file);
      else filesOf.set(folder, [file]);
      break;
    }
  }
  const seeds: ModuleSeed[] = [];
  for (const [folder, { name, isWorkspace }] of nameOf) {
    const own = filesOf.get(folder) ?? [];
    const isPackage = isWorkspace ? own.some((file) => isBelowSourceRoot(folder, file.path)) : own.length > 0;
    if (isPackage) seeds.push({ path: folder, files: own, names: namesOf(folder, name) });
  }
  return leavesCodeOut(seeds, files, manifests) ? [] : seeds;
}

/** Packages that no workspace lists may be some among other code; then they do not split it. */
function leavesCodeOut(
  seeds: readonly ModuleSeed[],
  files: readonly SourceFile[],
  manifests: readonly Manifest[],
): boolean {
  if (manifests.some(({ members }) => members.length > 0)) return false;
  const inside = new Set(seeds.flatMap((seed) => seed.files));
  return files.some((file) => {
    const slash = file.path.indexOf('/');
    const isAside = slash < 0 || isTopAside(file.path.slice(0, slash)) || isAsideFile(file.path);
    return !isAside && !inside.has(file);
  });
}

/** The short name of a package: without its scope, its host and its version. */
export function shortName(name: string): string {
  return baseName(name.replace(/(?<=.)\/v\d+$/, ''));
}

function namesOf(folder: string, name: string | null): readonly string[] {
  const declared = name === null ? [] : [shortName(name), name];
  return folder === '.'
    ? [...declared, 'root']
    : [...(name === null ? [baseName(folder)] : declared), folder];
}

interface PackageFolder {
  readonly name: string | null;
  /** Whether it is the folder of a workspace, and not one of its members. */
  readonly isWorkspace: boolean;
}

/** The packages by their folders: the members of workspaces and the workspaces themselves; and what stands alone. */
function packageFolders(manifests: readonly Manifest[]): ReadonlyMap<string, PackageFolder> {
  const own = manifests.filter(({ path }) => !folderOf(path).split('/').some(isTestFolder));
  const workspaces = own.filter(({ members }) => members.length > 0);
  const isMember = memberOf(workspaces);
  const found = new Map<string, PackageFolder>();
  const add = ({ path, name }: Manifest, isWorkspace: boolean) => {
    const known = found.get(folderOf(path));
    found.set(folderOf(path), { name: known?.name ?? name, isWorkspace: known?.isWorkspace ?? isWorkspace });
  };
  const tops = new Set(workspaces.map(({ path }) => folderOf(path)));
  const families = new Set(workspaces.map(({ kind }) => familyOf(kind)));
  for (const one of own.filter(isMember)) add(one, false);
  const others = own.filter(({ kind, path }) => !families.has(familyOf(kind)) && !tops.has(folderOf(path)));
  for (const one of standAlone(others, new Set(found.keys()))) add(one, false);
  for (const one of own) if (one.name !== null && tops.has(folderOf(one.path))) add(one, true);
  return found;
}

function memberOf(workspaces: readonly Manifest[]): (manifest: Manifest) => boolean {
  const patterns = new Map<string, string[]>();
  for (const { kind, path, members } of workspaces) {
    const known = patterns.get(familyOf(kind)) ?? [];
    for (const member of members) {
      const [sign, folder] = member.startsWith('!') ? ['!', member.slice(1)] : ['', member];
      const full = resolvePath(folderOf(path), folder);
      if (full !== null) known.push(sign + full);
    }
    patterns.set(familyOf(kind), known);
  }
  const matchers = new Map([...patterns].map(([family, those]) => [family, memberMatcher(those)]));
  return ({ kind, path }) => matchers.get(familyOf(kind))?.(folderOf(path)) ?? false;
}

/** A workspace of pnpm has packages of npm. */
function familyOf(kind: Manifest['kind']): string {
  return kind === 'pnpm' ? 'npm' : kind;
}

/** Packages side by side that no workspace lists, as `backend` and `frontend`. What lies below another package is a tool or a website. */
function standAlone(manifests: readonly Manifest[], members: ReadonlySet<string>): readonly Manifest[] {
  const named = manifests.filter(({ name, path }) => name !== null && !isTopAside(path.split('/')[0]!));
  const folders = new Set([...members, ...named.map(({ path }) => folderOf(path))]);
  return named.filter(({ path }) => {
    const [, ...above] = upFrom(folderOf(path));
    return !above.some((folder) => folders.has(folder));
  });
}

function isBelowSourceRoot(folder: string, path: string): boolean {
  const below = folder === '.' ? path : path.slice(folder.length + 1);
  const slash = below.indexOf('/');
  return slash > 0 && SOURCE_ROOTS.has(below.slice(0, slash));
}
