import { languageOf } from '../../core/codebase/language.ts';
import type { Failure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import { isForeignPath } from './foreign.ts';
import { filesOfGit } from './git-files.ts';
import { isManifest } from './manifests/read-manifest.ts';

const README = /(?:^|\/)readme[^/]*$/i;
const DOCS_PAGE = /(?:^|\/)docs?\/(?:.*\/)?[^/]+\.(?:md|rst|adoc|txt)$/i;

/** The paths that matter of a code base, each list in order. Not all of them need to be there. */
export interface Tree {
  readonly sources: readonly string[];
  readonly documents: readonly string[];
  readonly manifests: readonly string[];
  /** Folders that cannot be read. */
  readonly closed: readonly string[];
}

/**
 * Which files a code base has: in git what it tracks and what it does not ignore, else the tree with its `.gitignore` files
 * honoured; neither foreign nor made code. Failure: io_error, when the folder cannot be read.
 */
export async function listTree(root: string): Promise<Result<Tree, Failure>> {
  const ofGit = await filesOfGit(root);
  const listed = ofGit ? ok(ofGit) : (await import('./walk-files.ts')).walkFiles(root);
  if (!listed.ok) return listed;
  // Git lists a file in conflict once a side.
  const paths = [...new Set(listed.value.files)].filter((path) => !isForeignPath(path)).sort();
  return ok({
    sources: paths.filter((path) => languageOf(path) !== null),
    documents: paths.filter(isDocument),
    manifests: paths.filter(isManifest),
    closed: listed.value.closed.filter((folder) => !isForeignPath(`${folder}/`)).sort(),
  });
}

function isDocument(path: string): boolean {
  return DOCS_PAGE.test(path) || (README.test(path) && languageOf(path) === null);
}
