import type { FileFacts, SourceFile, Survey } from '../../../src/core/codebase/facts.ts';
import { languageOf } from '../../../src/core/codebase/language.ts';
import type { Manifest } from '../../../src/core/codebase/manifest.ts';

/** A source file with some facts of its own. */
export function sourceFile(path: string, facts: Partial<FileFacts> = {}): SourceFile {
  const plain = { bytes: 100, functions: 0, commented: 0, documented: false, imports: [] };
  return { path, language: languageOf(path)!, ...plain, ...facts };
}

/** A survey of files given by path, or with some of their facts. */
export function surveyOf(
  files: readonly string[] | { readonly [path: string]: Partial<FileFacts> },
  more: Partial<Omit<Survey, 'files'>> = {},
): Survey {
  const entries = Array.isArray(files) ? files.map((path) => [path, {}] as const) : Object.entries(files);
  const all = entries.map(([path, facts]) => sourceFile(path, facts));
  all.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files: all, skipped: [], documents: [], manifests: [], fingerprint: 'f', ...more };
}

/** A survey of files that import what is named. */
export function importing(
  imports: { readonly [path: string]: readonly string[] },
  manifests: readonly Manifest[] = [],
): Survey {
  const files = Object.entries(imports).map(([path, names]) => [path, { imports: names }] as const);
  return surveyOf(Object.fromEntries(files), { manifests });
}

/** A manifest as a package, or as a workspace. */
export function manifest(
  kind: Manifest['kind'],
  path: string,
  name: string | null,
  members: readonly string[] = [],
): Manifest {
  return { kind, path, name, members };
}
