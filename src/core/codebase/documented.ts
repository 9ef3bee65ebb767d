import { isTest, SOURCE_ROOTS } from './asides.ts';
import { alike, DocumentIndex } from './documents.ts';
import type { SourceFile } from './facts.ts';
import type { Module } from './module.ts';
import { baseName, folderOf, stemOf } from './path.ts';

/** A kind of documentation that a module lacks. */
export type MissingDocument = 'readme' | 'docs_page' | 'module_comment';

/** What documents a module. */
export interface Documentation {
  /** Its READMEs, its docs pages, and the main files that begin with a comment on the module. */
  readonly existing: readonly string[];
  /** A module that is one file needs no README. */
  readonly missing: readonly MissingDocument[];
}

/** The READMEs and docs pages of a module. For many modules make one `DocumentIndex`. */
export function documentsOf(
  module: Pick<Module, 'name' | 'path'>,
  documents: readonly string[],
): readonly string[] {
  return new DocumentIndex(documents).of(module);
}

/** What documents a module, and what does not. One thing that does is enough for `documented`. */
export function documentationOf(module: Module, documents: DocumentIndex): Documentation {
  const readmes = documents.readmesOf(module);
  const pages = documents.pagesOf(module);
  const comments = mainFiles(module).filter(({ documented }) => documented);
  const missing: MissingDocument[] = [];
  if (readmes.length === 0 && !isOneFile(module)) missing.push('readme');
  if (pages.length === 0) missing.push('docs_page');
  if (comments.length === 0) missing.push('module_comment');
  return { existing: [...new Set([...readmes, ...pages, ...comments.map(({ path }) => path)])], missing };
}

/** Whether a module has a README, a docs page, or a main file that begins with a comment on the module. */
export function isDocumented(module: Module, documents: DocumentIndex): boolean {
  return documentationOf(module, documents).existing.length > 0;
}

/** A module that is a source file, with its headers, and not a folder. */
function isOneFile({ path, files }: Module): boolean {
  return files.some((file) => file.path === path);
}

const MAIN_FILE = /^(?:index\.[^.]+|__init__\.py|mod\.rs|lib\.rs|main\.[^.]+|doc\.go|package-info\.java)$/;

/** The files that speak for a module: in its folder, or where its sources begin, such as `src`. */
function mainFiles(module: Module): readonly SourceFile[] {
  const { files } = module;
  if (isOneFile(module)) return files;
  const own = new Set([alike(module.name), alike(baseName(module.path))]);
  return files.filter(({ path, language }) => {
    const isMain =
      // In Go, the comment of a package may stand in any file of it.
      (language === 'go' && !isTest(path)) ||
      MAIN_FILE.test(baseName(path)) ||
      own.has(alike(baseName(stemOf(path))));
    return isMain && isEntrance(module, path, own);
  });
}

/** Whether a file lies in the module's folder, in a source root of it, in the folder named like it, or beside its own folder. */
function isEntrance({ path: module }: Module, path: string, own: ReadonlySet<string>): boolean {
  const folder = folderOf(path);
  if (folder === module) return true;
  if (module !== '.' && !path.startsWith(`${module}/`)) return true;
  const below = (module === '.' ? folder : folder.slice(module.length + 1)).split('/');
  if (SOURCE_ROOTS.has(below[0]!)) below.shift();
  if (own.has(alike(below[0] ?? ''))) below.shift();
  return below.length === 0 || baseName(path) === 'package-info.java';
}
