import { createHash } from 'node:crypto';
import type { FileFacts, SkippedFile, SourceFile, Survey } from '../../core/codebase/facts.ts';
import { languageOf } from '../../core/codebase/language.ts';
import type { OnProgress } from '../../ports/code-base.ts';
import type { CodeCache } from './code-cache.ts';
import type { Identities } from './identities.ts';
import { askAll, type OpenLanes } from './lanes.ts';
import type { Tree } from './list-tree.ts';
import { manifestHashes, surveyManifests } from './manifests/survey-manifests.ts';
import { Pass } from './pass.ts';

/** What a look at a tree needs. */
export interface Looking {
  readonly tree: Tree;
  readonly identities: Identities;
  readonly cache: CodeCache;
}

/** Measures every source file of a tree that the cache does not know. */
export async function surveyTree(
  { tree, identities, cache }: Looking,
  openLanes: OpenLanes,
  onProgress: OnProgress,
): Promise<Survey> {
  const pass = new Pass(identities, cache.findings);
  for (const path of tree.sources) pass.sight(path, true);
  await measure(pass, openLanes, tree.sources.length, onProgress);
  const hashes = manifestHashes(tree.manifests, identities, cache.declarations);
  const documents = tree.documents.filter((path) => isThere(identities, path));
  const { files, skipped } = outcome(pass, tree);
  const there = [...files, ...skipped].map(({ path }) => path);
  return {
    files,
    skipped,
    documents,
    manifests: await surveyManifests(hashes, there, identities, cache.declarations),
    fingerprint: fingerprintOf(pass, tree, documents, hashes),
  };
}

/** The fingerprint that a survey would have: reads what the cache does not know, and measures nothing. */
export function fingerprintTree({ tree, identities, cache }: Looking): string {
  const pass = new Pass(identities, cache.findings);
  for (const path of tree.sources) pass.sight(path, false);
  for (const _ of pass.unmeasured()) {
    // Its hash is what counts.
  }
  const hashes = manifestHashes(tree.manifests, identities, cache.declarations);
  const documents = tree.documents.filter((path) => isThere(identities, path));
  return fingerprintOf(pass, tree, documents, hashes);
}

async function measure(
  pass: Pass,
  openLanes: OpenLanes,
  total: number,
  onProgress: OnProgress,
): Promise<void> {
  let done = total - pass.unreadFiles;
  onProgress(done, total);
  if (pass.unreadFiles === 0) return;
  const step = () => onProgress(++done, total);
  const lanes = await openLanes(pass.unreadFiles, pass.unreadBytes);
  await askAll(pass.unmeasured(step), lanes, 'facts', (source, { facts, skipped, broke }) => {
    pass.settle(source, facts ?? skipped ?? 'unparsable', !broke);
    step();
  });
}

function outcome(pass: Pass, { sources, closed }: Tree): { files: SourceFile[]; skipped: SkippedFile[] } {
  const files: SourceFile[] = [];
  const skipped: SkippedFile[] = closed.map((path) => ({ path, reason: 'unreadable' }));
  for (const path of sources) {
    const finding = pass.finding(path);
    if (finding === undefined || finding === 'foreign') continue;
    if (typeof finding === 'string') skipped.push({ path, reason: finding });
    else files.push({ path, language: languageOf(path)!, ...(finding satisfies FileFacts) });
  }
  return { files, skipped };
}

function fingerprintOf(
  pass: Pass,
  { sources, closed }: Tree,
  documents: readonly string[],
  manifests: ReadonlyMap<string, string>,
): string {
  const hash = createHash('sha256');
  const add = (kind: string, path: string, token: string) => hash.update(`${kind}\0${path}\0${token}\0`);
  for (const path of sources) {
    const token = pass.token(path);
    if (token !== null) add('source', path, token);
  }
  for (const path of closed) add('closed', path, '');
  for (const path of documents) add('document', path, '');
  for (const [path, token] of manifests) add('manifest', path, token);
  return hash.digest('hex');
}

function isThere(identities: Identities, path: string): boolean {
  return identities.sight(path) !== null;
}
