import { basename, dirname } from 'node:path';
import type { Manifest } from '../../../core/codebase/manifest.ts';
import type { Declaration } from './read-manifest.ts';
import { nameIn, tableOf, textsIn } from './values.ts';

/** `pyproject.toml`: the name of its project, and the members of its workspace of uv; null when it holds settings of tools only. */
export async function readPyproject(text: string): Promise<Declaration | null> {
  const { parse } = await import('smol-toml');
  const { project, tool } = tableOf(parse(text));
  const name = nameIn(tableOf(project).name) ?? nameIn(tableOf(tableOf(tool).poetry).name);
  const uv = tableOf(tableOf(tableOf(tool).uv).workspace);
  const members = [...textsIn(uv.members), ...textsIn(uv.exclude).map((folder) => `!${folder}`)];
  return name === null && members.length === 0 ? null : { ...python(name), members };
}

/** `setup.cfg`: the name in its metadata; null when it holds settings of tools only. */
export function readSetupCfg(text: string): Declaration | null {
  const metadata = text.split(/^\[/m).find((section) => section.startsWith('metadata]')) ?? '';
  const name = nameIn(/^name[ \t]*[=:](.*)$/m.exec(metadata)?.[1]);
  return name === null ? null : python(name);
}

/** `setup.py`: a program, so its name is known only where it is written as a text. */
export function readSetupPy(text: string): Declaration {
  return python(nameIn(/\bname\s*=\s*(["'])([^"'\n]+)\1/.exec(text)?.[2]));
}

function python(name: string | null): Declaration {
  return { kind: 'python', name, members: [] };
}

/** Packages that no manifest needs to name: folders with an `__init__.py` whose parents have none. */
export function topPackages(sources: readonly string[]): Manifest[] {
  const folders = new Set(
    sources.flatMap((path) => (basename(path) === '__init__.py' ? [dirname(path)] : [])),
  );
  return [...folders]
    .filter((folder) => folder !== '.' && !folders.has(dirname(folder)))
    .map((folder) => ({ ...python(basename(folder)), path: `${folder}/__init__.py` }));
}

const BY_WEIGHT = ['pyproject.toml', 'setup.cfg', 'setup.py', '__init__.py'];

/** Of several files that declare the same Python package, the one that counts: named before nameless, then the newer kind. */
export function onePerFolder(manifests: readonly Manifest[]): Manifest[] {
  const best = new Map<string, Manifest>();
  const weight = ({ path, name }: Manifest) => BY_WEIGHT.indexOf(basename(path)) + (name === null ? 10 : 0);
  for (const manifest of manifests) {
    const folder = manifest.kind === 'python' ? dirname(manifest.path) : manifest.path;
    const other = best.get(folder);
    if (!other || weight(manifest) < weight(other)) best.set(folder, manifest);
  }
  return [...best.values()];
}
