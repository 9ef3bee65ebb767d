import { DocumentIndex } from '../codebase/documents.ts';
import { languageOf } from '../codebase/language.ts';

/** The documents of a module: paths relative to the root of the code. */
export interface ModuleDocuments {
  readonly existing: readonly string[];
  readonly missing: readonly string[];
}

/** The folder in which a module's README belongs; null for a module that is one source file. */
export function readmeFolder(path: string): string | null {
  return languageOf(path) === null ? path : null;
}

/**
 * Which of these documents are a module's, and which it lacks: a README in its folder, a page of its name. A module without
 * a path is not in the code yet: nobody knows its folder.
 */
export function moduleDocuments(
  { name, path }: { readonly name: string; readonly path: string | null },
  documents: readonly string[],
): ModuleDocuments {
  const index = new DocumentIndex(documents);
  const folder = path === null ? null : readmeFolder(path);
  const readmes = folder === null ? [] : index.readmesOf({ name, path: folder });
  const pages = index.pagesOf({ name, path: folder ?? '.' });
  const readme = folder === '.' ? 'README.md' : `${folder}/README.md`;
  return {
    existing: [...new Set([...readmes, ...pages])],
    missing: [
      ...(folder !== null && readmes.length === 0 ? [readme] : []),
      ...(pages.length === 0 ? [`docs/${name}.md`] : []),
    ],
  };
}
