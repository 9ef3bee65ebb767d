import { basename } from 'node:path';
import type { Manifest } from '../../../core/codebase/manifest.ts';
import type { Identities } from '../identities.ts';
import type { Shelf } from '../shelf.ts';
import { onePerFolder, topPackages } from './python.ts';
import { type Declaration, readManifest } from './read-manifest.ts';

/** Larger ones are no manifests that a person wrote. */
const LARGEST = 4 * 1024 * 1024;

/** The hashes of manifests by path, for those that are there; what is known to be in them stays known. */
export function manifestHashes(
  paths: readonly string[],
  identities: Identities,
  declarations: Shelf<Declaration | 'none'>,
): Map<string, string> {
  const hashes = new Map<string, string>();
  for (const path of paths) {
    const sighted = identities.sight(path);
    if (sighted === null || typeof sighted === 'string' || sighted.size > LARGEST) continue;
    const hash = identities.known(sighted) ?? hashIn(identities.read(path));
    if (hash === undefined) continue;
    hashes.set(path, hash);
    declarations.find(keyOf(hash, path));
  }
  return hashes;
}

/** What the manifests declare, and the Python packages among the sources, in the order of their paths. */
export async function surveyManifests(
  hashes: ReadonlyMap<string, string>,
  sources: readonly string[],
  identities: Identities,
  declarations: Shelf<Declaration | 'none'>,
): Promise<Manifest[]> {
  const found: Manifest[] = topPackages(sources);
  for (const [path, hash] of hashes) {
    const key = keyOf(hash, path);
    let declaration = declarations.find(key);
    if (declaration === undefined) {
      const read = identities.read(path);
      if (read === null || typeof read === 'string') continue;
      declaration = (await readManifest(path, read.bytes.toString('utf8'))) ?? 'none';
      // The file may be another than the one that was hashed.
      if (read.hash === hash) declarations.keep(key, declaration);
    }
    if (declaration !== 'none') found.push({ ...declaration, path });
  }
  return onePerFolder(found).sort((a, b) => (a.path < b.path ? -1 : 1));
}

function hashIn(read: ReturnType<Identities['read']>): string | undefined {
  return read === null || typeof read === 'string' ? undefined : read.hash;
}

function keyOf(hash: string, path: string): string {
  return `${hash}/${basename(path)}`;
}
